"""What an output is: one thing that is made of a challenge, its order, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from learningstories.domain.showcase import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from learningstories.domain.showcase import Book
    from learningstories.services.ports import Lists
    from learningstories.services.progress import Control
    from learningstories.services.toolbox import Toolbox
    from learningstories.services.workspace import Workspace

SHEETS = (Paper.A4, Paper.LETTER, Paper.A5)
PAGES = (Paper.A5, Paper.A4, Paper.LETTER)


class Use(StrEnum):
    """What authors are asked to agree to before their stories are in an output of that use.

    NONE is for what shows no story to anybody but the organiser.
    """

    PRINT = "print"
    STAGE = "stage"
    WEB = "web"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story of the shortlist that is not in an output, and why."""

    number: int
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An output that is wanted at `target`; `paper` is None for the paper that it has by itself.

    What tells of the ranking needs `lists`. `choices`, by kinds, are for this order only, in place of those
    that are kept.
    """

    workspace: Workspace
    toolbox: Toolbox
    target: Path
    control: Control
    paper: Paper | None = None
    lists: Lists | None = None
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOutput:
    """What was made at `path`. Pages are told of a PDF only, `files` where there are several of them, and
    `parts` where it had to be divided: the first of them is at `path`. `notes` are sentences.

    `form` is the ending that was chosen, without its full stop, of an output that has more than one.
    """

    path: Path
    pages: int | None = None
    bytes: int | None = None
    files: int | None = None
    accessible: bool | None = None
    form: str = ""
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A kind of output. Without `endings` it is a folder; `papers` are those it comes in, if any.

    `make` writes it whole or not at all, and raises what is expected to go wrong. `about` is what whoever
    saves it has to know before, `start` the page of a folder with which a browser begins. A folder that
    `prints` is a PDF where the target is named so.
    """

    kind: str
    title: str
    icon: str
    use: Use
    make: Callable[[Order], MadeOutput]
    endings: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    about: str = ""
    start: str = ""
    prints: bool = False

    @property
    def has_preview(self) -> bool:
        """Whether there are pages to look at before it is saved."""
        return self.prints or self.endings[:1] == (".pdf",)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.endings


def chosen_paper(output: Output, book: Book) -> Paper | None:
    """The paper that the organiser chose for the output, or that it has by itself; None where it has none."""
    if not output.papers:
        return None
    if output.kind == "book":
        return book.paper
    chosen = book.options.get(output.kind, {})
    named = chosen.get("paper") if isinstance(chosen, Mapping) else None
    return next((paper for paper in output.papers if paper == named), sheet_paper(None, book))


def sheet_paper(wanted: Paper | None, book: Book) -> Paper:
    """The paper of loose sheets: what is wanted, else as large as offices have it where the book is from."""
    return wanted or (Paper.LETTER if book.paper is Paper.LETTER else Paper.A4)
