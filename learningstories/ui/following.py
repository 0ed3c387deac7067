"""Looks round for what other windows and programs have stored in the same challenge."""

from PySide6.QtCore import QObject, QTimer

from learningstories.ui.desk import Desk

LOOK_ROUND_MS = 1500  # how soon another window's steps are seen
_OF_SERVER_MS = 1000


class Following(QObject):
    """That it cannot look is said once, though it is tried again every moment: a disk may be gone long.

    One look at a time asks, however long it takes.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = self._is_looking = False
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
            workspace = self._desk.workspace
            self._desk.tasks.read("", lambda _c: workspace.follow_others(), self._done, self._failed)

    def _done(self, _found: object) -> None:
        self._told = self._is_looking = False

    def _failed(self, error: Exception) -> None:
        self._is_looking = False
        self.fail(error)

    def fail(self, error: Exception) -> None:
        """Something else could not be read either."""
        if self._told:
            return
        self._told = True
        self._desk.tell(error)
