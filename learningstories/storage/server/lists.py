"""The lists of a challenge on a server, by a connection of their own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import Any

import psycopg
from psycopg import Connection, Cursor
from psycopg.errors import QueryCanceled

from learningstories.domain.errors import Cancelled
from learningstories.services.server_address import ServerAddress
from learningstories.storage.failures import told
from learningstories.storage.list_reads import ListReads
from learningstories.storage.server.engine import connection_to
from learningstories.storage.server.wording import asked

_SENSELESS = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
_CANCEL_SECONDS = 5.0
_ROOM = "SET work_mem = '32MB'"  # for the numbers of all stories that a short word finds


class ServerLists(ListReads):
    """Reads one challenge; calls from several threads take turns, and each sees one moment."""

    def __init__(self, address: ServerAddress, password: str | None) -> None:
        self._address, self._password = address, password
        self._connection: Connection[Any] | None = None
        self._turn, self._ending = Lock(), Lock()
        self._reads = self._was_given_up = self._is_closed = False

    def separate(self) -> "ServerLists":
        """The same with a connection of its own; neither waits for the other or is interrupted with it."""
        return ServerLists(self._address, self._password)

    def close(self) -> None:
        """Let go of the server."""
        self._is_closed = True
        with self._turn:
            self._part()

    def interrupt(self) -> None:
        """Give up the present read; it raises `Cancelled` on its own thread."""
        connection = self._connection
        if self._reads and connection is not None:
            # The server is told by a connection of its own, which whoever calls shall not wait for.
            Thread(target=self._give_up, args=(connection,), daemon=True).start()

    def _give_up(self, connection: "Connection[Any]") -> None:
        with self._ending:
            if self._reads and connection is self._connection:
                self._was_given_up = True
                with suppress(psycopg.Error):
                    connection.cancel_safe(timeout=_CANCEL_SECONDS)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._turn, told(self._address.name, damaged=_SENSELESS):
            if self._is_closed:
                raise Cancelled
            try:
                connection = self._connected()
                self._reads = True
                with connection.transaction():
                    yield _way_to_ask(connection)
            finally:
                self._reads = False

    def _connected(self) -> "Connection[Any]":
        """The connection; a new one where it was lost. What was given up too late stops no other read."""
        if self._connection is None or self._connection.closed:
            self._connection = connection_to(self._address, self._password)
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._connection.read_only = True
            self._connection.execute(_ROOM)
            self._connection.commit()
        with self._ending:
            if self._was_given_up:
                self._was_given_up = False
                with suppress(QueryCanceled):
                    self._connection.execute("SELECT 1")
                self._connection.rollback()
        return self._connection

    def _part(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _way_to_ask(connection: "Connection[Any]") -> Any:
    def read(statement: str, given: Any = None) -> "Cursor[Any]":
        said, values = asked(statement, given)
        return connection.execute(said, values)

    return read
