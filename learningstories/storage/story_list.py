"""The lists of a challenge's file, straight from SQLite; imported before the first paint, so kept light."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import ProgrammingError
from threading import Lock
from typing import Any

from learningstories.domain.errors import FileGone, FileMissing
from learningstories.services.progress import Control
from learningstories.storage.failures import told
from learningstories.storage.list_reads import ListReads
from learningstories.storage.probe import connect_to_read

_SENSELESS = (ValueError, TypeError, LookupError, AttributeError, OverflowError)


class SqlLists(ListReads):
    """Reads one challenge file; calls from several threads take turns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = path.name
        self._connection = connect_to_read(path)
        self._turn = Lock()

    def separate(self) -> "SqlLists":
        """The same with a connection of its own; neither waits for the other or is interrupted with it.

        Raises `FileGone` where the file is not in its place any more.
        """
        try:
            return SqlLists(self._path)
        except FileMissing as error:
            raise FileGone(self._name) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()

    def interrupt(self) -> None:
        """Give up the present read; it raises `Cancelled` on its own thread."""
        with suppress(ProgrammingError):  # closed since: there is nothing left to give up
            self._connection.interrupt()

    def copy_to(self, target: Path, control: Control) -> None:
        """Copy all that is stored to a name that no file has, also when the file itself is gone."""
        from learningstories.storage.copying import copy_open  # noqa: PLC0415 - not for the first paint

        with self._turn:
            copy_open(self._connection, self._name, target, control)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        # What cannot be understood as it was stored was not stored by this app. Such rows are fetched
        # before they are understood: a read that is left half done would keep hold of the file.
        with self._turn, told(self._name, damaged=_SENSELESS):
            yield self._connection.execute
