"""Makes backups of one open challenge by itself: after a change, at most every half hour, and at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.backups import EVERY, Backup, Why, is_due
from learningstories.services.progress import Control
from learningstories.ui.telling import advice_on
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.tasks import Tasks

SOON_MS = 5_000  # after a change: a few of them are often made together
LOOK_MS = 2_000  # by then the first page is there


class BackingUp(QObject):
    """`tasks` are those of the whole app, so that a backup is finished although its window is gone."""

    def __init__(self, window: ChallengeWindow, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self._path, self._shelf = window.desk.challenge.path, window.desk.toolbox.backups
        self._changed = self._left = False
        self._looks = Control()
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.timeout.connect(lambda: self.make(Why.CHANGED))
        window.desk.news.committed.connect(self._note)
        window.closed.connect(self._leave)
        QTimer.singleShot(LOOK_MS, self, self._look)

    def make(self, why: Why, done: Callable[[Backup], object] | None = None) -> None:
        """Make one now, beside everything else."""
        self._waits.stop()
        self._changed = False

        def made(backup: Backup) -> None:
            if self._left:
                return
            self._window.desk.note_backup(backup.at)
            if done is not None:
                done(backup)

        shelf, path = self._shelf, self._path
        self._tasks.write("", lambda control: shelf().make(path, why, control), made, self._failed)

    def _look(self) -> None:
        shelf, path = self._shelf, self._path
        self._tasks.read("", lambda _c: shelf().of(path), self._found)
        self._looks = self._tasks.read("", self._window.desk.challenge.look, None, self._found_damaged)

    def _found_damaged(self, error: Exception) -> None:
        """The file may be read far enough to be shown, and still not be whole."""
        if not isinstance(error, ExpectedError):
            raise error
        if not self._left:
            wanted = self._window.desk.backups_wanted.emit
            self._window.shell.tell_above(advice_on(error), Role.BAD, _("Its backups…"), wanted)

    def _found(self, backups: Sequence[Backup]) -> None:
        if backups and not self._left and self._window.desk.backed_up is None:
            self._window.desk.note_backup(backups[0].at)
            if self._waits.isActive():
                self._waits.stop()
                self._wait()

    def _note(self, _changes: object) -> None:
        self._changed = True
        self._wait()

    def _wait(self) -> None:
        """The computer may have slept: then the clock is ahead of what was waited for."""
        last, now = self._window.desk.backed_up, self._window.desk.toolbox.clock()
        wait = SOON_MS
        if last is not None and not is_due(last, now):
            wait = max(SOON_MS, int((last + EVERY - now).total_seconds() * 1000))
        if not self._waits.isActive() or self._waits.remainingTime() > wait:
            self._waits.start(wait)

    def _failed(self, error: Exception) -> None:
        self._changed = True
        if not isinstance(error, ExpectedError):
            raise error
        if self._left:
            return
        told = _("No backup could be made. {why}").format(why=advice_on(error))
        self._window.shell.tell_above(told, Role.BAD)

    def _leave(self, _window: object) -> None:
        self._waits.stop()
        self._looks.stop()
        self._left = True
        if self._changed:
            shelf, path = self._shelf, self._path
            # Not to be stopped with everything else: nobody sees that it is still being made.
            self._tasks.write("", lambda _c: shelf().make(path, Why.CLOSED, Control()), None, _unseen)


def _unseen(error: Exception) -> None:
    """Nobody is there any more to be told; the next time it is opened, it is tried again."""
    if not isinstance(error, ExpectedError):
        raise error
