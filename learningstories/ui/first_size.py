"""How large a window is when it is first opened: as it is meant to be, if the screen has that much room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)  # a desktop's frame and title, which are known only once the window is shown


def open_at(window: QWidget, width: int, height: int) -> None:
    """Resize `window`, so that no button of it is off the screen."""
    window.resize(first_size(QSize(width, height), window.minimumSize(), window.screen().availableSize()))


def first_size(wanted: QSize, least: QSize, screen: QSize) -> QSize:
    """As much of `wanted` as the screen holds; all of it where not even `least` would fit."""
    room = screen - _FRAME
    fits = room.width() >= least.width() and room.height() >= least.height()
    return wanted.boundedTo(room) if fits else wanted
