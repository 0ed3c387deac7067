"""Looks round for what other windows and programs have stored in the same challenge."""

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.errors import ServerGone
from learningstories.ui.desk import Desk

LOOK_ROUND_MS = 1500  # how soon another window's steps are seen
_OF_SERVER_MS = 1000


class Following(QObject):
    """That it cannot look is said once, though it is tried again every moment: a disk may be gone long.

    One look at a time asks, however long it takes. `lost` comes with each look that reaches no server,
    `found` with the first one that does again.
    """

    lost = Signal()
    found = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = self._is_looking = self._is_lost = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_ROUND_MS if desk.challenge.address is None else _OF_SERVER_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        if not self._is_looking:
            self._is_looking = True
            self._desk.tasks.read("", lambda _c: self._ask(), self._done, self._failed)

    def _ask(self) -> None:
        if self._desk.challenge.address is not None:
            self._desk.lists.challenge()  # their own connection comes before the news
        self._desk.workspace.follow_others()

    def _done(self, _found: object) -> None:
        self._told = self._is_looking = False
        if self._is_lost:
            self._is_lost = False
            self.found.emit()

    def note_lost(self) -> None:
        """Somebody else found the server gone: the next look that reaches it tells so."""
        self._is_lost = True

    def _failed(self, error: Exception) -> None:
        self._is_looking = False
        self.fail(error)

    def fail(self, error: Exception) -> None:
        """Something could not be read."""
        if isinstance(error, ServerGone):
            self._is_lost = True
            self.lost.emit()
        elif not self._told:
            self._told = True
            self._desk.tell(error)
