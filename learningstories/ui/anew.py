"""Makes the open windows anew, with their page and place, when what all of them are made of has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from learningstories.ui.first_window import first_window
from learningstories.ui.pack_window import PackWindow
from learningstories.ui.preferences_sheet import PreferencesSheet
from learningstories.ui.shell import Shell
from learningstories.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from learningstories.ui.app import Windows
    from learningstories.ui.challenge_window import ChallengeWindow

_LOOK_AGAIN_MS = 400


class Anew(QObject):
    """A window in which something is typed into a sheet, stored or presented stays until that is over."""

    def __init__(self, windows: Windows, settings: QSettings) -> None:
        super().__init__(windows)
        self._windows, self._settings = windows, settings
        self._stale: set[ChallengeWindow | PackWindow] = set()
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Make every window anew that there is now."""
        self._stale = set(self._windows.all())
        self._first_window()
        self._go_on()

    def _go_on(self) -> None:
        self._stale &= set(self._windows.all())
        for window in [each for each in self._stale if _is_free(each)]:
            self._stale.discard(window)
            self._make(window)
        self._again.start() if self._stale else self._again.stop()

    def _first_window(self) -> None:
        old = self._windows.start
        if old is None or not _is_free_of_sheets(old):
            return
        touched = _leave_preferences(old)
        fresh = self._windows.start = first_window(self._windows)
        fresh.setGeometry(old.geometry())
        fresh.show_recent(self._windows.recent.files())
        fresh.show()
        old.close()
        old.deleteLater()
        if touched is not None:
            self._windows.preferring.show(touched)

    def _make(self, window: ChallengeWindow | PackWindow) -> None:
        old = window.shell
        was_front, touched = old.isActiveWindow(), _leave_preferences(old)
        page, place = old.pages.name(), _place(old.pages.currentWidget())
        # The new frame comes before the old one goes: without any window the app would end.
        frame = self._frame(window)
        frame.restoreGeometry(old.saveGeometry())
        frame.show()
        window.leaving.close_now()
        made = self._open_again(window, frame)
        if made is None:
            frame.close()
            return
        if page:
            made.desk.go.emit(page, place)
        if was_front:
            frame.activateWindow()
        if touched is not None:
            self._windows.preferring.show(touched, frame)

    def _frame(self, window: ChallengeWindow | PackWindow) -> Shell:
        is_pack = isinstance(window, PackWindow)
        return self._windows.packs.frame() if is_pack else Shell({}, self._settings)

    def _open_again(
        self, window: ChallengeWindow | PackWindow, frame: Shell
    ) -> ChallengeWindow | PackWindow | None:
        """Show in `frame` what a window that was closed had shown; None where it is refused."""
        if isinstance(window, PackWindow):
            return self._windows.packs.open_again(window, frame)
        return self._windows.shared.again(window.desk.challenge, frame)


def _place(page: QWidget | None) -> object:
    """What a page is told to show the same again."""
    place = getattr(page, "place", None)
    return place() if place is not None else None


def _is_free(window: ChallengeWindow | PackWindow) -> bool:
    sheets = getattr(window, "sheets", None)
    is_presenting = sheets is not None and sheets.is_presenting()
    return not is_presenting and not window.tasks.writing() and _is_free_of_sheets(window.shell)


def _is_free_of_sheets(window: QWidget) -> bool:
    open_sheets = (sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    return all(isinstance(sheet, PreferencesSheet) for sheet in open_sheets)


def _leave_preferences(window: QWidget) -> str | None:
    """Close the preferences of a window, if they are open there; gives the name of what was touched last."""
    for sheet in window.findChildren(PreferencesSheet):
        if sheet.isVisible():
            touched = sheet.touched()
            sheet.accept()
            return touched
    return None
