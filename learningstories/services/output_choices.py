"""What is chosen for single kinds of output: kept with the book, or told with an order."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from learningstories.domain.showcase import Book
from learningstories.i18n import _
from learningstories.services.challenges import book_of, put_book
from learningstories.services.site_content import START
from learningstories.services.workspace import Workspace

CERTIFICATES, LETTERS, WEB = "certificates", "letters", "web"
CERTIFIED, RANK, ADDRESS = "for", "rank", "address"
_SCHEMES = frozenset({"http", "https"})
_LONGEST_ADDRESS = 500


class Certified(StrEnum):
    """Who gets a certificate: chosen authors, all whose stories are eligible, or readers."""

    CHOSEN = "chosen"
    AUTHORS = "authors"
    READERS = "readers"


def choices(book: Book, kind: str) -> Mapping[str, Any]:
    """What is chosen for the kind."""
    chosen = book.options.get(kind)
    return chosen if isinstance(chosen, Mapping) else {}


def with_choices(book: Book, chosen: Mapping[str, Mapping[str, Any]]) -> Book:
    """The book with these choices for the kinds, the others as they were."""
    made = {kind: {**choices(book, kind), **fields} for kind, fields in chosen.items()}
    return replace(book, options={**book.options, **made})


def choose(workspace: Workspace, kind: str, **fields: Any) -> None:
    """Keep choices for an output."""
    with workspace.change(_("Change the book"), merge="book") as unit:
        put_book(unit, options=with_choices(book_of(unit), {kind: fields}).options)


def certified(book: Book) -> Certified:
    """Who gets a certificate; what an other version chose is read as the usual."""
    chosen = choices(book, CERTIFICATES).get(CERTIFIED)
    return next((each for each in Certified if each == chosen), Certified.CHOSEN)


def tells_rank(book: Book) -> bool:
    """Whether letters tell authors the rank of their stories."""
    return choices(book, LETTERS).get(RANK) is True


def online_address(book: Book) -> str:
    """Where the web pages will be, as it begins their addresses; empty while that is not known."""
    chosen = choices(book, WEB).get(ADDRESS)
    return read_address(chosen) if isinstance(chosen, str) else ""


def read_address(text: str) -> str:
    """The address of a folder online, with its last slash; empty for what is none."""
    address = text.strip()
    if not address or len(address) > _LONGEST_ADDRESS or any(character.isspace() for character in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not parts.netloc or parts.query or parts.fragment:
        return ""
    return address.removesuffix(START).removesuffix("/") + "/"
