"""What was found, as table rows that can be corrected before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict
from learningstories.i18n import _
from learningstories.services.drafts import problem_sentence
from learningstories.services.found import Found
from learningstories.services.likeness import Earlier
from learningstories.services.sentences import advice
from learningstories.services.wording import verdict_chip
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CHECK, STORY, AUTHOR, FROM, WORDS, DEADLINE, LOOK_AT = range(7)
_NONE = "—"


class Choice(StrEnum):
    """What to do with a draft that looks like a newer text of a story."""

    REPLACE = "replace"
    SEPARATE = "separate"
    SKIP = "skip"


@dataclass(slots=True)
class Candidate:
    """One row: what was found, whether it is wanted, and where it came from for another try."""

    found: Found
    earlier: Earlier | None = None
    wanted: bool = True
    choice: Choice = Choice.REPLACE

    def __post_init__(self) -> None:
        self.wanted = self.wanted and self.found.draft is not None
        if self.is_known():
            self.decide(Choice.SKIP)

    def is_known(self) -> bool:
        """Whether the very same text is there already."""
        draft = self.found.draft
        return draft is not None and self.earlier is not None and self.earlier.markdown == draft.markdown

    def decide(self, choice: Choice) -> None:
        """Replace, add or skip."""
        self.choice = choice
        self.wanted = choice is not Choice.SKIP

    @property
    def replaces(self) -> int | None:
        """The story whose newer text this is to be."""
        return self.earlier.number if self.earlier and self.choice is Choice.REPLACE else None

    def problems(self) -> list[str]:
        """What to look at, in sentences."""
        if self.found.failure is not None:
            return [advice(self.found.failure)]
        alike = []
        if self.earlier is not None:
            told = _("New version of #{number} “{title}” ({alike} % alike)")
            if self.is_known():
                told = _("The same text as #{number} “{title}”, which is there already")
            alike = [
                told.format(number=self.earlier.number, title=self.earlier.title, alike=self.earlier.alike)
            ]
        return alike + [problem_sentence(problem) for problem in self.found.problems]


class AddModel(QAbstractTableModel):
    """The candidates in the order in which they were found."""

    def __init__(self, challenge: Challenge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._challenge = challenge
        self.candidates: list[Candidate] = []
        self._titles = ("", _("Story"), _("Author"), _("From"), _("Words"), _("Deadline"), _("To look at"))

    def append(self, candidates: Sequence[Candidate]) -> None:
        """Show more."""
        if candidates:
            first = len(self.candidates)
            self.beginInsertRows(ROOT, first, first + len(candidates) - 1)
            self.candidates.extend(candidates)
            self.endInsertRows()

    def exchange(self, row: int, candidate: Candidate) -> None:
        """Show another try in the place of one."""
        self.candidates[row] = candidate
        self.tell(row)

    def correct(self, row: int, **fields: Any) -> None:
        """Change fields of a draft."""
        candidate = self.candidates[row]
        if candidate.found.draft is not None:
            draft = replace(candidate.found.draft, **fields)
            candidate.found = replace(candidate.found, draft=draft)
            self.tell(row)

    def tick(self, row: int) -> None:
        """Want a draft, or no longer."""
        candidate = self.candidates[row]
        candidate.wanted = not candidate.wanted and candidate.found.draft is not None
        if candidate.wanted and candidate.choice is Choice.SKIP:
            candidate.choice = Choice.SEPARATE if candidate.is_known() else Choice.REPLACE
        self.tell(row)

    def tell(self, row: int) -> None:
        """A row has changed."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, LOOK_AT))

    def wanted(self) -> list[Candidate]:
        """The candidates that Add would store."""
        return [candidate for candidate in self.candidates if candidate.wanted]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.candidates)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        candidate = self.candidates[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(candidate, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CHECK:
            return Qt.CheckState.Checked if candidate.wanted else Qt.CheckState.Unchecked
        if role == CHIP and index.column() == DEADLINE:
            return self._chip(candidate) if candidate.found.draft is not None else None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == LOOK_AT:
            return "\n".join(candidate.problems())
        return None

    def _words(self, candidate: Candidate, column: int) -> str:
        draft = candidate.found.draft
        if column == FROM:
            return candidate.found.source or _("typed here")
        if column == LOOK_AT:
            return " · ".join(candidate.problems()) or _("Nothing to fix")
        if draft is None:
            return {STORY: _("(not read)"), AUTHOR: _NONE, WORDS: _NONE, DEADLINE: _NONE}.get(column, "")
        if column == DEADLINE:
            return self._chip(candidate)[0]
        return {STORY: draft.title, AUTHOR: draft.author or _NONE, WORDS: f"{draft.words:,}"}.get(column, "")

    def _chip(self, candidate: Candidate) -> tuple[str, Role]:
        found = candidate.found
        if found.draft is None:
            return _NONE, Role.TEXT
        roles = {Verdict.ON_TIME: Role.OK, Verdict.REFUSED: Role.BAD}
        words = verdict_chip(self._challenge, found.received_at, LateDecision.OPEN)
        return words, roles.get(found.verdict, Role.SPARK)
