"""Keeps the ranking fresh for a page while someone looks at it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.errors import NothingToRank
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.ports import Lists
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk

if TYPE_CHECKING:
    from learningstories.services.results import Results

# What comes back of a pack counts or not, by the pack.
_CONCERNS = (Kind.CHALLENGE, Kind.STORY, Kind.VERSION, Kind.REVIEWER, Kind.READING, Kind.PACK)
SOON_MS = 300  # steps that follow each other are answered together


def ranked(workspace: Workspace, lists: Lists, top: int | None) -> "Results | None":
    """The ranking as it stands, None while nobody has rated; not for the interface's thread."""
    from learningstories.services.results import compute  # noqa: PLC0415 - loads NumPy and SciPy

    try:
        return compute(workspace, lists, top=top)
    except NothingToRank:
        return None


class ResultsFeed(QObject):
    """Works the ranking out again, off the thread, after anything it rests on has changed.

    `changed` carries the results, or None while nobody has rated. At most one computation runs at a
    time, and none while nobody watches; what changes meanwhile is taken up by the next.
    """

    changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lists = desk.lists.separate()
        self._watched = self._running = False
        self._stale = True
        self.top: int | None = None
        self.results: Results | None = None
        self.computed_at: datetime | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._compute)
        desk.news.committed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Whether it is being worked out at this moment."""
        return self._running

    def watch(self, *, on: bool) -> None:
        """Say whether anybody looks at the results."""
        self._watched = on
        if on:
            self._compute()

    def seek(self, top: int | None) -> None:
        """Ask for the best `top`; None for as many as fit the evening."""
        if top != self.top:
            self.top = top
            self._stale = True
            self._compute()

    def close(self) -> None:
        """Let go of the file."""
        self._watched = False
        self._lists.interrupt()
        self._lists.close()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(*_CONCERNS):
            self._stale = True
            # Not begun anew by each step: under a steady stream of them it still comes round.
            if not self._soon.isActive():
                self._soon.start()

    def _compute(self) -> None:
        if self._running or not self._watched or not self._stale:
            return
        self._stale, self._running = False, True
        workspace, lists, top = self._desk.workspace, self._lists, self.top

        def work(_control: Control) -> "Results | None":
            return ranked(workspace, lists, top)

        self._desk.tasks.read("", work, self._finish, self._fail)
        self.busy_changed.emit(True)

    def _finish(self, results: "Results | None") -> None:
        self._running = False
        self.results, self.computed_at = results, self._desk.toolbox.clock()
        self.changed.emit(results)
        self.busy_changed.emit(False)
        if self._stale:
            self._soon.start()

    def _fail(self, error: Exception) -> None:
        self._running = False
        self.busy_changed.emit(False)
        self._desk.tell(error)
