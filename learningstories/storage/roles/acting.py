"""Does something on a server in one transaction, wholly or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection
from sqlalchemy import Connection as Transaction

from learningstories.services.server_address import ServerAddress
from learningstories.storage.server.engine import engine_of


@contextmanager
def acting(
    address: ServerAddress, password: str | None, *, writing: bool = True, setting_up: bool = False
) -> Iterator[Transaction]:
    """The transaction, stored at the end; raises as `doors.let_in` does.

    `setting_up` where it is about who may do what, and there may be no tables yet.
    """
    engine = engine_of(address, password)
    try:
        options = {"writing": writing, "setting_up": setting_up}
        with engine.connect().execution_options(**options) as opened, opened.begin():
            yield opened
    finally:
        engine.dispose()


def driver_of(connection: Transaction) -> Connection[Any]:
    """The driver's own connection, in the same transaction."""
    found: Any = connection.connection.driver_connection
    return found  # type: ignore[no-any-return]
