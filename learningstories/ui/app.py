"""The application: one start window, and a window for each open challenge and pack."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.i18n import _
from learningstories.services.opened_kind import OpenedKind, kind_of
from learningstories.services.toolbox import Toolbox
from learningstories.ui.bug_report import catch_bugs
from learningstories.ui.fonts import register_first_fonts, register_main_fonts
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.preferring import Preferring
from learningstories.ui.recent_files import RecentFiles
from learningstories.ui.reopening import Reopening
from learningstories.ui.responsiveness import give_short_turns
from learningstories.ui.shell import Shell
from learningstories.ui.telling import advice_on, tell_in
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.server_address import ServerAddress
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.pack_window import PackWindow
    from learningstories.ui.pack_windows import PackWindows
    from learningstories.ui.safe_keeping import SafeKeeping
    from learningstories.ui.shared_challenges import SharedChallenges
    from learningstories.ui.start_page import StartPage

_FOR_REVIEWERS = (OpenedKind.PACK, OpenedKind.PAGE, OpenedKind.RETURN)  # of a return it says what it is


class Windows(QObject):
    """Opens, makes and closes challenges and packs, each in a window of its own."""

    def __init__(self, application: QApplication, toolbox: Toolbox, settings: QSettings) -> None:
        super().__init__()
        give_short_turns()
        register_first_fonts()
        self._application = application
        self.toolbox = toolbox
        self._settings = settings
        self.preferring = Preferring(self, application, settings)
        self.theme = self.preferring.preferences.theme
        self.recent = RecentFiles(settings, toolbox.clock)
        self.open_files = OpenFiles()
        self.reopening = Reopening(settings)
        self.start: StartPage | None = None
        self.windows: dict[Path | ServerAddress, ChallengeWindow] = {}
        self._safe_keeping: SafeKeeping | None = None
        self._packs: PackWindows | None = None
        self._shared: SharedChallenges | None = None
        catch_bugs(self._tell_bug)

    def open_soon(self, path: "Path | ServerAddress") -> None:
        """Show an empty window at once, and open a file in it when it is on the screen."""
        if not isinstance(path, Path):
            self.shared.open(path)
            return
        if self._kind(path) in _FOR_REVIEWERS:
            self.packs.open_soon(path.resolve())
            return
        frame = Shell({}, self._settings)

        def fill() -> None:
            window = self.open(path, frame)
            if window is None or window.shell is not frame:
                frame.close()

        frame.painted.connect(fill, Qt.ConnectionType.SingleShotConnection)
        frame.show()

    def open(self, path: "Path | ServerAddress", frame: Shell | None = None) -> "ChallengeWindow | None":
        """Open a challenge, in `frame` if it is given, or bring its window to the front.

        None if it was refused, which is said, and for a pack or a server, whose window comes by itself.
        """
        if isinstance(path, Path):
            return self._open_file(path.resolve(), frame)
        self.shared.open(path)
        return None

    def _open_file(self, path: Path, frame: Shell | None) -> "ChallengeWindow | None":
        from learningstories.domain.errors import ExpectedError  # noqa: PLC0415 - not for the first paint

        if path in self.windows:  # asked first: a file that is open must not be read beside SQLite
            self.bring_up(self.windows[path].shell)
            return self.windows[path]
        kind = self._kind(path)
        if kind is OpenedKind.RETURN and self.windows:
            return self._take_in(path)
        if kind in _FOR_REVIEWERS:
            self.packs.open(path)
            return None
        challenge: OpenChallenge | None = None
        try:
            challenge = self.toolbox.open(path)
            challenge.lists.challenge()  # what is damaged may be found out only when it is read
        except ExpectedError as error:
            if challenge is not None:
                challenge.close()
            self.safe_keeping.tell_refused(path, error)
            return None
        return self.show_opened(challenge, frame)

    def start_if_empty(self) -> None:
        """Show the start window if nothing else is open."""
        if not self._shells() and self.start is None:
            from learningstories.ui.first_window import first_window  # noqa: PLC0415 - not with a file to open

            self.start = first_window(self)
        if self.start is not None and not self._shells():
            self.start.show_recent(self.recent.files())
            self.start.show()

    def make(self) -> None:
        """Ask for a new challenge, and open it."""
        from learningstories.ui.challenge_sheet import ChallengeSheet  # noqa: PLC0415 - not for the first paint

        sheet = ChallengeSheet.new(self.toolbox, self.front(), self._settings)
        sheet.made.connect(self.show_opened)
        sheet.server_wanted.connect(lambda challenge: self.shared.make(challenge, sheet))

    def choose(self) -> None:
        """Ask for a challenge, and open it."""
        self._choose(_("Open a challenge"), _("Challenges (*.stories)"))

    def choose_shared(self) -> None:
        """Ask for the address of a challenge on a server, and open it."""
        self.shared.choose()

    def choose_pack(self) -> None:
        """Ask for a pack, and open it."""
        self.packs.warm_up()
        self._choose(_("Read a review pack"), _("Review packs (*.lspack)"))

    def _choose(self, title: str, kinds: str) -> None:
        from learningstories.ui.open_dialog import ask_for  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.usual_folder import usual_folder  # noqa: PLC0415

        self.open_all(ask_for(self.front(), title, kinds, usual_folder(self._settings)))

    def open_sample(self) -> None:
        """Open the sample challenge, making it first where it is not there yet."""
        if self.start is not None:
            self.start.sample.setEnabled(False)
            self.start.sample.set_text(_("Making the sample challenge…"))
        tasks = self.safe_keeping.tasks
        tasks.read(_("Making the sample challenge"), self.toolbox.sample, self.open, self._tell_error)

    def close(self) -> None:
        """Close every window and let go of every file."""
        self._leave_start()
        for window in list(self.windows.values()):
            window.leaving.close_now()
        if self._packs is not None:
            self._packs.close()
        if self._safe_keeping is not None:
            self._safe_keeping.close()

    def show_opened(self, challenge: "OpenChallenge", frame: Shell | None = None) -> "ChallengeWindow":
        """Show a challenge that is open, in `frame` if it is given."""
        from learningstories.ui.accessibility import tell_roles  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.challenge_window import ChallengeWindow  # noqa: PLC0415

        register_main_fonts()
        tell_roles()
        shell, place = frame or Shell({}, self._settings), challenge.place
        if challenge.address is None:  # a server knows by itself who it is
            challenge.workspace.who = self.preferring.signature()
        window = ChallengeWindow(challenge, self.toolbox, self.theme, self._settings, shell)
        self._listen(window)
        window.closed.connect(lambda _window: self._closed(place))
        window.desk.shared_wanted.connect(self.choose_shared)
        self.safe_keeping.follow(window, place)
        self.windows[place] = window
        self.recent.note(place, challenge.lists.challenge())
        self._leave_start()
        window.show()
        self.reopening.note(self.files())
        if challenge.address is not None:
            self.shared.welcome(window)
        elif not self.open_files.take(challenge.path.resolve()):
            window.shell.tell_above(
                _(
                    "This challenge is open in another window too. Both stay right: what is changed there "
                    "appears here within seconds."
                ),
                Role.SPARK,
            )
        return window

    def _listen(self, window: "ChallengeWindow | PackWindow") -> None:
        window.new_wanted.connect(self.make)
        window.open_wanted.connect(self.choose)
        window.pack_wanted.connect(self.choose_pack)
        window.file_wanted.connect(self.open)
        shell = window.shell
        window.desk.preferences_wanted.connect(lambda: self.preferring.show(over=shell))

    def _leave_start(self) -> None:
        if self.start is not None:
            self.start.close()
            self.start.deleteLater()
            self.start = None

    def all(self) -> "list[ChallengeWindow | PackWindow]":
        """Every window on a challenge or a pack."""
        return [*self.windows.values(), *(self._packs.windows.values() if self._packs else ())]

    def files(self) -> "list[Path | ServerAddress]":
        """What is open in a window."""
        return [*self.windows, *(pack.path for pack in (self._packs.windows.values() if self._packs else ()))]

    @property
    def safe_keeping(self) -> "SafeKeeping":
        """What makes backups and goes back to them, made for the first challenge."""
        if self._safe_keeping is None:
            from learningstories.ui.safe_keeping import SafeKeeping  # noqa: PLC0415 - not for the first paint

            self._safe_keeping = SafeKeeping(self, self._settings)
        return self._safe_keeping

    @property
    def shared(self) -> "SharedChallenges":
        """What opens and makes challenges on servers, made when the first one is wanted."""
        if self._shared is None:
            from learningstories.ui.shared_challenges import SharedChallenges  # noqa: PLC0415 - the same

            self._shared = SharedChallenges(self)
        return self._shared

    # --- packs ---------------------------------------------------------------------------------------

    @property
    def packs(self) -> "PackWindows":
        """What opens packs, made when the first one is wanted."""
        if self._packs is None:
            from learningstories.ui.pack_windows import PackWindows  # noqa: PLC0415 - not for the first paint

            self._packs = PackWindows(self.toolbox, self.theme, self._settings, self.front)
            self._packs.shown.connect(self._pack_shown)
            self._packs.raised.connect(lambda window: self.bring_up(window.shell))
            self._packs.refused.connect(lambda error: self._tell(advice_on(error)))
            self._packs.left.connect(self.start_if_empty)
        return self._packs

    def _kind(self, path: Path) -> OpenedKind:
        return kind_of(path, lambda head: self.toolbox.packs().is_pack(head))

    def _take_in(self, path: Path) -> "ChallengeWindow":
        """A return is for the challenge that was opened last."""
        window = list(self.windows.values())[-1]
        self.bring_up(window.shell)
        window.add_files([path])
        return window

    def _pack_shown(self, window: "PackWindow") -> None:
        self._listen(window)
        self._leave_start()
        place = window.desk.reading.place
        window.progressed.connect(lambda session: self.recent.note_pack(window.path, session))
        window.closed.connect(lambda _window: self._pack_closed(place))
        self.safe_keeping.follow_pack(window, place)
        self.reopening.note(self.files())
        if not self.open_files.take(place):
            told = _(
                "This pack is open in another window too. What is answered there appears here in seconds."
            )
            window.shell.tell_above(told, Role.SPARK)

    def _pack_closed(self, place: Path) -> None:
        self.open_files.leave(place)
        self.reopening.note(self.files())

    def _closed(self, place: "Path | ServerAddress") -> None:
        window = self.windows.pop(place, None)
        self.open_files.leave(place)
        self.reopening.note(self.files())
        if window is not None:
            window.shell.deleteLater()
            window.deleteLater()

    def open_all(self, paths: "Sequence[Path | ServerAddress]") -> None:
        """Open each of some files, or of what is on servers."""
        for path in paths:
            self.open(path)

    def _shells(self) -> list[Shell]:
        return [window.shell for window in self.all()]

    def front(self) -> QWidget:
        """The window that questions are asked in."""
        active, shells = self._application.activeWindow(), self._shells()
        if active in shells:
            return active
        self.start_if_empty()
        return shells[-1] if shells else self.start  # type: ignore[return-value]  # one of the two is there

    def _tell(self, sentence: str) -> None:
        tell_in(self.front(), sentence)

    def _tell_error(self, error: Exception) -> None:
        if self.start is not None:
            self.start.sample.setEnabled(True)
            self.start.sample.set_text(_("Look round the sample challenge"))
        from learningstories.domain.errors import ExpectedError  # noqa: PLC0415 - not for the first paint

        if not isinstance(error, ExpectedError):
            raise error
        self._tell(advice_on(error))

    def _tell_bug(self) -> None:
        self._tell(
            _(
                "Something went wrong inside the app. What is stored is safe; please try again. "
                "Details are in the log, without names or texts."
            )
        )

    @staticmethod
    def bring_up(window: QWidget) -> None:
        """Have a window in front, whatever was made of it."""
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
