"""What every page of a challenge works with: the open challenge, and the bench it lies on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from learningstories.domain.errors import ServerGone
from learningstories.i18n import _
from learningstories.services.opening import OpenChallenge
from learningstories.services.toolbox import Toolbox
from learningstories.ui.bench import Bench
from learningstories.ui.change_signal import ChangeSignal
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme


class Desk(Bench):
    """One open challenge, as the window's pages see it.

    `waiting` are returns in the watched folder that nobody has looked at; `backed_up` is when the
    newest backup was made, as far as that is known. `backups_wanted` and the
    like go to the application.
    """

    waiting_changed = Signal()
    backups_wanted = Signal()
    copy_wanted = Signal()
    shared_wanted = Signal()
    backed_up_changed = Signal()
    held_changed = Signal()

    def __init__(
        self,
        challenge: OpenChallenge,
        toolbox: Toolbox,
        *,
        tasks: Tasks,
        theme: Theme,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(toolbox, tasks=tasks, theme=theme, settings=settings, parent=parent)
        self.challenge = challenge
        self.workspace = challenge.workspace
        self.lists = challenge.lists
        self.news = ChangeSignal(challenge.workspace, self)
        self.waiting: tuple[Path, ...] = ()
        self.backed_up: datetime | None = None
        self._held: list[Callable[[], None]] = []

    def wait_for(self, returns: Sequence[Path]) -> None:
        """Note which returns lie in the watched folder."""
        if self.waiting != tuple(returns):
            self.waiting = tuple(returns)
            self.waiting_changed.emit()

    def not_written(self, error: Exception, again: Callable[[], None]) -> None:
        """What a server was not there for is held: nothing of it is stored, so it can be done again."""
        if isinstance(error, ServerGone) and not error.perhaps_stored:
            self._held.append(again)
            self.held_changed.emit()
        else:
            super().not_written(error, again)

    def unfinished(self) -> str:
        """What is held for a server that is gone is not stored either."""
        return super().unfinished() or (_("Storing on the server") if self._held else "")

    def store_held(self) -> int:
        """Try what is held once more, in its order; how many steps these are."""
        held, self._held = self._held, []
        for again in held:
            again()
        return len(held)

    def note_backup(self, at: datetime) -> None:
        """Note when the newest backup was made."""
        self.backed_up = at
        self.backed_up_changed.emit()
