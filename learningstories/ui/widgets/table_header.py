"""The words over a table's columns."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import SMALL_PX, Role
from learningstories.ui.widgets.cell_delegate import PADDING, CellDelegate
from learningstories.ui.widgets.cells import NUMBERS
from learningstories.ui.widgets.painting import draw_line, paint_ground

_HEIGHT = 34


class TableHeader(QHeaderView):
    """Muted words over the columns, aligned as the cells are, with an arrow at the sorted one."""

    def __init__(self, cells: CellDelegate, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self._cells = cells
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFont(ui_font(SMALL_PX, 500))
        self.setFixedHeight(scaled(_HEIGHT))
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setStretchLastSection(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _is_touched(self, section: int) -> bool:
        """Heads that sort stand out under the pointer."""
        return self.sectionsClickable() and section == self._hovered

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(_HEIGHT))

    def words(self, section: int) -> str:
        """What is written over a column."""
        model = self.model()
        words = str(model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) or "")
        words = words.replace(" %", "\N{NO-BREAK SPACE}%")
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            words += " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"
        return words

    def needed(self, section: int) -> int:
        """How wide a column must be for the words over it to be whole on two lines."""
        words = self.words(section).split(" ")
        if words == [""]:
            return 0
        wide = self.fontMetrics().horizontalAdvance
        ways = range(1, len(words) + 1)
        best = min(max(wide(" ".join(words[:first])), wide(" ".join(words[first:]))) for first in ways)
        return best + 2 * PADDING

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        paint_ground(painter, QRect(rect.x(), rect.bottom(), rect.width(), 1), colors()[Role.LINE])
        painter.setFont(self.font())
        painter.setPen(colors()[Role.TEXT if self._is_touched(section) else Role.MUTED])
        inside = rect.adjusted(PADDING, 0, -PADDING, 0)
        at_end = self._cells.look(section) in NUMBERS
        for line, shown in _lines(painter.fontMetrics(), inside, self.words(section)):
            draw_line(painter, line, shown, self.layoutDirection(), at_end=at_end)
        painter.restore()


def _lines(metrics: QFontMetrics, room: QRect, words: str) -> list[tuple[QRect, str]]:
    """Where the words go: on one line, or on two where the column is too narrow for that."""
    width = room.width() + 2
    first, rest = words, ""
    while metrics.horizontalAdvance(first) > width and " " in first:
        first = first.rpartition(" ")[0]
        rest = words[len(first) + 1 :]
    rows = [row for row in (first, rest) if row]
    high, top = metrics.height(), room.center().y() - metrics.height() * len(rows) // 2
    return [
        (
            QRect(room.x(), top + high * place, room.width(), high),
            metrics.elidedText(row, Qt.TextElideMode.ElideRight, width),
        )
        for place, row in enumerate(rows)
    ]
