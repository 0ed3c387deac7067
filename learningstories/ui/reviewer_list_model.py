"""The reviewers as table rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, listed
from learningstories.services.reviewer_list import ReviewerLine, ReviewerList
from learningstories.services.reviewer_state import PackState, pack_state
from learningstories.services.reviewer_words import pack_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, METER, ROW_KEY, SECOND_LINE, ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, READS, PROGRESS, USUALLY, PACK = range(5)
LOOKS = (
    ColumnLook(look=Look.TITLE, width=176, stretch=True, least=122),
    ColumnLook(look=Look.MUTED, width=80, stretch=True, least=70),
    ColumnLook(look=Look.METER, width=110, stretch=True, least=100),
    ColumnLook(look=Look.MUTED, width=88, least=84, whole=True),
    ColumnLook(look=Look.CHIP, width=184, least=120),
)
ROLES = {
    PackState.NOT_MADE: Role.BAD,
    PackState.HERE: Role.TEXT,
    PackState.SILENT: Role.SPARK,
    PackState.PARTLY: Role.ACCENT,
    PackState.LATE: Role.SPARK,
    PackState.RETURNED: Role.OK,
    PackState.REVOKED: Role.BAD,
}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    email: str
    share: float
    chip: tuple[str, Role] | None


class ReviewerListModel(QAbstractTableModel):
    """Ready strings; the tendencies come later than the rows, for they take computing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[ReviewerLine] = ()
        self._until: datetime | None = None
        self._zone = "UTC"
        self._tendencies: Mapping[str, str] = {}
        self._rows: list[_Row] = []
        self._titles = (_("Reviewer"), _("Reads"), _("Progress"), _("Usually"), _("Pack"))

    def show_list(self, found: ReviewerList) -> None:
        """Show these reviewers; where they are the same people, nothing moves."""
        lines, self._until, self._zone = found.lines, found.returns_until, found.zone
        same = [line.reviewer.id for line in lines] == [line.reviewer.id for line in self._lines]
        if same:
            self._lines = lines
            self._tell_all()
            return
        self.beginResetModel()
        self._lines = lines
        self._rows = [self._row(line) for line in lines]
        self.endResetModel()

    def show_tendencies(self, tendencies: Mapping[str, str]) -> None:
        """Say how each reads, by address: "strict", "average", "generous" or "unknown"."""
        self._tendencies = tendencies
        self._tell_all()

    def line_at(self, row: int) -> ReviewerLine | None:
        """The reviewer in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, email: str) -> int:
        """The row of a reviewer; -1 if not there."""
        return next((row for row, line in enumerate(self._lines) if line.reviewer.email == email), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self._rows[index.row()]
        if role == _DISPLAY:
            return row.cells[index.column()]
        if role == SECOND_LINE:
            return row.email if index.column() == NAME else None
        if role == METER:
            return row.share if index.column() == PROGRESS else None
        if role == CHIP:
            return row.chip if index.column() == PACK else None
        return row.email if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None

    def _tell_all(self) -> None:
        self._rows = [self._row(line) for line in self._lines]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(LOOKS) - 1))

    def _row(self, line: ReviewerLine) -> _Row:
        reviewer = line.reviewer
        tendency = tendency_word(self._tendencies.get(reviewer.email, ""))
        progress = f"{line.answered}/{line.wanted}"
        pack = pack_words(line, self._until, self._zone)
        return _Row(
            (reviewer.name, reads_words(reviewer), progress, tendency, pack),
            reviewer.email,
            line.answered / line.wanted if line.wanted else 0.0,
            (pack, ROLES[pack_state(line, self._until)]) if pack else None,
        )


def reads_words(reviewer: Reviewer) -> str:
    """Which themes and languages a reviewer reads: "any · it, en"."""
    themes = listed(reviewer.themes) or _("any")
    languages = listed(reviewer.languages)
    return f"{themes} · {languages}" if languages else themes


def tendency_word(tendency: str) -> str:
    """How somebody usually reads, in a word; a dash while that cannot be said."""
    words = {"strict": _("strict"), "average": _("average"), "generous": _("generous")}
    return words.get(tendency, "—")
