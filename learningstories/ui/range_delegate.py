"""Draws an estimate with its range, and the line that parts the shortlist from the rest."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled
from learningstories.ui.results_model import RANGE, Column
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import SMALL_PX, Role
from learningstories.ui.widgets.cell_delegate import PADDING, CellDelegate, Index
from learningstories.ui.widgets.painting import draw_line
from learningstories.ui.widgets.table import Table

_BAND = 5
_DOT = 10
_CUT_ROOM = 22


class RangeDelegate(CellDelegate):
    """In one column a dot at the estimate, a band over the range, a thin line along the whole scale."""

    def __init__(self, column: int = Column.RANGE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._column = column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The row above the cut is higher, to leave room for the line's words.
        whole: QRect = option.rect
        option.rect = QRect(whole.x(), whole.y(), whole.width(), self.row_height)
        super().paint(painter, option, index)

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.column() == self._column:
            self.paint_range_cell(painter, rect, index)
        else:
            super().paint_cell(painter, rect, index)

    def paint_range_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the estimate, if there is one."""
        ends = index.data(RANGE)
        if ends is not None:
            mirrored = self.direction == Qt.LayoutDirection.RightToLeft
            paint_range(painter, QRectF(rect), ends, mirrored=mirrored)


def paint_range(
    painter: QPainter, place: QRectF, ends: tuple[float, float, float], *, mirrored: bool = False
) -> None:
    """`ends` are low, estimate and high, each 0 to 1 along the scale."""
    shades = colors()
    inside = place.adjusted(_DOT / 2, 0, -_DOT / 2, 0)
    low, score, high = (1 - end if mirrored else end for end in ends)
    left, dot, right = (inside.x() + end * inside.width() for end in (min(low, high), score, max(low, high)))
    middle = round(inside.center().y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(inside.x(), middle, inside.width(), 1), shades[Role.LINE])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(shades[Role.SURFACE], shades[Role.ACCENT], 0.42))
    band = QRectF(left, middle + 0.5 - _BAND / 2, max(right - left, _BAND), _BAND)
    painter.drawRoundedRect(band, _BAND / 2, _BAND / 2)
    painter.setBrush(shades[Role.ACCENT])
    painter.drawEllipse(QPointF(dot, middle + 0.5), _DOT / 2, _DOT / 2)


class ResultsTable(Table):
    """A table with a dashed line under the last row that is inside."""

    resized = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, RangeDelegate())
        self.cells.setParent(self)
        self._cut, self._cut_words = -1, ""

    def set_cut(self, row: int, words: str) -> None:
        """Draw the line under `row` with `words` upon it; -1 for no line."""
        rows = self.verticalHeader()
        for each in (self._cut, row):
            if 0 <= each < rows.count():
                more = scaled(_CUT_ROOM) if each == row else 0
                rows.resizeSection(each, rows.defaultSectionSize() + more)
        self._cut, self._cut_words = row, words
        self.viewport().update()

    def cut(self) -> int:
        """The row above the line; -1 for no line."""
        return self._cut

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._cut < 0:
            return
        painter = QPainter(self.viewport())
        foot = self.rowViewportPosition(self._cut) + self.rowHeight(self._cut) - 1
        width = self.viewport().width()
        tint = colors()[Role.SPARK]
        painter.setPen(QPen(tint, 1, Qt.PenStyle.DashLine))
        painter.drawLine(0, foot, width, foot)
        painter.setFont(ui_font(SMALL_PX - 1, 500))
        place = QRect(PADDING, foot - scaled(_CUT_ROOM) + 1, width - 2 * PADDING, scaled(_CUT_ROOM) - 1)
        draw_line(painter, place, self._cut_words, self.layoutDirection(), at_end=True)
