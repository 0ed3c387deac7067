"""A thin bar that shows how much of something there is."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role


def paint_meter(
    painter: QPainter, rect: QRect, share: float, role: Role, direction: Qt.LayoutDirection
) -> None:
    """A bar filled by `share` (0 to 1) from the side the language begins on."""
    shades = colors()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(shades[Role.LINE])
    painter.drawRoundedRect(rect, radius, radius)
    filled = round(rect.width() * min(max(share, 0.0), 1.0))
    if filled:
        left = rect.x() if direction == Qt.LayoutDirection.LeftToRight else rect.right() + 1 - filled
        painter.setBrush(shades[role])
        painter.save()
        painter.setClipRect(QRect(left, rect.y(), filled, rect.height()))
        painter.drawRoundedRect(rect, radius, radius)
        painter.restore()


class Meter(QWidget):
    """The value is told to screen readers as `words`; say it in text beside the bar as well."""

    accessible_role = "Graphic"

    def __init__(self, name: str, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._role = Role.ACCENT
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def share(self) -> float:
        """How full it is, 0 to 1."""
        return self._share

    def show_share(self, share: float, words: str = "", role: Role = Role.ACCENT) -> None:
        """Fill `share` (0 to 1, values outside are cut off)."""
        self._share = min(max(share, 0.0), 1.0)
        self._role = role
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_meter(QPainter(self), self.rect(), self._share, self._role, self.layoutDirection())
