"""The numbers of a picture, or any others, as a table to be read and read out."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from learningstories.i18n import numeral
from learningstories.services.csv_file import Cell
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.picture import Numbers
from learningstories.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_NOBODY = QModelIndex()
_WIDEST_NUMBER, _NARROWEST, _LETTER = 132, 64, 8
_WORDS, _LONG_WORDS = 150, 260
_FIRST_ROWS = 20


class NumbersTable(Table):
    """Columns are as wide as their headings; those of words share what is left."""

    def __init__(self, name: str, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.set_compact(compact=True)
        self.numbers_model = NumbersModel(self)
        self.setModel(self.numbers_model)
        self.show_numbers(numbers)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show these from now on."""
        self.numbers_model.show_numbers(numbers)
        first = [numbers.row(place) for place in range(min(_FIRST_ROWS, numbers.count))]
        self.set_columns(
            [_look(heading, [row[place] for row in first]) for place, heading in enumerate(numbers.headings)]
        )


class NumbersModel(QAbstractTableModel):
    """Asks for a row when it is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = Numbers(headings=(), count=0, row=lambda _place: ())
        self._last: tuple[int, list[str]] = (-1, [])

    def show_numbers(self, numbers: Numbers) -> None:
        """Hold these from now on."""
        self.beginResetModel()
        self._numbers, self._last = numbers, (-1, [])
        self.endResetModel()

    def rowCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else self._numbers.count

    def columnCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._numbers.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        row = index.row()
        if self._last[0] != row:
            self._last = (row, [_words(cell) for cell in self._numbers.row(row)])
        return self._last[1][index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        told = (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole))
        if orientation == Qt.Orientation.Horizontal and role in told:
            return str(self._numbers.headings[section])
        return None


def _words(cell: Cell) -> str:
    return numeral(cell, ",.3f").rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)


def _look(heading: str, cells: list[Cell]) -> ColumnLook:
    if all(not isinstance(cell, str) or not cell for cell in cells):
        wide = min(max(_NARROWEST, _LETTER * len(heading) + 24), _WIDEST_NUMBER)
        return ColumnLook(look=Look.NUMBER, width=wide, least=wide)
    longest = max(len(str(cell)) for cell in cells)
    wide = _LONG_WORDS if longest * _LETTER > _WORDS else _WORDS
    return ColumnLook(look=Look.TEXT, width=wide, stretch=True, least=_WORDS)
