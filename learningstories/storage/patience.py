"""A connection that gives up a question that has no end, as a file made with care could cause."""

from collections.abc import Callable
from sqlite3 import Connection, Cursor, DatabaseError, OperationalError
from typing import Any

_STEPS = 1_000_000  # of the database between two looks
MOST = 2_000_000_000  # of them in one question: hundreds for each story of a million


class PatientConnection(Connection):
    """Counted in steps and not in seconds, so that a slow computer or one that slept is no reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._left = MOST
        self.set_progress_handler(self._step, _STEPS)

    def execute(self, *args: Any, **kwargs: Any) -> Cursor:
        """Ask; raises what means that the file is damaged where there is no end to it."""
        self._left = MOST
        try:
            return super().execute(*args, **kwargs)
        except OperationalError as error:
            if self._left < 0:
                raise DatabaseError("malformed: there is no end to it") from error
            raise

    def watch(self, stopped: Callable[[], bool]) -> None:
        """Let what is asked from now on go on for however long, until it is to be stopped."""
        self.set_progress_handler(stopped, _STEPS // 50)

    def _step(self) -> bool:
        self._left -= _STEPS
        return self._left < 0
