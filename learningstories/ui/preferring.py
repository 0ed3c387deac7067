"""Shows the preferences over any window, and lets all windows follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.ui.preferences import Preferences

if TYPE_CHECKING:
    from learningstories.ui.anew import Anew
    from learningstories.ui.app import Windows


class Preferring(QObject):
    """Joins what the person prefers to the windows there are."""

    def __init__(self, windows: Windows, application: QApplication, settings: QSettings) -> None:
        super().__init__(windows)
        self._windows, self.settings = windows, settings
        self._anew: Anew | None = None
        self.preferences = Preferences(application, settings)
        # Later: what was touched last is still telling of it.
        self.preferences.outdated.connect(self._make_anew, Qt.ConnectionType.QueuedConnection)
        self.preferences.renamed.connect(lambda _name: self._sign())

    def show(self, touched: str = "", over: QWidget | None = None) -> None:
        """Show the preferences, with the keyboard at what was touched last there."""
        from learningstories.ui.preferences_sheet import PreferencesSheet  # noqa: PLC0415

        over = over or self._windows.front()
        PreferencesSheet(self.preferences, self._windows.toolbox, over, touched).open()

    def signature(self) -> str:
        """How histories call the person."""
        return self.preferences.name or self._windows.toolbox.who

    def _sign(self) -> None:
        for window in self._windows.windows.values():
            window.desk.workspace.who = self.signature()

    def _make_anew(self) -> None:
        from learningstories.ui.anew import Anew  # noqa: PLC0415 - few change what windows are made of

        self._anew = self._anew or Anew(self._windows, self.settings)
        self._anew.begin()
