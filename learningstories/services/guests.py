"""The guests of the evening, whose names are given as a list or as a table with the names in front."""

import csv
from collections.abc import Mapping, Sequence
from typing import Any

from learningstories.domain.showcase import Book
from learningstories.i18n import _
from learningstories.services.challenges import book_of, put_book
from learningstories.services.output_choices import choices, with_choices
from learningstories.services.workspace import Workspace

MOST = 1_000
_MOST_LETTERS = 80
_MOST_LINE = 10_000
_KIND, _GUESTS = "cards", "guests"


def guests_of(book: Book) -> tuple[str, ...]:
    """The names that were given, in their order."""
    names = choices(book, _KIND).get(_GUESTS)
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


def chosen_guests(names: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """The names as they are chosen for an order, or kept."""
    return {_KIND: {_GUESTS: list(names)}}


def set_guests(workspace: Workspace, text: str) -> tuple[str, ...]:
    """Keep whose cards are made, as one step."""
    names = read_guests(text)
    with workspace.change(_("Change the guests")) as unit:
        put_book(unit, options=with_choices(book_of(unit), chosen_guests(names)).options)
    return names
