"""The running order as rows that can be moved."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from learningstories.i18n import _, listed
from learningstories.services.pauses import Heard
from learningstories.services.shortlist_overview import Overview
from learningstories.ui.running_order_rows import Item, Row, Setting, items_of, key_of, rows_of

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = int(Qt.ItemDataRole.UserRole) + 30  # a Row, for the delegate
MIME = "application/x-learningstories-place"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class RunningOrderModel(QAbstractListModel):
    """Rows in the order of the evening; moves show at once, and are stored by whoever listens."""

    minutes_given = Signal(object, object)  # story or pause, minutes or None for "from its words"

    def __init__(self, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setting = Setting(who=who)
        self._items: list[Item] = []
        self._rows: list[Row] = []
        self._locked = False

    def show_overview(self, overview: Overview) -> None:
        """Show the shortlist as it stands; rows that stay where they are stay selected."""
        before = self.order()
        challenge = overview.challenge
        self._setting = replace(
            self._setting, zone=challenge.zone, begins=challenge.event_at, frozen=overview.frozen
        )
        self._locked = overview.programme.lock is not None
        self._items = items_of(overview)
        if before == self.order():
            self._rows = rows_of(self._items, self._setting)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows_of(self._items, self._setting)
        self.endResetModel()

    def order(self) -> list[Heard]:
        """Stories and pauses as the list shows them."""
        return [key_of(item) for item in self._items]

    def stories_before(self, row: int) -> int:
        """How many stories are told before what stands in a row."""
        return sum(not shown.is_pause for shown in self._rows[:row])

    def locked(self) -> bool:
        """Whether nothing can be changed."""
        return self._locked

    def row_at(self, row: int) -> Row | None:
        """What a row shows."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: Heard | str) -> int:
        """The row of a story or pause, also as it is told to what is dragged; -1 if there is none."""
        return next((i for i, row in enumerate(self._rows) if str(row.key) == str(key)), -1)

    def move(self, row: int, to: int) -> bool:
        """Put a row at place `to` (from 0, as counted when it is gone from its own); whether it moved."""
        if self._locked or row == to or not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        self.beginMoveRows(ROOT, row, row, ROOT, to + 1 if to > row else to)
        self._items.insert(to, self._items.pop(row))
        self._rows = rows_of(self._items, self._setting)
        self.endMoveRows()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.own_minutes or 0
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            chips = listed(words for words, _role in row.chips)
            minutes = _("{minutes} min").format(minutes=row.minutes)
            return listed(part for part in (row.starts, row.title, row.second, chips, minutes) if part)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._locked:
            return False
        row = self._rows[index.row()]
        given = int(value) or None
        if given != row.own_minutes and (given or not row.is_pause):
            self.minutes_given.emit(row.key, given)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled  # between the rows, never upon one
        still = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return still if self._locked else still | flag.ItemIsDragEnabled | flag.ItemIsEditable

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(self._rows[indexes[0].row()].key).encode())
        return data
