"""Finds words that are wider or higher than the room there is for them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.labels import ElidedLabel, Label
from learningstories.ui.widgets.tab_bar import TabBar
from learningstories.ui.widgets.table import Table


def cut_words(widget: QWidget) -> Iterator[str]:
    """What of a widget is cut."""
    if isinstance(widget, Table):
        yield from _cut_heads(widget)
        yield from _cut_cells(widget)
    elif isinstance(widget, Label | Button | QCheckBox | Chip) and _is_cut(widget):
        yield widget.text()
    elif isinstance(widget, TabBar) and not widget.seen().adjusted(-1, 0, 1, 0).contains(
        widget.tabRect(widget.currentIndex())
    ):
        yield widget.tabText(widget.currentIndex())
    elif isinstance(widget, ElidedLabel) and widget.hasHeightForWidth() and widget.is_cut():
        yield widget.text()


def _is_cut(widget: Label | Button | QCheckBox | Chip) -> bool:
    if isinstance(widget, Label) and not widget.wordWrap():
        return widget.fontMetrics().horizontalAdvance(widget.text()) > widget.contentsRect().width() + 1
    if isinstance(widget, Label | Chip):
        return widget.heightForWidth(widget.width()) > widget.height() + 2
    return widget.sizeHint().width() > widget.width() + 4


def _cut_heads(table: Table) -> Iterator[str]:
    """Words over columns for which two lines are not enough."""
    for column in _columns(table):
        if table.head_width(column) > table.columnWidth(column):
            yield str(table.model().headerData(column, Qt.Orientation.Horizontal))


def _cut_cells(table: Table) -> Iterator[str]:
    """Chips, figures and words of ours that are wider than their column, in the rows that are seen."""
    model, last = table.model(), table.rowAt(table.viewport().height() - 1)
    whole = [c for c in _columns(table) if c < len(table.cells.looks) and table.cells.looks[c].is_whole]
    rows = range(max(table.rowAt(0), 0), last + 1 if last >= 0 else model.rowCount()) if whole else ()
    for row in rows:
        for column in whole:
            index = model.index(row, column)
            if table.cells.needed(index) > table.columnWidth(column):
                yield str(index.data())


def _columns(table: Table) -> list[int]:
    """The columns that are shown."""
    model = table.model()
    return [c for c in range(model.columnCount()) if not table.isColumnHidden(c)]
