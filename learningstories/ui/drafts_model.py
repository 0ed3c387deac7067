"""Two drafts of the shortlist side by side as table rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learningstories.i18n import _
from learningstories.services.shortlist_drafts import SideBySide
from learningstories.ui.widgets.cells import ColumnLook, Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_NOT_IN = "—"
LOOKS = (
    ColumnLook(look=Look.TITLE, width=260, stretch=True, least=160),
    ColumnLook(look=Look.NUMBER, width=150, least=90),
    ColumnLook(look=Look.NUMBER, width=150, least=90),
)


class DraftsModel(QAbstractTableModel):
    """One row a story of either: its place in the first and in the second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[SideBySide] = ()
        self._names = ("", "")

    def show_pair(self, names: tuple[str, str], rows: Sequence[SideBySide]) -> None:
        """Show these in place of what was shown."""
        self.beginResetModel()
        self._names, self._rows = names, rows
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 1, 2)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        row = self._rows[index.row()]
        if index.column() == 0:
            return row.title
        place = (row.first, row.second)[index.column() - 1]
        return _NOT_IN if place is None else str(place)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("Story"), *self._names)[section]
