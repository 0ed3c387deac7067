"""How the showcase book, and all else that is made for the evening, should look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

BookId = NewType("BookId", UUID)
SavedOutputId = NewType("SavedOutputId", UUID)


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
    """The organiser's choices for the book, and for all else that is made. There is at most one.

    `cover` is the SHA-256 of the picture on the cover, empty for a drawn one; `bleed` adds what a printer
    cuts off, `fours` fills the book up to a multiple of four pages. `options` holds the choices for each
    kind of output, by its name.
    """

    id: BookId
    title: str = ""
    subtitle: str = ""
    paper: Paper = Paper.A5
    look: Look = Look.EMBER
    actions: bool = True
    running_order: bool = True
    reader_names: bool = True
    cover: str = ""
    cover_alt: str = ""
    questions: bool = True
    bleed: bool = False
    fours: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedOutput:
    """When a kind of output was saved last; `holds` is what it was made of, so that changes can be told."""

    id: SavedOutputId
    kind: str
    name: str
    saved_at: datetime
    saved_by: str
    holds: Mapping[str, Any]
