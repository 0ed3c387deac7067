"""The application: one start window, and a window for each open challenge."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.i18n import _
from learningstories.resources import resource_root
from learningstories.services.toolbox import Toolbox
from learningstories.ui.bug_report import catch_bugs, log_to
from learningstories.ui.fonts import register_first_fonts, register_main_fonts
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.recent_files import RecentFiles
from learningstories.ui.responsiveness import give_short_turns
from learningstories.ui.shell import Shell
from learningstories.ui.theme import STYLE, STYLED, THEME, Theme, ThemeChoice
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from learningstories.domain.errors import ExpectedError
    from learningstories.services.opening import OpenChallenge
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.start_page import StartPage
    from learningstories.ui.tasks import Tasks

NAME = "Learning Stories"


def run(paths: Sequence[str], toolbox: Toolbox) -> int:
    """Show the window on the files given, or the start window; returns the exit status."""
    # Ctrl+C in the terminal ends the app; Qt's loop would not hear of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = Application(sys.argv[0])
    application.setApplicationName(NAME)
    application.setOrganizationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("learning-stories")
    application.setWindowIcon(QIcon(str(resource_root() / "icons" / "app.svg")))
    log_to(_log_folder)
    windows = Windows(application, toolbox, QSettings())
    application.file_wanted.connect(windows.open)
    for path in paths:
        windows.open_soon(Path(path))
    if not paths:
        windows.start_if_empty()
    try:
        return application.exec()
    finally:
        windows.close()


class Application(QApplication):
    """Tells of files that are double-clicked on macOS; a filter would be asked about every event there is."""

    file_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        # Asked for later, the style would come back as an object, for which PySide makes a thousand names.
        super().__init__([name, "-style", STYLE])
        self.setProperty(STYLED, True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


class Windows(QObject):
    """Opens, makes and closes challenges, each in a window of its own."""

    def __init__(self, application: QApplication, toolbox: Toolbox, settings: QSettings) -> None:
        super().__init__()
        give_short_turns()
        register_first_fonts()
        self._application = application
        self._toolbox = toolbox
        self._settings = settings
        self.theme = Theme(application, _choice(settings))
        self.recent = RecentFiles(settings, toolbox.clock)
        self.open_files = OpenFiles()
        self.start: StartPage | None = None
        self.windows: dict[Path, ChallengeWindow] = {}
        self._tasks: Tasks | None = None
        catch_bugs(self._tell_bug)

    def open_soon(self, path: Path) -> None:
        """Show an empty window at once, and open a file in it when it is on the screen."""
        frame = Shell({}, self._settings)

        def fill() -> None:
            window = self.open(path, frame)
            if window is None or window.shell is not frame:
                frame.close()

        frame.painted.connect(fill, Qt.ConnectionType.SingleShotConnection)
        frame.show()

    def open(self, path: Path, frame: Shell | None = None) -> "ChallengeWindow | None":
        """Open a file, in `frame` if it is given, or bring its window to the front.

        None if it was refused, which is said.
        """
        from learningstories.domain.errors import ExpectedError  # noqa: PLC0415 - not for the first paint

        path = path.resolve()
        if path in self.windows:
            self._raise(self.windows[path].shell)
            return self.windows[path]
        try:
            challenge = self._toolbox.open(path)
        except ExpectedError as error:
            self._tell(_advice(error))
            return None
        return self._show(path, challenge, frame)

    def start_if_empty(self) -> None:
        """Show the start window if nothing else is open."""
        if not self.windows and self.start is None:
            from learningstories.ui.start_page import StartPage  # noqa: PLC0415 - not with a file to open

            register_main_fonts()
            self.start = StartPage()
            self.start.new_wanted.connect(self.make)
            self.start.open_wanted.connect(self.choose)
            self.start.sample_wanted.connect(self.open_sample)
            self.start.recent_wanted.connect(self.open)
            self.start.files_dropped.connect(self._open_dropped)
        if self.start is not None and not self.windows:
            self.start.show_recent(self.recent.files())
            self.start.show()

    def make(self) -> None:
        """Ask for a new challenge, and open it."""
        from learningstories.ui.challenge_sheet import ChallengeSheet  # noqa: PLC0415 - not for the first paint

        sheet = ChallengeSheet.new(self._toolbox, self._front())
        sheet.made.connect(self._made)

    def choose(self) -> None:
        """Ask for a file, and open it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not for the first paint

        from learningstories.ui.usual_folder import usual_folder  # noqa: PLC0415

        name, _kind = QFileDialog.getOpenFileName(
            self._front(), _("Open a challenge"), str(usual_folder()), _("Challenges (*.stories)")
        )
        if name:
            self.open(Path(name))

    def open_sample(self) -> None:
        """Open the sample challenge, making it first where it is not there yet."""
        if self.start is not None:
            self.start.sample.setEnabled(False)
            self.start.sample.set_text(_("Making the sample challenge…"))
        from learningstories.ui.tasks import Tasks  # noqa: PLC0415 - not for the first paint

        self._tasks = self._tasks or Tasks(self)
        self._tasks.read(_("Making the sample challenge"), self._toolbox.sample, self.open, self._tell_error)

    def close(self) -> None:
        """Close every window and let go of every file."""
        for window in list(self.windows.values()):
            window.leaving.close_now()
        if self._tasks is not None:
            self._tasks.close()

    def _made(self, challenge: "OpenChallenge") -> None:
        self._show(challenge.path.resolve(), challenge)

    def _show(self, path: Path, challenge: "OpenChallenge", frame: Shell | None = None) -> "ChallengeWindow":
        from learningstories.ui.challenge_window import ChallengeWindow  # noqa: PLC0415 - not for the first paint

        register_main_fonts()
        shell = frame or Shell({}, self._settings)
        window = ChallengeWindow(challenge, self._toolbox, self.theme, self._settings, shell)
        window.new_wanted.connect(self.make)
        window.open_wanted.connect(self.choose)
        window.file_wanted.connect(self.open)
        window.closed.connect(lambda _window: self._closed(path))
        self.windows[path] = window
        line = challenge.lists.challenge()
        self.recent.note(path, line)
        if self.start is not None:
            self.start.close()
            self.start = None
        window.show()
        if not self.open_files.take(path):
            window.shell.tell_above(
                _(
                    "This challenge is open in another window too. Both stay right: what is changed there "
                    "appears here within seconds."
                ),
                Role.SPARK,
            )
        return window

    def _closed(self, path: Path) -> None:
        window = self.windows.pop(path, None)
        self.open_files.leave(path)
        if window is not None:
            window.deleteLater()

    def _open_dropped(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.open(path)

    def _front(self) -> QWidget:
        active = self._application.activeWindow()
        shells = [window.shell for window in self.windows.values()]
        if active in shells:
            return active
        self.start_if_empty()
        return shells[-1] if shells else self.start  # type: ignore[return-value]  # one of the two is there

    def _tell(self, sentence: str) -> None:
        self.start_if_empty()
        if self.windows:
            next(iter(self.windows.values())).shell.tell_above(sentence, Role.BAD)
        elif self.start is not None:
            notice = Notice(sentence, Role.BAD)
            notice.done.connect(notice.deleteLater)
            self.start.notices.addWidget(notice)

    def _tell_error(self, error: Exception) -> None:
        if self.start is not None:
            self.start.sample.setEnabled(True)
            self.start.sample.set_text(_("Look round the sample challenge"))
        from learningstories.domain.errors import ExpectedError  # noqa: PLC0415 - not for the first paint

        if not isinstance(error, ExpectedError):
            raise error
        self._tell(_advice(error))

    def _tell_bug(self) -> None:
        self._tell(
            _(
                "Something went wrong inside the app. What is stored is safe; please try again. "
                "Details are in the log, without names or texts."
            )
        )

    @staticmethod
    def _raise(window: QWidget) -> None:
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()


def _advice(error: "ExpectedError") -> str:
    from learningstories.services.sentences import advice  # noqa: PLC0415 - most starts need none

    return advice(error)


def _log_folder() -> Path:
    from platformdirs import user_log_path  # noqa: PLC0415 - most starts have nothing to log

    return user_log_path(NAME, appauthor=False)


def _choice(settings: QSettings) -> ThemeChoice:
    stored = str(settings.value(THEME) or ThemeChoice.SYSTEM)
    return ThemeChoice(stored) if stored in set(ThemeChoice) else ThemeChoice.SYSTEM
