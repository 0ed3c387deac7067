"""The guests of the evening, whose names are given as a list or as a table with the names in front."""

import csv
from collections.abc import Mapping

from learningstories.domain.showcase import Book
from learningstories.i18n import _
from learningstories.services.challenges import book_of, put_book
from learningstories.services.workspace import Workspace

MOST = 1_000
_MOST_LETTERS = 80
_MOST_LINE = 10_000
_KIND = "cards"


def guests_of(book: Book) -> tuple[str, ...]:
    """The names that were given, in their order."""
    chosen = book.options.get(_KIND)
    names = chosen.get("guests") if isinstance(chosen, Mapping) else None
    return tuple(str(name) for name in names) if isinstance(names, list | tuple) else ()


def read_guests(text: str) -> tuple[str, ...]:
    """A name from each line; of a table the first column. Empty lines and names that come again are none."""
    lines = text.replace("\ufeff", "").replace("\0", "").splitlines()
    splitter = next((mark for mark in "\t;" if any(mark in line for line in lines)), ",")
    found: dict[str, None] = {}
    for line in lines:
        cells = next(csv.reader([line[:_MOST_LINE]], delimiter=splitter), [])
        name = " ".join((cells[0] if cells else "").split())[:_MOST_LETTERS]
        if name:
            found[name] = None
    return tuple(found)[:MOST]


def set_guests(workspace: Workspace, text: str) -> tuple[str, ...]:
    """Keep whose cards are made, as one step."""
    names = read_guests(text)
    with workspace.change(_("Change the guests")) as unit:
        options = dict(book_of(unit).options)
        put_book(unit, options=options | {_KIND: {**options.get(_KIND, {}), "guests": list(names)}})
    return names
