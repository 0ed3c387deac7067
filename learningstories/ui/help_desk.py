"""The ways to help from one window: F1 at what is on the screen, what is new, and how to report a problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from learningstories import __version__
from learningstories.i18n import _

if TYPE_CHECKING:
    from learningstories.ui.help_window import HelpWindow

HELP_KEYS = "F1"
NEWS = "news"
VERSION = "version"  # in the settings: the one that was used last


class HelpDesk(QObject):
    """Opens the one window of help that belongs to `over`, and closes it together with it."""

    def __init__(self, over: QWidget, settings: QSettings) -> None:
        super().__init__(over)
        self._over, self._settings = over, settings
        self.window: HelpWindow | None = None

    def open_here(self) -> None:
        """Help on what is on the screen."""
        from learningstories.ui.help_places import place_in  # noqa: PLC0415 - not for the first paint

        self.open(place_in(self._over))

    def open_news(self) -> None:
        """What is new in this version."""
        self.open(NEWS)

    def open(self, place: str) -> None:
        """Help on something: "page#heading"."""
        if self.window is None:
            from learningstories.ui.help_window import HelpWindow  # noqa: PLC0415 - not for the first paint

            self.window = HelpWindow(self._settings)
        self.window.show_place(place)

    def report_problem(self) -> None:
        """Show what would be sent about a problem."""
        from learningstories.ui.application import log_folder  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.report_sheet import ReportSheet  # noqa: PLC0415

        ReportSheet(self._over, log_folder()).open()

    def tell_update(self, tell: Callable[[str, str, Callable[[], object]], object]) -> None:
        """Once after an update: `tell` gets a sentence, the words of a button, and what it does."""
        before = self._settings.value(VERSION)
        if before != __version__:
            self._settings.setValue(VERSION, __version__)
        if before and before != __version__:
            told = _("This is version {version} of Learning Stories now.").format(version=__version__)
            tell(told, _("What is new"), self.open_news)

    def leave(self) -> None:
        """Close the window of help."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
