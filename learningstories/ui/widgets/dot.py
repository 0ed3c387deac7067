"""A coloured dot that stands beside a word; never alone."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from learningstories.ui.measures import widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role

_SIZE = 10


def dot_size() -> int:
    """How large a dot beside words is."""
    return widened(_SIZE)


class Dot(QWidget):
    """Filled in the colour of a role; a ring while there is none."""

    def __init__(self, role: Role | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(dot_size() + 2, dot_size() + 2)

    def set_role(self, role: Role | None) -> None:
        """Change the colour."""
        self._role = role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_dot(QPainter(self), QRectF(1, 1, dot_size(), dot_size()), self._role)


def paint_dot(painter: QPainter, place: QRectF, role: Role | None) -> None:
    """A dot in `place`; a ring where `role` is None."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shades = colors()
    if role is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shades[Role.MUTED], 1.5))
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades[role])
        painter.drawEllipse(place)
