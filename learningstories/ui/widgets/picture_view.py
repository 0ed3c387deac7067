"""A picture in the window: looked at, gone over with the keyboard, and read out."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from learningstories.ui.measures import larger
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import paint_focus_ring
from learningstories.ui.widgets.picture import Picture

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_PageUp: (-10, 0),
    Qt.Key.Key_PageDown: (10, 0),
}
_FAR = 10**9
_ENDS = {Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOTHING = Lettering(role=Role.MUTED, side=Side.MIDDLE)
_EASY = 8  # px beside a mark that are shown, too, when it is gone to


class PictureView(QWidget):
    """Shows a picture; pointer and arrow keys go from mark to mark, and each tells its value.

    `menu_wanted` carries the place for a menu of what can be done, `copy_wanted` asks for the picture, and
    `story_wanted` for the story that a mark is about (Enter, double click). `mark_shown` says where the
    mark lies that the keyboard went to.
    """

    menu_wanted = Signal(QPoint)
    copy_wanted = Signal()
    story_wanted = Signal(int)
    mark_shown = Signal(QRect)
    accessible_role = "Chart"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self.mark: Mark | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """Show this one from now on."""
        self.picture = picture
        rows, columns = picture.marks()
        if self.mark is not None and not (self.mark[0] < rows and self.mark[1] < columns):
            self.mark = None
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.summary or picture.empty)
        self.update()

    def told(self) -> str:
        """What the mark says that pointer or keyboard is on; "" for none."""
        return self.picture.words(self.mark) if self.picture is not None and self.mark is not None else ""

    def go(self, mark: Mark | None, *, by_key: bool = False) -> None:
        """Look at a mark, or at none; one that the keyboard goes to is said and brought into view."""
        if mark != self.mark:
            self.mark = mark
            self.update()
        if self.picture is None or not by_key or mark is None:
            return
        words, place = self.told(), self._outside(self.picture.box(mark, self._room()))
        self.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.mark_shown.emit(place)
        QToolTip.showText(self.mapToGlobal(place.bottomLeft()), plain_tooltip(words), self)

    # --- where things lie --------------------------------------------------------------------------------

    def seen(self) -> QRect:
        """What is looked at of it: all, or what its scroll area shows."""
        around = self.parentWidget()
        return self.rect() & around.rect().translated(-self.pos()) if around is not None else self.rect()

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _room(self) -> QSizeF:
        """What the picture knows as its size: it is drawn as for usual letters, and then made larger."""
        return QSizeF(self.size()) / larger()

    def _mirror(self, box: QRectF) -> QRectF:
        if self._is_mirrored():
            return QRectF(self._room().width() - box.right(), box.top(), box.width(), box.height())
        return box

    def _inside(self, place: QRectF) -> QRectF:
        """A place of the widget, as the picture knows it."""
        return self._mirror(QRectF(place.topLeft() / larger(), place.size() / larger()))

    def _outside(self, box: QRectF) -> QRect:
        """A place of the picture, as it lies in the widget."""
        box = self._mirror(box)
        return QRectF(box.topLeft() * larger(), box.size() * larger()).toAlignedRect()

    def _mark_at(self, place: QPointF) -> Mark | None:
        if self.picture is None:
            return None
        seen, kept = self._inside(QRectF(self.seen())), self.picture.heading()
        inside = seen.adjusted(kept.width(), kept.height(), 0, 0)
        across = self._inside(QRectF(place, QSizeF(0, 0))).topLeft()
        return self.picture.mark_at(across, self._room()) if inside.contains(across) else None

    # --- what is drawn -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.save()
        painter.scale(larger(), larger())
        drawing = Drawing(
            painter=painter,
            room=self._room(),
            seen=self._inside(QRectF(self.seen())),
            shades=colors(),
            mirrored=self._is_mirrored(),
            mark=self.mark,
        )
        if self.picture is not None and self.picture.empty:
            drawing.write(QRectF(QPointF(0, 0), self._room()), self.picture.empty, _NOTHING)
        elif self.picture is not None:
            self.picture.draw(drawing)
        painter.restore()
        if self.hasFocus():
            paint_focus_ring(painter, self.seen(), 6, colors()[Role.ACCENT])

    def moveEvent(self, event: QMoveEvent) -> None:
        """It was scrolled: headings stay where they are, so that all of it is drawn again."""
        super().moveEvent(event)
        self.update()

    # --- asking for a value ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        picture = self.picture
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif _asks_for_menu(event):
            self.menu_wanted.emit(self.mapToGlobal(self._menu_place()))
        elif picture is not None and self.mark is not None and event.key() in _ENTER:
            self._open(picture, self.mark)
        elif picture is None or picture.empty or not self._step(event, *picture.marks()):
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent, rows: int, columns: int) -> bool:
        """Go where an arrow key points; False for another key."""
        key = Qt.Key(event.key())
        down, across = _STEPS.get(key, (0, _ENDS.get(key, 0)))
        if not (down or across) or not rows or not columns:
            return False
        if key in _ENDS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            down = across
        if self._is_mirrored() and key not in _ENDS:
            across = -across
        # From nowhere to the first of them, or to the last where the key points backwards.
        start = self.mark or (0 if down >= 0 else rows, 0 if across >= 0 else columns)
        moved = 1 if self.mark is not None or min(down, across) < 0 or key in _ENDS else 0
        row, column = start[0] + down * moved, start[1] + across * moved
        self.go((min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)), by_key=True)
        return True

    def _open(self, picture: Picture, mark: Mark) -> None:
        number = picture.story(mark)
        if number is not None:
            self.story_wanted.emit(number)

    def _menu_place(self) -> QPoint:
        if self.picture is None or self.mark is None:
            return self.seen().center()
        return self._outside(self.picture.box(self.mark, self._room())).bottomLeft()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark == self.mark:
            return
        self.go(mark)
        QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(self.told()), self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if self.picture is not None and mark is not None:
            self._open(self.picture, mark)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.mapToGlobal(self._menu_place()))

    def leaveEvent(self, event: QEvent) -> None:
        self.go(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.go(None)
        super().focusOutEvent(event)


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift


class PictureArea(QScrollArea):
    """Gives a picture the room it needs, at most `most` px high; what does not fit is scrolled to.

    With `most` 0 the picture takes the height that there is.
    """

    def __init__(self, view: PictureView, most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._most = view, most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(view)
        view.setAutoFillBackground(False)  # the ground is that of the card
        self.viewport().setAutoFillBackground(False)
        view.mark_shown.connect(self._show)

    def fit(self) -> None:
        """Make room for the picture as it is now."""
        picture = self._view.picture
        if picture is None:
            return
        wanted = (picture.size(self.viewport().width() / larger()) * larger()).toSize()
        self._view.setMinimumSize(wanted)
        if self._most:
            bar = self.horizontalScrollBar().sizeHint().height()
            below = bar if wanted.width() > self.viewport().width() else 0
            self.setFixedHeight(min(wanted.height() + below, self._most))
        else:
            self.setMinimumHeight(min(wanted.height(), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room depends on the width."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(520, 180)

    def _show(self, mark: QRect) -> None:
        """Bring a mark into view, out from under the headings that stay."""
        picture = self._view.picture
        if picture is None:
            return
        kept, port, before = (picture.heading() * larger()).toSize(), self.viewport(), self._view.pos()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = mark.adjusted(
            -(_EASY if rtl else kept.width() + _EASY),
            -kept.height() - _EASY,
            kept.width() + _EASY if rtl else _EASY,
            _EASY,
        ).translated(before)
        for bar, low, high, end in (
            (self.horizontalScrollBar(), room.left(), room.right(), port.width()),
            (self.verticalScrollBar(), room.top(), room.bottom(), port.height()),
        ):
            by = min(low, 0) or max(high - end, 0)
            backwards = rtl and bar is self.horizontalScrollBar()
            bar.setValue(bar.value() + (-by if backwards else by))
