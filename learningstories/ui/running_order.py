"""The list whose rows are dragged, or moved by keys, into the order of the evening."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from learningstories.i18n import _
from learningstories.services.pauses import Heard
from learningstories.ui.measures import scaled
from learningstories.ui.running_order_delegate import ROW_HEIGHT, RunningOrderDelegate
from learningstories.ui.running_order_model import MIME, RunningOrderModel
from learningstories.ui.running_order_rows import Row
from learningstories.ui.story_drag import STORIES_MIME
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.painting import paint_focus_ring

_UP, _DOWN = -1, 1


class RunningOrder(QListView):
    """Alt+Up and Alt+Down move a story or pause, Delete takes it off, M sets its minutes, Enter opens it."""

    moved = Signal(object)  # the story or pause that has another place now
    remove_wanted = Signal(object)  # a Row
    opened = Signal(object)  # a Row
    row_changed = Signal()
    stories_dropped = Signal(object)  # QMimeData, of a list of stories

    def __init__(self, model: RunningOrderModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._drop_at = -1
        self._delegate = RunningOrderDelegate(self)
        self.setAccessibleName(_("Running order"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)  # ours is a line in the accent's colour
        self.setAutoScroll(True)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.row_changed.emit())
        model.modelReset.connect(self.row_changed)

    def current(self) -> Row | None:
        """The row the keyboard is on."""
        return self._rows.row_at(self.currentIndex().row())

    def choose(self, key: Heard) -> None:
        """Select a story or a pause."""
        row = self._rows.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))

    def move_current(self, by: int) -> None:
        """Move the current row up (-1) or down (1)."""
        row = self.currentIndex().row()
        self._move(row, row + by)

    def edit_minutes(self) -> None:
        """Change the minutes of the current row in place."""
        index = self.currentIndex()
        if index.isValid() and not self._rows.locked():
            self.edit(index)

    def is_editing(self) -> bool:
        """Whether minutes are half typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def _move(self, row: int, to: int) -> None:
        shown = self._rows.row_at(row)
        if shown is not None and self._rows.move(row, to):
            self.choose(shown.key)
            self.moved.emit(shown.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, alt = self.current(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        key, none = (
            event.key(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(_UP if key == Qt.Key.Key_Up else _DOWN)
        elif row is None or not none:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Delete:
            self._remove(row)
        elif key in (Qt.Key.Key_M, Qt.Key.Key_F2):
            self.edit_minutes()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def _remove(self, row: Row) -> None:
        if not self._rows.locked():
            self.remove_wanted.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self._rows.row_at(index.row())
        if row is None:
            return
        self.setCurrentIndex(index)
        if self._delegate.minutes_at(self, index).contains(place):
            self.edit_minutes()
        else:
            self.opened.emit(row)

    # --- dragging ----------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if (data.hasFormat(MIME) or data.hasFormat(STORIES_MIME)) and not self._rows.locked():
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        if event.mimeData().hasFormat(MIME) and not self._rows.locked():
            self._show_drop(self._gap_at(event.position().toPoint()))
            event.acceptProposedAction()
        elif event.mimeData().hasFormat(STORIES_MIME) and not self._rows.locked():
            event.acceptProposedAction()  # they go to the end
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(STORIES_MIME):
            event.acceptProposedAction()
            self.stories_dropped.emit(event.mimeData())
            return
        dragged = bytes(event.mimeData().data(MIME).data()).decode("ascii", "replace")
        gap = self._gap_at(event.position().toPoint())
        self._show_drop(-1)
        row = self._rows.row_of(dragged)
        if row < 0:
            event.ignore()
            return
        # Not a move to Qt, which would then remove the row it dragged.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._move(row, gap - 1 if gap > row else gap)

    def _gap_at(self, place: QPoint) -> int:
        """The gap between rows that is nearest, 0 before the first."""
        gap = round((place.y() + self.verticalOffset()) / scaled(ROW_HEIGHT))
        return max(0, min(gap, self._rows.rowCount()))

    def _show_drop(self, gap: int) -> None:
        self._drop_at = gap
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            paint_focus_ring(painter, self.visualRect(index).adjusted(0, 0, 0, -1), 4, colors()[Role.ACCENT])
        if self._drop_at >= 0:
            y = self._drop_at * scaled(ROW_HEIGHT) - self.verticalOffset()
            line = QRect(8, max(0, min(y - 2, self.viewport().height() - 3)), self.viewport().width() - 16, 3)
            painter.fillRect(line, colors()[Role.ACCENT])
