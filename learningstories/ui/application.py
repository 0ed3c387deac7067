"""The application as the system knows it: its name, its look, and the files that it is asked to open."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication

from learningstories.resources import resource_root
from learningstories.ui.theme import STYLE, STYLED

NAME = "Learning Stories"
_ICON_MS = 400  # by then the first window is on the screen, and its list


def application(name: str) -> "Application":
    """The one there is. To look at its events costs a start two milliseconds: only macOS needs that."""
    return TellingOfFiles(name) if sys.platform == "darwin" else Application(name)


class Application(QApplication):
    """Called as it is, and dressed."""

    file_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        # Asked for later, the style would come back as an object, for which PySide makes a thousand names.
        super().__init__([name, "-style", STYLE])
        self.setProperty(STYLED, True)
        self.setApplicationName(NAME)
        self.setOrganizationName(NAME)
        self.setApplicationDisplayName(NAME)
        self.setDesktopFileName("learning-stories")
        QTimer.singleShot(_ICON_MS, self, self._show_icon)

    def _show_icon(self) -> None:
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - not for the first paint

        self.setWindowIcon(QIcon(str(resource_root() / "icons" / "app.svg")))


class TellingOfFiles(Application):
    """Tells of files that are double-clicked on macOS; a filter would be asked about every event there is."""

    def event(self, event: QEvent) -> bool:
        from PySide6.QtGui import QFileOpenEvent  # noqa: PLC0415 - elsewhere there is none

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
