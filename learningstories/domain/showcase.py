"""How the showcase book should look."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

BookId = NewType("BookId", UUID)


class Paper(StrEnum):
    """Page sizes."""

    A5 = "a5"
    A4 = "a4"
    LETTER = "letter"


class Look(StrEnum):
    """Colours of the book."""

    EMBER = "ember"
    LAKE = "lake"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The organiser's choices for the book. There is at most one."""

    id: BookId
    title: str = ""
    subtitle: str = ""
    paper: Paper = Paper.A5
    look: Look = Look.EMBER
    actions: bool = True
    running_order: bool = True
    reader_names: bool = True
