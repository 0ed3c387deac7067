"""The steps of a challenge as table rows, the newest first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.changes import HistoryLine, StepKind
from learningstories.services.wording import moment_words
from learningstories.ui.story_past import step_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
LOOKS = (
    ColumnLook(look=Look.TITLE, width=240, stretch=True, least=160),
    ColumnLook(look=Look.MUTED, width=120, least=80),
    ColumnLook(look=Look.MUTED, width=236, least=120, whole=True),
    ColumnLook(look=Look.CHIP, width=120, least=110),
)
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_STATE = 3


class HistoryModel(QAbstractTableModel):
    """What, who, when, and whether it still holds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, str, str]] = []

    def show_lines(self, lines: Sequence[HistoryLine], zone: str) -> None:
        """Show these steps, their times on the clocks of `zone`."""
        self.beginResetModel()
        self._rows = [
            (_what(line), line.who, moment_words(line.at, zone, named=False), _taken_back(line))
            for line in lines
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a step."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, who, when, state."""
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The words of a cell, and the chip of a step that was taken back."""
        if not index.isValid():
            return None
        words = self._rows[index.row()][index.column()]
        if role == _DISPLAY:
            return words
        if role == CHIP and index.column() == _STATE:
            return (words, Role.SPARK) if words else None
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """What the columns hold."""
        if role != _DISPLAY or way is not Qt.Orientation.Horizontal:
            return None
        return (_("Step"), _("Who"), _("When"), "")[section]


def _what(line: HistoryLine) -> str:
    own = line.kind in (StepKind.UNDO, StepKind.REDO)
    return step_words(line) if own else line.label


def _taken_back(line: HistoryLine) -> str:
    return _("taken back") if line.undone else ""
