"""The template of a call in a language of which only the words of the interface are known."""

from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from learningstories import i18n
from learningstories.domain.form import FormField
from learningstories.services import form_template
from learningstories.services.call_template import template_csv
from learningstories.services.deliveries import FormTable
from learningstories.services.form_columns import match_columns
from learningstories.services.form_row import read_rows

WELSH = {
    "Your story": "Eich stori",
    "May reviewers read it?": "A gaiff adolygwyr ei darllen?",
    "May it be printed?": "A ellir ei hargraffu?",
}


@pytest.fixture
def welsh(tmp_path, monkeypatch) -> Iterator[None]:
    folder = tmp_path / "i18n" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="cy")
    for words, translated in WELSH.items():
        catalogue.add(words, translated)
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    form_template._fields.cache_clear()
    yield
    form_template._fields.cache_clear()


def test_a_template_in_a_language_that_we_do_not_speak_is_known_and_its_yes_is_asked_about(
    welsh, make_challenge
):
    headers = template_csv(make_challenge(language="cy")).decode("utf-8-sig").strip().split(",")
    assert set(WELSH.values()) <= set(headers)
    row = tuple("ie" for _header in headers)
    match = match_columns(FormTable(name="form.csv", headers=tuple(headers), rows=(row,)), [])
    known = {column.field for column in match.columns}
    assert {FormField.TEXT, FormField.CONSENT_READ, FormField.CONSENT_PRINT} <= known
    [read] = read_rows(match)
    assert not read.uses
    assert "consent_answer_not_understood" in [problem.code for problem in read.problems]
