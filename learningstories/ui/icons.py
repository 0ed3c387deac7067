"""The line icons, tinted when they are painted, so that they follow the theme and the screen."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from learningstories.resources import resource_root
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SIZES = (16, 24, 32, 48)


@cache
def _source(name: str) -> str:
    file = Path(str(resource_root() / "icons" / f"{name}.svg"))
    return file.read_text(encoding="utf-8")


def icon_pixmap(name: str, tint: QColor, size: int, ratio: float) -> QPixmap:
    """Icon `name` as a picture of `size` device-independent pixels, sharp at `ratio` pixels for each."""
    key = f"icon:{name}:{tint.name(QColor.NameFormat.HexArgb)}:{size}:{ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixels = max(1, round(size * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint.name()).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def paint_icon(painter: QPainter, name: str, place: QRect, tint: QColor) -> None:
    """Draw icon `name` in the middle of `place`."""
    size = min(place.width(), place.height())
    ratio = painter.device().devicePixelRatioF()
    corner = QPoint(place.x() + (place.width() - size) // 2, place.y() + (place.height() - size) // 2)
    painter.drawPixmap(corner, icon_pixmap(name, tint, size, ratio))


def icon(name: str, role: Role = Role.TEXT) -> "QIcon":
    """Icon `name` (a file of resources/icons) in the colour that `role` has now, for menus and fields.

    It does not change with the theme: make it again when the colours change (`Actions` and our widgets do).
    Raises FileNotFoundError when there is no such icon.
    """
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - not for the first paint

    made = QIcon()
    shades = colors()
    faded = mix(shades[Role.SURFACE], shades[Role.MUTED], 0.6)
    for size in _SIZES:
        made.addPixmap(icon_pixmap(name, shades[role], size, 1.0))
        made.addPixmap(icon_pixmap(name, faded, size, 1.0), QIcon.Mode.Disabled)
    return made
