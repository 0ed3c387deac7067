"""The rows above and the chosen one below them, with a line between that can be moved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from learningstories.ui.add_bar import AddBar
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_table import AddTable

_MOST = 0.55  # of the height, for the rows
_HANDLE = 12


class AddRows(QWidget):
    """Until somebody moves the line, the rows have as much room as they need, up to half of it."""

    def __init__(self, bar: AddBar, table: AddTable, detail: AddDetail) -> None:
        super().__init__()
        self._table = table
        self._parted = False
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(_HANDLE)
        self.split.addWidget(table)
        self.split.addWidget(detail)
        self.split.splitterMoved.connect(self._part)
        table.setMinimumHeight(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.split, 1)

    def follow(self) -> None:
        """Give the rows the room they need."""
        if self._parted:
            return
        room = self.split.height() - _HANDLE
        rows = self._table.model().rowCount() * self._table.cells.row_height
        wanted = rows + self._table.horizontalHeader().height() + 2
        high = min(wanted, round(room * _MOST))
        self.split.setSizes([high, room - high])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow()
        row = self._table.currentIndex().row()
        if row >= 0:
            self._table.scrollTo(self._table.model().index(row, 0))

    def _part(self) -> None:
        self._parted = True
