"""Keeps the ranking fresh for a page while someone looks at it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.errors import NothingToRank
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.ports import Lists
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


def sought(results: "Results", top: int) -> "Results":
    """The same ratings where another number is sought; not for the interface's thread."""
    from learningstories.services.results import with_top  # noqa: PLC0415 - loads NumPy and SciPy

    return with_top(results, top)


class ResultsFeed(QObject):
    """Works the ranking out again, off the thread, after anything it rests on has changed.

    `changed` carries the results, or None while nobody has rated. At most one computation runs at a
    time, and none while nobody watches; what changes meanwhile is taken up by the next. `news` are the
    readings that have come or changed since `computed_at`; `news_changed` tells that there are more.
    """

    changed = Signal(object)
    news_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lists = desk.lists.separate()
        self._watched = self._running = False
        self._stale = True
        self.news: frozenset[UUID] = frozenset()
        self._known = self.news
        self._began: datetime | None = None
        self.top: int | None = None
        self.results: Results | None = None
        self.computed_at: datetime | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._compute)
        desk.news.committed.connect(self._follow)

    def watch(self, *, on: bool) -> None:
        """Say whether anybody looks at the results."""
        self._watched = on
        if on:
            self._compute()

    def seek(self, top: int | None) -> None:
        """Ask for the best `top`; None for as many as fit the evening."""
        if top != self.top:
            self.top = top
            self._stale = self._stale or top is None
            self._compute()

    def close(self) -> None:
        """Let go of the file."""
        self._watched = False
        self._lists.interrupt()
        self._lists.close()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(*_CONCERNS):
            self._stale = True
            self.news |= changes.keys(Kind.READING)
            self.news_changed.emit()
            # Not begun anew by each step: under a steady stream of them it still comes round.
            if not self._soon.isActive():
                self._soon.start()

    def _compute(self) -> None:
        work = None if self._running or not self._watched else self._work()
        if work is None:
            return
        if self._stale:
            self._began, self._known = self._desk.toolbox.clock(), self.news
        self._running, self._stale = True, False
        self._desk.tasks.read("", lambda _control: work(), self._finish, self._fail)

    def _work(self) -> "Callable[[], Results | None] | None":
        """What there is to do; with the ratings as they were, another number is sought far more quickly."""
        workspace, lists, top, results = self._desk.workspace, self._lists, self.top, self.results
        if self._stale:
            return lambda: ranked(workspace, lists, top)
        if results is not None and top is not None and top != results.top:
            return lambda: sought(results, top)
        return None

    def _finish(self, results: "Results | None") -> None:
        self._running = False
        self.news -= self._known
        self.results, self.computed_at = results, self._began
        self.changed.emit(results)
        if self._stale:
            self._soon.start()
        else:
            self._compute()

    def _fail(self, error: Exception) -> None:
        self._running = False
        self._desk.tell(error)
