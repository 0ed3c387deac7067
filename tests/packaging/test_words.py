"""Catalogues follow the words of the source, and are compiled when they are newer than what was compiled."""

import gettext
import os
import sys
from pathlib import Path

import pytest
from _environment import Environment
from _talk import Stop
from _words import compile_words
from babel.messages.catalog import Catalog
from update_words import faults_of, in_step, source_words

PO = Path("de", "LC_MESSAGES", "learningstories.po")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOURCE = """
print(_("Add"), _("Leave out"))
print(plural("{n} story", "{n} stories", n).format(n=n))
"""


class Here(Environment):
    """The environment that the tests run in."""

    @property
    def python(self) -> Path:
        return Path(sys.executable)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue with one word."""
    file = tmp_path / PO
    file.parent.mkdir(parents=True)
    per_cent = 'msgid "100 % of it"\nmsgstr "100 % davon"\n'  # which is no format, "% o" and "% d"
    file.write_text(f'{HEADER}msgid "Add"\nmsgstr "Hinzufügen"\n\n{per_cent}', "utf-8")
    return file


def _translated(folder: Path) -> str:
    return gettext.translation("learningstories", folder, ["de"]).gettext("Add")


def test_a_catalogue_is_compiled_once_and_again_when_it_is_newer(tmp_path: Path, catalogue: Path) -> None:
    compile_words(Here(), tmp_path)
    assert _translated(tmp_path) == "Hinzufügen"
    compile_words(Environment(tmp_path / "nowhere"), tmp_path)  # starts nothing
    catalogue.write_text(catalogue.read_text("utf-8").replace("Hinzu", "Dazu"), "utf-8")
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    gettext._translations.clear()  # type: ignore[attr-defined]
    compile_words(Here(), tmp_path)
    assert _translated(tmp_path) == "Dazufügen"


def test_a_broken_catalogue_is_told(tmp_path: Path, catalogue: Path) -> None:
    catalogue.write_bytes(HEADER.encode() + b'msgid "Add"\nmsgstr "Hinzuf\xfcgen"\n')
    with pytest.raises(Stop, match="could not be compiled"):
        compile_words(Here(), tmp_path)


def test_words_of_the_source_are_added_and_others_dropped_and_nothing_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(SOURCE, "utf-8")
    catalogue = Catalog(locale="de")
    catalogue.add("Add", "Hinzufügen")
    catalogue.add("Leave out.", "Auslassen.")
    catalogue = in_step(catalogue, source_words(tmp_path))
    told = {message.id: message.string or "" for message in catalogue if message.id}
    assert told == {"Add": "Hinzufügen", "Leave out": "", ("{n} story", "{n} stories"): ("", "")}
    assert [fault.partition(": ")[2] for fault in faults_of(catalogue)] == [
        "'Leave out' is not translated",
        "'{n} story' is not translated",
    ]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (("{n} Geschichte", "{n} Geschichten"), ""),
        (("eine Geschichte", "{n} Geschichten"), ""),
        (("{n} Geschichte", "Geschichten"), "does not fill in all that it should"),
        (("{m} Geschichte", "{n} Geschichten"), "fills in something that is not there"),
        (("{n Geschichte", "{n} Geschichten"), "has an open bracket"),
    ],
)
def test_a_translation_fills_in_what_the_source_does(told: tuple[str, str], fault: str) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add(("{n} story", "{n} stories"), told, locations=[("page.py", 1)])
    assert list(faults_of(catalogue)) == ([f"page.py: '{{n}} story' {fault}"] if fault else [])
