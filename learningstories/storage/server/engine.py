"""The database of a challenge on a server, as SQLAlchemy works with it.

Those who write take turns by a lock that the server keeps, so that each sees what the one before has
stored; those who read see one moment and hold nobody up.
"""

from typing import Any

from psycopg import Connection as Driven
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from learningstories.services.server_address import SCHEMA, ServerAddress
from learningstories.storage.roles.doors import let_in
from learningstories.storage.server.wording import asked, worded

# Organisers may take it and readers may not, and it holds up nobody who only reads.
_TURN = f"LOCK TABLE {SCHEMA}.challenge IN SHARE ROW EXCLUSIVE MODE"
# Where there may be no table yet, owners take turns by a number that means this database: "LSTR".
_SETTING_UP = f"SELECT pg_advisory_xact_lock({0x4C53_5452})"
_WAITS = (
    "SET lock_timeout = '20s'; SET statement_timeout = '300s';"
    " SET idle_in_transaction_session_timeout = '900s'"
)


class NumberLoader(Loader):
    """A number that the server counted without bounds."""

    def load(self, data: Any) -> int | float:
        """Whole where it is whole."""
        told = bytes(data).decode()
        return float(told) if "." in told or "n" in told.lower() else int(told)


def engine_of(address: ServerAddress, password: str | None) -> Engine:
    """The database; nothing is asked of the server before it is used."""
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connection_to(address, password),
        poolclass=QueuePool,
        pool_pre_ping=True,  # a server that was started anew is found again
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _reword, retval=True)
    return engine


def connection_to(address: ServerAddress, password: str | None) -> Driven[Any]:
    """A connection that hands out values as SQLite does; raises as `let_in` does."""
    connection = let_in(address, password)
    connection.adapters.register_loader("json", TextLoader)
    connection.adapters.register_loader("numeric", NumberLoader)
    connection.execute(_WAITS)
    connection.commit()
    return connection


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("setting_up", False):
        connection.exec_driver_sql(_SETTING_UP)
    elif options.get("writing", False):
        connection.exec_driver_sql(_TURN)
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _reword(
    _connection: Connection,
    _cursor: Any,
    statement: str,
    given: Any,
    context: Any,
    many: bool,  # noqa: FBT001 - as SQLAlchemy calls it
) -> tuple[str, Any]:
    """What SQLAlchemy did not word is worded for SQLite."""
    if context is None or context.compiled is not None:
        return statement, given
    return (worded(statement)[0], given) if many else asked(statement, given)
