"""Joins the open challenges to their backups: made by themselves, listed, and gone back to."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QStorageInfo, QTimer
from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import (
    ChallengeLocked,
    ExpectedError,
    FileDamaged,
    FileMissing,
    NotAChallenge,
)
from learningstories.i18n import _
from learningstories.services.rescue import RescueReport, rescue_words
from learningstories.services.risky_places import RiskyPlace, risk_words, risky_place
from learningstories.ui.backing_up import BackingUp
from learningstories.ui.shell import Shell
from learningstories.ui.tasks import Tasks
from learningstories.ui.telling import advice_on, tell_in
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.services.backups import Backup, Restored
    from learningstories.services.server_address import ServerAddress
    from learningstories.ui.app import Windows
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.pack_window import PackWindow
    from learningstories.ui.start_page import StartPage
    from learningstories.ui.unfinished import Unfinished


KEEP_MS = 300  # by then the first page is painted
_UNDERSTOOD = "safety/understood"  # folders of which a person was told
_MOST_UNDERSTOOD = 100


class SafeKeeping(QObject):
    """One queue for all of it: a challenge is never gone back in while its last backup is being made."""

    def __init__(self, windows: Windows, settings: QSettings) -> None:
        super().__init__(windows)
        self._windows, self._settings = windows, settings
        self._tasks: Tasks | None = None
        self._making: dict[Path, BackingUp] = {}

    @property
    def tasks(self) -> Tasks:
        """What runs beside all windows, made when the first one wants it."""
        self._tasks = self._tasks or Tasks(self)
        return self._tasks

    def follow(self, window: ChallengeWindow, place: Path | ServerAddress) -> None:
        """Back up what is changed in a window from now on; a server's are made by whoever runs it."""
        QTimer.singleShot(KEEP_MS, window, lambda: self._keep_words(window, place))
        if isinstance(place, Path):
            self._follow_file(window, place)

    def _follow_file(self, window: ChallengeWindow, path: Path) -> None:
        self._making[path] = BackingUp(window, self.tasks)
        window.desk.backups_wanted.connect(lambda: self.show(path, window.shell))
        self.tasks.read("", lambda _c: _place_of(path), lambda place: self._warn(path, place))
        if window.desk.challenge.is_updated:
            told = _(
                "“{name}” was made by an older release, and is up to date now. How it was before is among "
                "its backups."
            ).format(name=path.stem)
            window.shell.tell_above(told, Role.OK, _("Its backups…"), window.desk.backups_wanted.emit)

    def _keep_words(self, window: ChallengeWindow, place: Path | ServerAddress) -> None:
        """From now on what is typed in its sheets outlives a crash, and what is stored its file's place."""
        if self._windows.windows.get(place) is window:
            from learningstories.ui.saving_elsewhere import SavingElsewhere  # noqa: PLC0415 - not for the first paint

            if isinstance(place, Path):
                SavingElsewhere(window, self, place)
            unfinished = self._unfinished(window.shell, Path(str(place)), window.tasks)
            window.desk.failed.connect(unfinished.keep_sent)
            window.closed.connect(lambda _window: unfinished.close())

    def window_on(self, path: Path) -> ChallengeWindow | None:
        """The window on a challenge, if there is one."""
        return self._windows.windows.get(path)

    def go_on_in(self, path: Path, target: Path) -> ChallengeWindow | None:
        """Close the window on a challenge for one on a copy of it, with what is being typed."""
        from learningstories.ui.unfinished import Unfinished  # noqa: PLC0415 - hardly ever needed

        window = self.window_on(path)
        for unfinished in window.shell.findChildren(Unfinished) if window is not None else ():
            unfinished.hand_over(target)
        page, frame = self._leave(path)
        return self._open(target, page, frame)

    def keep_first_words(self, start: StartPage) -> None:
        """The same for the first window, where challenges are made."""
        unfinished = self._unfinished(start, Path("the first window"), self.tasks)
        start.closed.connect(unfinished.close)

    def follow_pack(self, window: PackWindow, place: Path) -> None:
        """The same for a pack, beside the answers that are stored as they are typed."""
        QTimer.singleShot(KEEP_MS, window, lambda: self._keep_pack_words(window, place))

    def _keep_pack_words(self, window: PackWindow, place: Path) -> None:
        if window.shell.isVisible():
            unfinished = self._unfinished(window.shell, place, window.tasks)
            window.closed.connect(lambda _window: unfinished.close())

    def _unfinished(self, window: QWidget, path: Path, tasks: Tasks) -> Unfinished:
        from learningstories.ui.unfinished import Unfinished  # noqa: PLC0415 - not for the first paint

        folder = self._windows.toolbox.backups().folder.with_name("Unfinished")
        return Unfinished(window, path, folder, tasks)

    def _warn(self, path: Path, place: RiskyPlace | None) -> None:
        """Say what is risky about where a challenge is, until that is understood for its folder."""
        window, folder = self._windows.windows.get(path), str(path.parent)
        if place is None or window is None or folder in self._understood():
            return
        words = risk_words(place, path.stem)
        window.shell.tell_above(words, Role.SPARK, _("Understood"), lambda: self._understand(folder))

    def _understood(self) -> list[str]:
        kept = self._settings.value(_UNDERSTOOD)
        return [kept] if isinstance(kept, str) else [str(each) for each in kept] if kept else []

    def _understand(self, folder: str) -> None:
        self._settings.setValue(_UNDERSTOOD, [*self._understood(), folder][-_MOST_UNDERSTOOD:])

    def close(self) -> None:
        """Finish what is being made."""
        if self._tasks is not None:
            self._tasks.close()

    def show(self, path: Path, over: QWidget) -> None:
        """The backups of a challenge, which may be open or damaged."""
        from learningstories.ui.restore_sheet import RestoreSheet  # noqa: PLC0415 - not for the first paint

        sheet = RestoreSheet(self._windows.toolbox, self.tasks, path, over)
        sheet.wanted.connect(lambda backup: self.go_back(path, backup))
        sheet.rescued.connect(self._open_rescued)
        making = self._making.get(path) if path in self._windows.windows else None
        sheet.make_with(making.make if making is not None else None)
        sheet.open()

    def tell_refused(self, path: Path, error: ExpectedError) -> None:
        """Say why a challenge cannot be opened; if it is damaged or gone, lead to its backups."""
        front = self._windows.front()
        if isinstance(error, ChallengeLocked):
            self._ask_to_unlock(path, front)
            return
        is_lost = isinstance(error, FileMissing | NotAChallenge)
        if isinstance(error, FileDamaged) or (is_lost and self._windows.toolbox.backups().of(path)):
            tell_in(front, advice_on(error), _("Its backups…"), partial(self.show, path, front))
        else:
            tell_in(front, advice_on(error))

    def _ask_to_unlock(self, path: Path, front: QWidget) -> None:
        from learningstories.ui.unlock_sheet import UnlockSheet  # noqa: PLC0415 - not for the first paint

        sheet = UnlockSheet(self._windows.toolbox, self.tasks, path, front)
        sheet.unlocked.connect(self._windows.open)
        sheet.open()

    def go_back(self, path: Path, backup: Backup) -> None:
        """Let a challenge be as a backup has it; its window is made anew, on the same page."""
        from learningstories.services.backup_words import restored_label  # noqa: PLC0415

        page, frame = self._leave(path)
        shelf, label, who = self._windows.toolbox.backups, restored_label(backup.at), self._signature()
        self.tasks.write(
            _("Going back to a backup"),
            lambda control: shelf().restore(backup.file, path, label, who, control),
            lambda done: self._tell_back(path, backup, done, self._open(path, page, frame)),
            lambda error: self._refused(error, self._open(path, page, frame)),
        )

    def _open_rescued(self, done: tuple[Path, RescueReport]) -> None:
        file, report = done
        window = self._windows.open(file)
        if window is not None:
            role = Role.OK if report.is_whole else Role.SPARK
            window.shell.tell_above("\n".join(rescue_words(report)), role)

    def _signature(self) -> str:
        return self._windows.preferring.signature()

    def _leave(self, path: Path) -> tuple[str, Shell]:
        """Close the window on a challenge, if there is one, for a frame that is empty meanwhile."""
        frame, window = Shell({}, self._settings), self._windows.windows.get(path)
        page = window.shell.pages.name() if window is not None else ""
        if window is not None:
            frame.restoreGeometry(window.shell.saveGeometry())
        frame.show()  # before the other goes: without any window the app would end
        if window is not None:
            window.leaving.close_now()
        return page, frame

    def _open(self, path: Path, page: str, frame: Shell) -> ChallengeWindow | None:
        window = self._windows.open(path, frame)
        if window is None or window.shell is not frame:
            frame.close()
        elif page:
            window.desk.go.emit(page, None)
        return window

    def _tell_back(self, path: Path, backup: Backup, done: Restored, window: ChallengeWindow | None) -> None:
        from learningstories.services.backup_words import day_words  # noqa: PLC0415

        if window is None:
            return
        told = _("The challenge is as it was on {when}").format(when=day_words(backup.at))
        before = done.before
        if before is not None:
            window.shell.tell(told, Role.ACCENT, _("Undo"), lambda: self.go_back(path, before), seconds=30)
        elif done.damaged is not None:
            kept = _("{told}. The damaged file is kept as “{name}”.")
            window.shell.tell_above(kept.format(told=told, name=done.damaged.name), Role.SPARK)

    def _refused(self, error: Exception, window: ChallengeWindow | None) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        tell_in(window.shell if window is not None else self._windows.front(), advice_on(error))


def _place_of(path: Path) -> RiskyPlace | None:
    return risky_place(
        path, bytes(QStorageInfo(str(path.parent)).fileSystemType().data()).decode("ascii", "replace")
    )
