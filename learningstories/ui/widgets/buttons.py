"""Buttons: one main button a page, plain and quiet ones, and the rare dangerous one."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from learningstories.ui.fonts import ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size, scaled
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import (
    BUTTON_RADIUS,
    CONTROL_HEIGHT,
    HOVER,
    PRESS,
    SMALL_CONTROL_HEIGHT,
    Role,
)
from learningstories.ui.widgets.enter_key import pressed_by_enter
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import faded, mirrored, paint_box, paint_focus_ring

_PADDING, _LEAST_PADDING = 13, 4
_SPACE = 8
_LEAST_WORDS = 90
_CAP_PADDING = 6


class Kind(StrEnum):
    """How much a button asks to be pressed."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


class Button(QPushButton):
    """A button with an optional icon, and a key shown as a cap behind its words.

    `icon` names a file of resources/icons. `shortcut` works anywhere in the window and is told in
    the tooltip. A button without words must have `name`, which is its accessible name and tooltip.
    """

    _stays_down = False

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        *,
        name: str = "",
        shortcut: str = "",
        small: bool = False,
    ) -> None:
        super().__init__()
        if self._stays_down:
            self.setCheckable(True)
        self._kind = kind
        self._icon_name = icon
        self._key_cap = ""
        self._keys: QKeySequence | None = None
        self._small = small
        self._from_left = self._may_be_cut = False
        self._words = ""
        self._name = name
        self.setFont(ui_font(weight=600 if kind != Kind.QUIET else 500))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.set_text(text)

    def with_key_cap(self, key: str) -> "Button":
        """Show a key, which the page itself listens to, as a cap behind the words."""
        self._key_cap = key
        self.updateGeometry()
        return self

    def from_left(self) -> "Button":
        """Begin the words at the button's beginning instead of in its middle."""
        self._from_left = True
        return self.may_be_cut()

    def may_be_cut(self) -> "Button":
        """In a panel beside a list, let words that find no room be cut; the tooltip tells them."""
        self._may_be_cut = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self

    @property
    def kind(self) -> Kind:
        """Which kind of button it is."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Change how much it asks to be pressed: which button is the main one may depend on what is there."""
        self._kind = kind
        self.setFont(ui_font(weight=600 if kind != Kind.QUIET else 500))
        self.updateGeometry()
        self.update()

    def set_text(self, text: str) -> None:
        """Change the words; they may be anybody's: an ampersand is an ampersand."""
        self._words = text
        keys = self.shortcut()
        self.setText(text.replace("&", "&&"))
        self.setShortcut(keys)  # setText() drops it
        self.setAccessibleName(self._name or text)
        self._tell()
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """Change what a button without words is called."""
        self._name = name
        self.set_text(self._words)

    def words(self) -> str:
        """The words as they were given."""
        return self._words

    def set_icon(self, icon: str) -> None:
        """Change the icon; "" for none."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def follow(self, action: QAction) -> "Button":
        """Do what `action` does, and be enabled when it is; tells its shortcut."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self._tell(action.shortcut())
        return self

    def tells(self, keys: str) -> "Button":
        """Tell the keys of the menu entry that does the same."""
        self._tell(QKeySequence(keys))
        return self

    def _tell(self, keys: QKeySequence | None = None) -> None:
        self._keys = keys or self._keys
        shown = (self._keys or self.shortcut()).toString(QKeySequence.SequenceFormat.NativeText)
        words = self._name or self._words
        if shown:
            self.setToolTip(plain_tooltip(f"{words} ({shown})"))
        elif not self._words or self._shown_words() != self._words:
            self.setToolTip(plain_tooltip(words))

    def _cap_width(self) -> int:
        if not self._key_cap:
            return 0
        return max(20, QFontMetrics(ui_font(11, 500)).horizontalAdvance(self._key_cap) + 2 * _CAP_PADDING)

    def _content_width(self) -> int:
        words = self.fontMetrics().horizontalAdvance(self._words) if self._words else 0
        icon = icon_size() if self._icon_name else 0
        parts = [width for width in (icon, words, self._cap_width()) if width]
        return sum(parts) + _SPACE * (len(parts) - 1)

    def _shown_words(self) -> str:
        """The words, cut where there is no room for all of them."""
        room = self.width() - 2 * _LEAST_PADDING
        room -= self._content_width() - self.fontMetrics().horizontalAdvance(self._words)
        return self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut are told whole."""
        super().resizeEvent(event)
        self._tell()

    def sizeHint(self) -> QSize:
        padding = 10 if self._small else _PADDING
        height = scaled(SMALL_CONTROL_HEIGHT if self._small else CONTROL_HEIGHT)
        return QSize(max(self._content_width() + 2 * padding, height), height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(_LEAST_WORDS)), hint.height()) if self._may_be_cut else hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self.update()
        super().changeEvent(event)

    def _grounds(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, line and ink for the state the button is in."""
        shades = colors()
        text, surface = shades[Role.TEXT], shades[Role.SURFACE]
        ink = text
        fill: QColor | None = surface
        line: QColor | None = shades[Role.LINE]
        if self._kind == Kind.MAIN:
            fill, line, ink = shades[Role.ACCENT], None, shades[Role.ON_ACCENT]
        elif self._kind == Kind.DANGER:
            ink = shades[Role.BAD]
        elif self._kind == Kind.QUIET:
            fill, line, ink = None, None, shades[Role.MUTED]
        if not self.isEnabled():
            return self._faded(fill, line)
        part = PRESS if self.isDown() or self.isChecked() else HOVER if self.underMouse() else 0
        if part and fill is None:
            return _veil(text, part), line, text  # it lies on any ground
        return mix(fill, text, part) if part and fill else fill, line, ink

    def _faded(self, fill: QColor | None, line: QColor | None) -> tuple[QColor | None, QColor | None, QColor]:
        shades = colors()
        if self._kind == Kind.MAIN:
            return shades[Role.LINE], None, mix(shades[Role.LINE], shades[Role.TEXT], 0.55)
        return fill, line, faded()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, ink = self._grounds()
        if fill is not None:
            paint_box(painter, self.rect(), BUTTON_RADIUS, fill, line)
        self._paint_content(painter, ink)
        if self.hasFocus():
            shades = colors()
            on_fill = self._kind == Kind.MAIN
            tint = shades[Role.ON_ACCENT if on_fill else Role.ACCENT]
            paint_focus_ring(painter, self.rect(), BUTTON_RADIUS, tint, 3 if on_fill else 0)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        padding = 10 if self._small else _PADDING
        width = min(self._content_width(), self.width() - 2 * _LEAST_PADDING)
        left = padding if self._from_left else (self.width() - width) // 2
        middle = self.height() // 2
        direction = self.layoutDirection()
        if self._icon_name:
            icon = icon_size()
            place = mirrored(direction, self.rect(), QRect(left, middle - icon // 2, icon, icon))
            paint_icon(painter, self._icon_name, place, ink)
            left += icon + _SPACE
        cap = self._cap_width()
        if self._words:
            shown = self._shown_words()
            words = self.fontMetrics().horizontalAdvance(shown)
            place = mirrored(direction, self.rect(), QRect(left, 0, words + 2, self.height()))
            painter.setFont(self.font())
            painter.setPen(ink)
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
            left += words + _SPACE
        if cap:
            place = mirrored(direction, self.rect(), QRect(left, middle - scaled(10), cap, scaled(20)))
            paint_key_cap(painter, place, self._key_cap, ink)


class AnswerSwitch(Button):
    """A button that stays down as an answer; screen readers ask once what it is, when it is named."""

    _stays_down = True


def _veil(tint: QColor, part: float) -> QColor:
    """So much of a colour that what is under it shines through."""
    veil = QColor(tint)
    veil.setAlphaF(part)
    return veil


def paint_key_cap(painter: QPainter, place: QRect, key: str, ink: QColor) -> None:
    """A key as a small outlined cap."""
    paint_box(painter, place, 4, None, mix(colors()[Role.LINE], ink, 0.35))
    painter.setFont(ui_font(11, 500))
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, key)


def icon_button(icon: str, name: str, *, shortcut: str = "", small: bool = False) -> Button:
    """A quiet button that is only an icon; `name` says what it does."""
    return Button("", Kind.QUIET, icon, name=name, shortcut=shortcut, small=small)
