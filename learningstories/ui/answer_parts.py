"""The pieces of the answer form: answers with dot and key, a box to write a sentence in."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, FOCUS_WIDTH, SMALL_PX, Role
from learningstories.ui.widgets.buttons import paint_key_cap
from learningstories.ui.widgets.dot import dot_size, paint_dot
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.painting import draw_line, faded, mirrored, paint_focus_ring, touched

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CAP = 20
_SPACE, _TIGHT = 8, 5


class AnswerButton(QAbstractButton):
    """One point of the scale: a dot, its words, and the key that chooses it.

    Enter is left to the page, which goes on with it.
    """

    def __init__(self, words: str, role: Role, key: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._words, self._role, self._key = words, role, key
        self._small, self.key_shown = small, True
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(ui_font(SMALL_PX if small else 14, 500))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(f"{words} ({key})" if key else words))

    def words(self) -> str:
        """The words of the answer."""
        return self._words

    def key_fits(self) -> bool:
        """Whether there is room for the words and the key."""
        words = QFontMetrics(self.font()).horizontalAdvance(self._words)
        return dot_size() + words + _CAP + 2 * _TIGHT + 8 <= self.width()

    def show_key(self, *, shown: bool) -> None:
        """Show the key, or leave it to the tooltip."""
        self.key_shown = shown
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self._words)
        wide = dot_size() + _SPACE + words + (_SPACE + _CAP if self._key else 0)
        return QSize(wide + 24, scaled(28 if self._small else 42))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        painter.setFont(self.font())
        shades, direction = colors(), self.layoutDirection()
        words = painter.fontMetrics().horizontalAdvance(self._words)
        cap = _CAP if self._key and self.key_shown else 0
        dot = dot_size()
        tight = dot + words + cap + 2 * _SPACE + 16 > self.width()
        space = _TIGHT if tight else _SPACE
        room = self.width() - 8 - dot - space - (cap + space if cap else 0)
        words = min(words, room)
        whole = dot + space + words + (cap + space if cap else 0)
        left, middle = (self.width() - whole) // 2, self.height() // 2
        place = mirrored(direction, self.rect(), QRect(left, middle - dot // 2, dot, dot))
        paint_dot(painter, QRectF(place), self._role)
        left += dot + space
        painter.setPen(shades[Role.TEXT] if self.isEnabled() else faded())
        place = mirrored(direction, self.rect(), QRect(left, 0, words + 2, self.height()))
        self._paint_words(painter, place, direction)
        if cap:
            left += words + space
            place = mirrored(direction, self.rect(), QRect(left, middle - cap // 2, cap, cap))
            paint_key_cap(painter, place, self._key, shades[Role.MUTED])

    def _paint_words(self, painter: QPainter, place: QRect, direction: Qt.LayoutDirection) -> None:
        """On two lines, where there is no room on one."""
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(self._words) <= place.width():
            draw_line(painter, place, self._words, direction)
            return
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(place, flags, self._words)
        if place.height() >= needed.height() and place.width() >= needed.width():
            painter.setLayoutDirection(direction)
            painter.drawText(place, flags, self._words)
        else:
            way = Qt.TextElideMode.ElideRight
            draw_line(painter, place, metrics.elidedText(self._words, way, place.width()), direction)

    def _paint_ground(self, painter: QPainter) -> None:
        shades = colors()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = touched(self, shades[Role.SPARK_SOFT if on else Role.SURFACE])
        wide = 2 if on else 1
        painter.setPen(QPen(shades[Role.SPARK if on else Role.LINE], wide))
        painter.setBrush(fill)
        inset = wide / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), BUTTON_RADIUS, BUTTON_RADIUS
        )
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), BUTTON_RADIUS, shades[Role.ACCENT], 3 if on else 0)


class Box(QFrame):
    """A box with a small muted label, something to answer with, and a foot; a ring tells the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._focused: QWidget | None = None
        self.label = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(13, 9, 13, 8)
        self.column.setSpacing(3)
        self.column.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Large letters take more lines, too.
        self.setFixedHeight(scaled(104) + scaled(52) - 52)

    def ring_for(self, widget: QWidget) -> None:
        """Show the ring round the box while `widget` has the keyboard."""
        self._focused = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._focused and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shades = colors()
        on = self._focused is not None and self._focused.hasFocus()
        wide = FOCUS_WIDTH if on else 1
        painter.setPen(QPen(shades[Role.ACCENT if on else Role.LINE], wide))
        painter.setBrush(shades[Role.SURFACE])
        inset = wide / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), BUTTON_RADIUS, BUTTON_RADIUS
        )


class Sentence(QPlainTextEdit):
    """A sentence of at most `most` characters. Enter goes to the next field, Escape leaves (`left`)."""

    left = Signal()
    focus_lost = Signal()

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._cut)

    def show_text(self, text: str) -> None:
        """Show what is stored, leaving the cursor alone where it is the same."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def _cut(self) -> None:
        text = self.toPlainText()
        if len(text) > self._most:
            place = min(self.textCursor().position(), self._most)
            self.setPlainText(text[: self._most])
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(self.toPlainText())))
            self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and ctrl:
            event.ignore()  # the page goes on
        elif event.key() in _ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()


class SmallCheck(QCheckBox):
    """A box to tick in the foot of a `Box`; its words take two lines where there is little room."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.setFont(ui_font(SMALL_PX))
        self.setAccessibleName(words)
        self._words = words.replace("&", "&&")
        self._beside = self.sizeHint().width() - self._wide(words)

    def _wide(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        first, rest, room = self._words, "", self.width() - self._beside
        while self._wide(first) > room and " " in first:
            first, _space, last = first.rpartition(" ")
            rest = f"{last} {rest}".strip()
        shown = f"{first}\n{rest}" if rest else first
        if self.text() != shown:
            self.setText(shown)


def row_of(*widgets: QWidget, spacing: int = 8) -> QLayout:
    """Widgets side by side, of equal width."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
