"""Catalogues follow the words of the source, and are compiled when they are newer than what was compiled."""

import ast
import gettext
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from _environment import Environment
from _talk import Stop
from _words import compile_words
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from update_words import CATALOGUES, CHECKOUT, FILE, faults_of, in_step, source_words

PO = Path("de", "LC_MESSAGES", "learningstories.po")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOURCE = """
print(_("Add"), _("Leave out"))
print(plural("{n} story", "{n} stories", n).format(n=n))
"""


@pytest.fixture(scope="module")
def words() -> Catalog:
    """All that the source says."""
    return source_words(CHECKOUT / "learningstories")


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


SAYING = {"_": 1, "plural": 2, "in_context": 2}  # and how many of its first words must be written out
Said = tuple[str, tuple[str, ...]]


def said_in(file: Path) -> Iterator[Said]:
    """What a file has translated: the function and the words, or how it hides them from the catalogues."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            names.add(id(node.func))
            words = node.args[: SAYING[node.func.id]]
            yield (
                node.func.id,
                tuple(
                    each.value if isinstance(each, ast.Constant) else f"line {each.lineno}: not written out"
                    for each in words
                ),
            )
        elif isinstance(node, ast.Name) and node.id in SAYING and isinstance(node.ctx, ast.Load):
            yield from () if id(node) in names else [(node.id, (f"line {node.lineno}: handed on",))]


def test_all_words_that_are_said_get_into_the_catalogues(words: Catalog) -> None:
    """Those within an f-string, or handed on to be said elsewhere, are not found, and would stay English."""
    folder, found = CHECKOUT / "learningstories", words
    known = {
        ("in_context", (message.context, message.id))
        if message.context
        else ("plural", message.id)
        if message.pluralizable
        else ("_", (message.id,))
        for message in found
    }
    files = [file for file in folder.rglob("*.py") if file != folder / "i18n.py"]
    hidden = {(file.name, said) for file in files for said in said_in(file) if said not in known}
    assert hidden == set()


@pytest.mark.parametrize("file", sorted(CATALOGUES.glob(f"*/{FILE}")), ids=lambda file: file.parts[-3])
def test_nothing_is_filled_in_wrongly_in_the_translations_there_are(file: Path) -> None:
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=file.parts[-3], abort_invalid=True)
    assert [fault for fault in faults_of(catalogue) if not fault.endswith("is not translated")] == []


def test_all_is_translated_but_for_what_was_worded_last(words: Catalog) -> None:
    """A few words may be new and wait for a translator; packaging/update_words.py names them."""
    for file in CATALOGUES.glob(f"*/{FILE}"):
        with file.open("rb") as stream:
            catalogue = in_step(read_po(stream, locale=file.parts[-3]), words)
        missing = [fault for fault in faults_of(catalogue) if fault.endswith("is not translated")]
        assert len(missing) <= len(words) // 50, missing
