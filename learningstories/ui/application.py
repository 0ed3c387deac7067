"""The application as the system knows it: its name, its look, and the files that it is asked to open."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from learningstories.resources import resource_root
from learningstories.ui.theme import STYLE, STYLED

NAME = "Learning Stories"


class Application(QApplication):
    """Tells of files that are double-clicked on macOS; a filter would be asked about every event there is."""

    file_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        # Asked for later, the style would come back as an object, for which PySide makes a thousand names.
        super().__init__([name, "-style", STYLE])
        self.setProperty(STYLED, True)
        self.setApplicationName(NAME)
        self.setOrganizationName(NAME)
        self.setApplicationDisplayName(NAME)
        self.setDesktopFileName("learning-stories")
        self.setWindowIcon(QIcon(str(resource_root() / "icons" / "app.svg")))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


def log_folder() -> Path:
    """Where what went wrong is noted."""
    from platformdirs import user_log_path  # noqa: PLC0415 - most starts have nothing to log

    return user_log_path(NAME, appauthor=False)


def data_folder() -> Path:
    """Where the sample challenge is, and what this person answered to packs."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not for the first paint

    return user_data_path(NAME, appauthor=False)
