"""What one file holds when it is opened: stories, further files, or the table of a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.arrival import Claim
from learningstories.services.drafts import Draft, Problem
from learningstories.services.kept import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file within a file; `within` names the folders it lay in, the outermost first.

    A preview puts the names of the files in which it was found before them. `claims` say when it came;
    `refused` is why it could not be taken out, one of `domain.errors.UNREADABLE`.
    """

    name: str
    data: Content
    written_at: datetime | None = None
    within: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """The rows of a form's export as texts, each as wide as `headers`.

    `first_row` is the row of the file that rows[0] stands in, `sheet` the sheet of a workbook it was on.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    first_row: int = 2
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One opened file; `parts` are still to be opened one by one, `table` is still to be matched."""

    name: str
    drafts: tuple[Draft, ...] = ()
    parts: tuple[Part, ...] = ()
    table: FormTable | None = None

    @property
    def draft(self) -> Draft:
        """The story of a file that holds one."""
        return self.drafts[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """The text of a form's cell, as a story's text."""

    markdown: str
    words: int
    language_found: str = ""
    problems: Sequence[Problem] = ()
