"""Promises as table rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.domain.promise import Asking, Outcome
from learningstories.i18n import _
from learningstories.services.promise_words import asking_words, whose_words
from learningstories.services.promises import PromiseLine
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ROW_KEY, SECOND_LINE, ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
NUMBER, PROMISE, WHO, STATE = range(4)
LOOKS = (
    ColumnLook(look=Look.MUTED_NUMBER, width=44, least=36),
    ColumnLook(look=Look.TITLE, width=320, stretch=True, least=160),
    ColumnLook(look=Look.MUTED, width=150, least=90),
    ColumnLook(look=Look.CHIP, width=150, least=110),
)
_ASKING = {Asking.DUE: Role.SPARK, Asking.ASKED: Role.ACCENT}
_OUTCOMES = {Outcome.KEPT: Role.OK, Outcome.PARTLY: Role.ACCENT, Outcome.NOT: Role.BAD}


def state_role(line: PromiseLine) -> Role:
    """The colour that goes with where a promise stands."""
    return _OUTCOMES.get(line.outcome, _ASKING.get(line.asking, Role.TEXT))


@dataclass(frozen=True, slots=True)
class PromiseTableRow:
    """A promise with the words of its cells, worked out before they are asked for."""

    line: PromiseLine
    cells: tuple[str, ...]
    second: str


def promise_rows(lines: Sequence[PromiseLine], zone: str) -> list[PromiseTableRow]:
    """The rows; for many this takes a while, so it is done off the thread."""
    return [
        PromiseTableRow(
            line,
            (str(line.number), line.text, whose_words(line), asking_words(line, zone)),
            line.told or (line.story.title if line.story else ""),
        )
        for line in lines
    ]


class PromiseModel(QAbstractTableModel):
    """One row a promise; replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PromiseTableRow] = ()
        self._titles = ("", _("Promise"), _("Whose"), _("Where it stands"))

    def show_rows(self, rows: Sequence[PromiseTableRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line_at(self, row: int) -> PromiseLine | None:
        """The promise in a row."""
        return self._rows[row].line if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of a promise; -1 if it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.line.number == number), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self._rows[index.row()]
        if role == _DISPLAY:
            return row.cells[index.column()]
        if role == SECOND_LINE:
            return row.second if index.column() == PROMISE else None
        if role == CHIP and index.column() == STATE:
            return row.cells[STATE], state_role(row.line)
        return row.line.number if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None
