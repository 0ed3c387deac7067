"""The table of the app: whole rows, horizontal lines, keyboard first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import row_height, scaled, widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import SMALL_PX, Role
from learningstories.ui.widgets.cell_delegate import PADDING, CellDelegate, Index
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.column_widths import shared
from learningstories.ui.widgets.painting import paint_focus_ring
from learningstories.ui.widgets.table_header import TableHeader


class Table(QTableView):
    """Rows of 44 px (32 when compact), selected whole.

    Give a model (see `cells` for the roles it answers) and `set_columns`. `opened` is emitted with the
    row on Enter or double click, `checked` when a box of a CHECK column is pressed or Space is. A column that
    must not cut its words gets the room that the widest of those seen needs, and `room_given` is emitted.
    Sorting is the model's: listen to `horizontalHeader().sortIndicatorChanged`.
    """

    opened = Signal(int)
    checked = Signal(int)
    row_changed = Signal(int)
    room_given = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, delegate: CellDelegate | None = None
    ) -> None:
        super().__init__(parent)
        self.setViewport(_viewport())
        self.cells = delegate or CellDelegate(self)
        self._note = ""
        self._room: dict[int, int] = {}
        self._wished: dict[int, int] = {}
        self._give_room = QTimer(self, singleShot=True, interval=0)
        self._give_room.timeout.connect(self._give)
        self._drag: Callable[[list[int]], tuple[QMimeData, QPixmap]] | None = None
        self.setAccessibleName(name)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(TableHeader(self.cells, name, self))
        self.set_compact(compact=False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_columns(self, looks: Sequence[ColumnLook]) -> None:
        """How each column of the model is drawn and how wide it is."""
        self.cells.looks = list(looks)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        self._share_width()
        self.viewport().update()

    def set_compact(self, *, compact: bool) -> None:
        """Rows of 32 px with one line, or of 44 px, unless the person wants all of them low."""
        self.cells.row_height = row_height(compact=compact)
        self.verticalHeader().setMinimumSectionSize(self.cells.row_height)
        self.verticalHeader().setDefaultSectionSize(self.cells.row_height)

    def set_note(self, sentence: str) -> None:
        """A muted sentence under the last row."""
        self._note = sentence
        self.viewport().update()

    def set_many(self, *, many: bool) -> None:
        """Whether several rows can be selected at once (Shift, Ctrl)."""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)

    def let_drag(self, make: Callable[[list[int]], tuple[QMimeData, QPixmap]]) -> None:
        """Let the selected rows be dragged away, as what `make` makes of them."""
        self._drag = make
        self.setDragEnabled(True)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """All rows at once: a list of all their cells would take long."""
        rows = self.selected_rows()
        if self._drag is None or not rows:
            super().startDrag(actions)
            return
        data, look = self._drag(rows)
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(look)
        drag.exec(Qt.DropAction.CopyAction)

    def selected_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]  # a list of all cells would take long
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def choose_row(self, row: int) -> None:
        """Select a row and bring it into view."""
        # selectRow() looks for a column at the view's edge, and mirrored there is none.
        seen = next((c for c in range(self.model().columnCount()) if not self.isColumnHidden(c)), 0)
        index, mode = self.model().index(row, seen), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, mode.ClearAndSelect | mode.Rows)
        self.scrollTo(index)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._share_width()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the ring lies round the whole row
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def _share_width(self) -> None:
        """Give the columns their widths, and what is left to those that stretch."""
        looks, model = self.cells.looks, self.model()
        if not looks or model is None:
            return
        shown = [i for i in range(min(len(looks), model.columnCount())) if not self.isColumnHidden(i)]
        least = {i: self._least_width(i) for i in shown}
        wanted = {i: max(self.wanted_width(i), least[i]) for i in shown}
        self._grant(wanted)
        stretched = {i: least[i] for i in shown if looks[i].stretch}
        others = {i: least[i] for i in shown if i not in stretched}
        given, room = shared(wanted, stretched, self.viewport().width()), self.viewport().width()
        if sum(given.values()) > room:
            given = shared(given, others, room)  # what is said in them still finds its room
        for i, width in given.items():
            self.setColumnWidth(i, width)

    def _grant(self, wanted: dict[int, int]) -> None:
        """In a wide window, words that may be cut need not be, before the widest columns get still wider."""
        looks = self.cells.looks
        kept = sum(wide for i, wide in wanted.items() if looks[i].stretch)
        room = self.viewport().width() - sum(wanted.values()) - kept
        for i, wished in self._wished.items():
            more = wished - wanted.get(i, wished)
            if 0 < more <= room and not looks[i].exactly:
                wanted[i] += more
                room -= more

    def _least_width(self, column: int) -> int:
        """How narrow a column may become."""
        look = self.cells.looks[column]
        needed = look.exactly or max(self.head_width(column), self._room.get(column, 0))
        return max(widened(look.narrowest), needed)

    def _give(self) -> None:
        """Some words were cut: from now on there is room for those that should be whole."""
        most, changed = max(self.viewport().width() // 2, 1), False
        for column, wide in self.cells.short.items():
            given = self._room if self.cells.looks[column].is_whole else self._wished
            if min(wide, most) > given.get(column, 0):
                given[column], changed = min(wide, most), True
        self.cells.short.clear()
        if changed:
            self._share_width()
            self.room_given.emit()

    def wanted_width(self, column: int) -> int:
        """Before what is left is shared: figures and chips go with the size of text, and heads are read."""
        look = self.cells.looks[column]
        if look.stretch:
            return max(widened(look.width), self._room.get(column, 0))
        if look.exactly:
            return look.exactly
        return max(scaled(look.width), self.head_width(column), self._room.get(column, 0))

    def head_width(self, column: int) -> int:
        """How wide a column must be for the words over it not to be cut."""
        header = self.horizontalHeader()
        return header.needed(column) if isinstance(header, TableHeader) else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.cells.hovered_row:
            return
        for changed in (self.cells.hovered_row, row):
            if changed >= 0:
                self.viewport().update(
                    0, self.rowViewportPosition(changed), self.viewport().width(), self.rowHeight(changed)
                )
        self.cells.hovered_row = row

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.cells.look(index.column()) is Look.CHECK:
            self.checked.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif (
            event.key() == Qt.Key.Key_Space
            and row >= 0
            and any(c.look is Look.CHECK for c in self.cells.looks)
        ):
            self.checked.emit(row)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.cells.short:
            self._give_room.start()
        painter = QPainter(self.viewport())
        row = self.currentIndex().row()
        if self.hasFocus() and row >= 0:
            width = min(self.horizontalHeader().length(), self.viewport().width())
            height = min(self.rowHeight(row), self.cells.row_height)
            place = QRect(0, self.rowViewportPosition(row), width, height - 1)
            paint_focus_ring(painter, place, 4, colors()[Role.ACCENT])
        if self._note:
            self._paint_note(painter)

    def _paint_note(self, painter: QPainter) -> None:
        last = self.verticalHeader().count() - 1
        top = self.rowViewportPosition(last) + self.rowHeight(last) if last >= 0 else 0
        painter.setFont(ui_font(SMALL_PX))
        painter.setPen(colors()[Role.MUTED])
        painter.setLayoutDirection(self.layoutDirection())
        place = QRect(PADDING, top + scaled(10), self.viewport().width() - 2 * PADDING, self.height())
        painter.drawText(place, Qt.TextFlag.TextWordWrap, self._note)


def _viewport() -> QWidget:
    """As Qt makes it: asked for Qt's own, PySide makes every kind of widget there is, to tell which it is."""
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return viewport
