"""What looks like a field on a page, and opens the command box with the first letter that is typed."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learningstories.i18n import _
from learningstories.ui.command_menu import COMMANDS_KEYS
from learningstories.ui.fonts import ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size, scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, CONTROL_HEIGHT, TEXT_PX, Role
from learningstories.ui.widgets.buttons import paint_key_cap
from learningstories.ui.widgets.enter_key import pressed_by_enter
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import draw_line, mirrored, paint_box, paint_focus_ring, touched

_WIDTH, _LEAST, _PADDING = 290, 44, 12


class CommandField(QAbstractButton):
    """`wanted` carries what was typed; nothing where it was pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Search or run a command")
        self._keys = QKeySequence(COMMANDS_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(f"{words} ({self._keys})"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(scaled(_WIDTH))
        self.clicked.connect(lambda: self.wanted.emit(""))

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), scaled(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), scaled(CONTROL_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter begins the search; Space and Enter press it."""
        typed = event.text().strip()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if typed.isprintable() and typed and not held:
            self.wanted.emit(typed)
        elif not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shades, whole = QPainter(self), colors(), self.rect()
        way = self.layoutDirection()
        line = shades[Role.EDGE if self.underMouse() else Role.LINE]
        paint_box(painter, whole, BUTTON_RADIUS, touched(self, shades[Role.SURFACE]), line)
        icon = icon_size()
        place = QRect(_PADDING, (self.height() - icon) // 2, icon, icon)
        paint_icon(painter, "search", mirrored(way, whole, place), shades[Role.MUTED])
        font = ui_font(TEXT_PX)
        room = whole.adjusted(_PADDING + icon + 9, 0, -_PADDING, 0)
        cap = QFontMetrics(ui_font(11, 500)).horizontalAdvance(self._keys) + 14
        if room.width() > cap + QFontMetrics(font).horizontalAdvance(self.text()) + 8:
            place = QRect(room.right() - cap + 3, (self.height() - scaled(20)) // 2, cap, scaled(20))
            keys = self._keys.replace("+", " ")
            paint_key_cap(painter, mirrored(way, whole, place), keys, shades[Role.MUTED])
            room.setRight(place.left() - 8)
        painter.setFont(font)
        painter.setPen(shades[Role.MUTED])
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        draw_line(painter, mirrored(way, whole, room), words, way)
        if self.hasFocus():
            paint_focus_ring(painter, whole, BUTTON_RADIUS, shades[Role.ACCENT])
