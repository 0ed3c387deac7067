"""A part of a page that scrolls and is only read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ReadArea(QScrollArea):
    """Tab comes to it, so that the arrow keys scroll it, and a ring tells so.

    Where there is something to use in what scrolls, the keyboard goes there instead: see `for_use`.
    """

    def __init__(self, inside: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "read")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if inside is not None:
            self.setWidget(inside)


def for_use(area: QScrollArea) -> None:
    """Let Tab pass `area` by: it follows what in it has the keyboard."""
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
