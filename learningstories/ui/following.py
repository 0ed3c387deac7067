"""Looks round for what other windows and programs have stored in the same challenge."""

from PySide6.QtCore import QObject, QTimer

from learningstories.ui.desk import Desk

LOOK_ROUND_MS = 1500  # how soon another window's steps are seen


class Following(QObject):
    """That it cannot look is said once, though it is tried again every moment: a disk may be gone long."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_ROUND_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.read("", lambda _c: workspace.follow_others(), self._done, self._failed)

    def _done(self, _found: object) -> None:
        self._told = False

    def _failed(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self._desk.tell(error)
