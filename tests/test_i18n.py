"""Words come in the interface's language, and meanwhile in another where they are made for others."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from learningstories import i18n
from learningstories.i18n import (
    _,
    language,
    listed,
    listed_apart,
    numeral,
    plural,
    speaking,
    spoken_of,
    terminal_language,
    use_language,
)

WORDS = {"de": "Aufruf", "pt_BR": "Chamada", "ar": "دعوة"}


@pytest.fixture(autouse=True)
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three languages, each with one sentence and one plural."""
    for name, word in WORDS.items():
        folder = tmp_path / "i18n" / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = Catalog(locale=name)
        catalogue.add("Call", word)
        catalogue.add(("{n} day", "{n} days"), (f"{word} 1", *[f"{word} n"] * (catalogue.num_plurals - 1)))
        with (folder / "learningstories.mo").open("wb") as stream:
            write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("code", "spoken", "word"),
    [
        ("de", "de", "Aufruf"),
        ("de-CH", "de", "Aufruf"),
        ("DE", "de", "Aufruf"),
        ("pt-BR", "pt-BR", "Chamada"),
        ("ar", "ar", "دعوة"),
        ("pt", "en", "Call"),
        ("fr", "en", "Call"),
        ("", "en", "Call"),
        ("../de", "en", "Call"),
    ],
)
def test_what_is_made_for_others_is_in_their_language_or_in_english(
    code: str, spoken: str, word: str
) -> None:
    with speaking(code) as told:
        assert (told, language(), _("Call")) == (spoken, spoken, word)


def test_the_interface_keeps_its_language_all_the_while() -> None:
    use_language("de")
    heard: list[str] = []
    with speaking("ar"):
        window = Thread(target=lambda: heard.append(_("Call")))
        window.start()
        window.join()
        assert plural("{n} day", "{n} days", 1).startswith("دعوة")
    assert heard == ["Aufruf"]
    assert (_("Call"), language()) == ("Aufruf", "de")


def test_an_organiser_who_speaks_german_hands_out_an_english_call() -> None:
    use_language("de")
    with speaking("en") as told:
        assert (told, _("Call")) == ("en", "Call")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", ("3.14", "1,234", "12,345.5", "1,234 of 7 (0.5)")),
        ("de", ("3,14", "1.234", "12.345,5", "1.234 of 7 (0,5)")),
        ("es", ("3,14", "1234", "12.345,5", "1234 of 7 (0,5)")),
        ("ar", ("3.14", "1,234", "12,345.5", "1,234 of 7 (0.5)")),
    ],
)
def test_numbers_are_written_as_the_language_does(code: str, shown: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "i18n" / "es" / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "i18n" / "es" / "LC_MESSAGES" / "learningstories.mo").open("wb") as stream:
        write_mo(stream, Catalog(locale="es"))
    with speaking(code):
        filled = _("{n:,} of {all} ({share:.1f})").format(n=1234, all=7, share=0.5)
        assert (numeral(3.14159, ".2f"), numeral(1234), numeral(12345.5, ",.1f"), filled) == shown
        assert _("{share:.1f}").format_map({"share": 0.5}) == shown[3][-4:-1]


def test_the_languages_that_there_are_can_be_told() -> None:
    assert i18n.languages() == ("en", "ar", "de", "pt-BR")


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["de-AT", "en"], "de"),
        (["fr-FR", "fr", "ar-Arab-EG", "en"], "ar"),
        (["pt_BR"], "pt-BR"),
        (["pt-PT", "en-GB", "de"], "en"),
        (["", "tlh"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_there_is_is_taken(wanted: list[str], spoken: str) -> None:
    assert spoken_of(wanted) == spoken


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ar_EG@latin"}, "ar"),
        ({"LANG": "de_DE", "LC_ALL": "C.UTF-8", "LANGUAGE": "ar"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:de"}, "de"),
        ({"LANG": ""}, "en"),
    ],
)
def test_a_terminal_speaks_as_gettext_would(variables: dict[str, str], spoken: str) -> None:
    assert terminal_language(variables) == spoken


def test_lists_have_the_languages_commas() -> None:
    with speaking("de"):
        assert (listed(["a", "b"]), listed_apart(["a", "b"])) == ("a, b", "a; b")
    with speaking("ar"):
        assert (listed(["a", "b"]), listed_apart(["a", "b"])) == ("a، b", "a؛ b")
