"""What several widgets draw alike: focus rings, chips and direction-aware places."""

from functools import cache, lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from learningstories.ui.fonts import ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import scaled, widened
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import CHIP_HEIGHT, FADED, FOCUS_WIDTH, HOVER, PRESS, SMALL_PX, Role, soft

CHIP_PADDING = 10
_CHIP_ICON = 12
_LINE = (
    Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
)
_AT_LEFT = _LINE | Qt.AlignmentFlag.AlignLeft.value
_AT_RIGHT = _LINE | Qt.AlignmentFlag.AlignRight.value
_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextSingleLine.value


def paint_box(
    painter: QPainter, rect: QRect, radius: float, fill: QColor | None, line: QColor | None = None
) -> None:
    """A rounded box whose 1 px `line` lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1) if line else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    inset = 0.5 if line else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def touched(button: QAbstractButton, ground: QColor) -> QColor:
    """`ground` as it is under the pointer, or while it is pressed."""
    if not button.isEnabled() or not (button.isDown() or button.underMouse()):
        return ground
    return mix(ground, colors()[Role.TEXT], PRESS if button.isDown() else HOVER)


def faded() -> QColor:
    """The ink of what cannot be used now."""
    shades = colors()
    return mix(shades[Role.SURFACE], shades[Role.MUTED], FADED)


def paint_ground(painter: QPainter, rect: QRect, tint: QColor) -> None:
    """Fill `rect`, in half the time of `fillRect`, whose first call makes names of 180 gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRect(rect)


def paint_focus_ring(painter: QPainter, rect: QRect, radius: float, tint: QColor, inset: float = 0) -> None:
    """The ring that says where the keyboard is, `inset` px inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint, FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    far = inset + FOCUS_WIDTH / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(far, far, -far, -far), radius - far / 2, radius - far / 2)


def mirrored(direction: Qt.LayoutDirection, whole: QRect, place: QRect) -> QRect:
    """`place` as it lies in `whole` when the language runs from right to left."""
    if direction != Qt.LayoutDirection.RightToLeft:
        return place
    return QRect(whole.left() + whole.right() - place.right(), place.top(), place.width(), place.height())


def draw_line(
    painter: QPainter, rect: QRect, words: str, direction: Qt.LayoutDirection, *, at_end: bool = False
) -> None:
    """One line of text at the beginning or end of `rect` as the interface runs.

    The words themselves run as their own first letter does, so that Arabic is right on an English page.
    """
    to_right = (direction == Qt.LayoutDirection.RightToLeft) != at_end
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, _AT_RIGHT if to_right else _AT_LEFT, words)


def chip_font(weight: int = 500) -> QFont:
    """The font of chips."""
    return _chip_font(weight, scaled(SMALL_PX))


@cache
def _chip_font(weight: int, _px: int) -> QFont:
    return ui_font(SMALL_PX, weight)


def _words_width(text: str) -> int:
    return _width_at(text, scaled(SMALL_PX))


@lru_cache(maxsize=1024)
def _width_at(text: str, _px: int) -> int:
    return QFontMetrics(chip_font()).horizontalAdvance(text)


def chip_size(text: str, *, with_icon: bool = False) -> QSize:
    """How large a chip with `text` is."""
    width = _words_width(text) + 2 * CHIP_PADDING
    return QSize(width + (widened(_CHIP_ICON) + 5 if with_icon else 0), scaled(CHIP_HEIGHT))


def paint_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: Role,
    icon_name: str = "",
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """A round label; `role` is accent, spark, bad, ok, or anything else for a plain outline."""
    shades = colors()
    ground = soft(role)
    plain = ground == Role.SURFACE
    one = scaled(CHIP_HEIGHT)
    paint_box(
        painter, rect, min(rect.height(), one) / 2, shades[ground], shades[Role.LINE] if plain else None
    )
    tint = shades[Role.TEXT] if plain else shades[role]
    inside = rect.adjusted(CHIP_PADDING, 0, -CHIP_PADDING, 0)
    if icon_name:
        icon = widened(_CHIP_ICON)
        place = QRect(inside.x(), inside.center().y() - icon // 2 + 1, icon, icon)
        paint_icon(painter, icon_name, mirrored(direction, inside, place), tint)
        inside = mirrored(direction, inside, inside.adjusted(icon + 5, 0, 0, 0))
    painter.setFont(chip_font())
    painter.setPen(tint)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if rect.height() > one:
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)
        return
    if _words_width(text) > inside.width() + 1:
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, _CENTRED, text)
