"""A printed page of words, as data: what any template without stories is given to set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from learningstories.domain.showcase import Look, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of plain text in a language of its own (BCP 47)."""

    text: str
    language: str


Printed: TypeAlias = "str | int | float | Line | Sequence[Printed] | Mapping[str, Printed] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """What is printed by `template`, the name of a file in resources/typst without its ending.

    `data` reaches the template as `data.content`, in the same shape; each text in it comes as a line for
    `line-of`: cleaned, with the direction and, as far as its letters tell, the language that it has.
    Texts are in `language` (BCP 47) where they are no `Line`. What stands under `kind`, `key`, `align` or
    `address` is never printed, and comes as plain text. `dated` is the only date that the PDF has of
    itself, so that the same content gives the same bytes.
    """

    template: str
    title: str
    data: Mapping[str, Printed]
    dated: date
    language: str = "en"
    author: str = ""
    paper: Paper = Paper.A4
    look: Look = Look.EMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """The PDF that was made. `accessible` says that it meets PDF/UA-1 and PDF/A-2a; `notes` are sentences."""

    pages: int
    bytes: int
    accessible: bool
    notes: tuple[str, ...] = ()
