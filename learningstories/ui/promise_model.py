"""Promises as table rows."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
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


_WORDS: tuple[Callable[[PromiseLine, str], str], ...] = (
    lambda line, _zone: str(line.number),
    lambda line, _zone: line.text,
    lambda line, _zone: whose_words(line),
    asking_words,
)


class PromiseModel(QAbstractTableModel):
    """One row a promise; replaced as a whole. Words are made for the rows that are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[PromiseLine] = ()
        self._zone = "UTC"
        self._titles = ("", _("Promise"), _("Whose"), _("Where it stands"))

    def show_lines(self, lines: Sequence[PromiseLine], zone: str) -> None:
        """Show these; where they are as many, the rows stay and only what is in them changes."""
        same = len(lines) == len(self._lines)
        if not same:
            self.beginResetModel()
        self._lines, self._zone = lines, zone
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(LOOKS) - 1))

    def line_at(self, row: int) -> PromiseLine | None:
        """The promise in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, number: int) -> int:
        """The row of a promise; -1 if it is not shown."""
        row = bisect_left(self._lines, number, key=lambda line: line.number)
        line = self.line_at(row)
        return row if line is not None and line.number == number else -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        line, column = self._lines[index.row()], index.column()
        if role == _DISPLAY:
            return _WORDS[column](line, self._zone)
        if role == SECOND_LINE and column == PROMISE:
            return line.told or (line.story.title if line.story else "")
        if role == CHIP and column == STATE:
            return asking_words(line, self._zone), state_role(line)
        return line.number if role == ROW_KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None
