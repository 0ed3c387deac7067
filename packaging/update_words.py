"""Brings the catalogues in resources/i18n in step with the words of the source, and says what is missing.

`.venv/bin/python packaging/update_words.py`, with the app's own Python, after words were added, changed or
translated. Translations are kept, new words are added without one, and those that are gone are dropped.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from _talk import say
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[1]
CATALOGUES = CHECKOUT / "resources" / "i18n"
FILE = Path("LC_MESSAGES", "learningstories.po")
_SOURCE = "learningstories"
_CALLS = {"_": None, "plural": (1, 2), "in_context": ((1, "c"), 2)}
_WIDTH = 110
_SHOWN = 10


def main() -> int:
    words = source_words(CHECKOUT / _SOURCE)
    lacking = 0
    for file in sorted(CATALOGUES.glob(f"*/{FILE}")):
        language = file.parents[1].name
        catalogue = in_step(_read(file, language), words)
        _write(file, catalogue)
        faults = list(faults_of(catalogue))
        say(f"{language}: {len(catalogue)} messages, {len(faults)} to mend or translate")
        for fault in faults[:_SHOWN]:
            say(f"  {fault}")
        lacking += len(faults)
    return int(lacking > 0)


def source_words(folder: Path) -> Catalog:
    """Every message of the source, by file, each with the files that say it."""
    words = Catalog()
    found = extract_from_dir(folder, [("**.py", "python")], keywords=_CALLS)
    for name, _line, message, _comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        words.add(message, locations=[(f"{_SOURCE}/{name}", 0)], context=context)
    return words


def in_step(catalogue: Catalog, words: Catalog) -> Catalog:
    """The catalogue with exactly the messages of `words`; nothing is guessed from messages that are alike."""
    catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "Learning Stories", ""
    catalogue.header_comment = (
        f"# {catalogue.locale.english_name} words of Learning Stories (MIT license).\n#"
    )
    for message in catalogue:
        message.flags.discard("python-format")  # no word of ours is one; "100 % of" looks like it
    return catalogue


def faults_of(catalogue: Catalog) -> Iterator[str]:
    """What is missing, or would not fit where it is shown."""
    for message in catalogue:
        if not message.id:
            continue
        asked, told = _texts(message.id), _texts(message.string)
        fault = _fault(asked, told, catalogue.num_plurals if message.pluralizable else 1)
        if fault:
            yield f"{message.locations[0][0]}: {asked[0]!r} {fault}"


def _fault(asked: Sequence[str], told: Sequence[str], forms: int) -> str:
    if len(told) != forms or not all(told):
        return "is not translated"
    wanted = {name for text in asked for name in _places(text)}
    try:
        had = [_places(text) for text in told]
    except ValueError:
        return "has an open bracket"
    if any(not names <= wanted for names in had):
        return "fills in something that is not there"
    # One of the plural forms may say the number in a word, but not the form for most numbers.
    if had[-1] != _places(asked[-1]):
        return "does not fill in all that it should"
    return ""


def _texts(one_or_more: object) -> tuple[str, ...]:
    """As Babel keeps them: a text alone, or a tuple where there are plurals."""
    texts = one_or_more if isinstance(one_or_more, (tuple, list)) else (one_or_more,)
    return tuple(str(text or "") for text in texts)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def _write(file: Path, catalogue: Catalog) -> None:
    """Whole or not at all; an unchanged file is left alone, so that nothing is compiled again."""
    made = BytesIO()
    write_po(made, catalogue, include_lineno=False, width=_WIDTH)
    if made.getvalue() != file.read_bytes():
        new = file.with_suffix(".new")
        new.write_bytes(made.getvalue())
        new.replace(file)


if __name__ == "__main__":
    sys.exit(main())
