"""Connects to a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection
from sqlalchemy import Connection as Transaction
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from learningstories.domain.errors import WrongPassword
from learningstories.services.server_address import ServerAddress

WAIT_SECONDS = 10


@contextmanager
def connected(address: ServerAddress, password: str | None) -> Iterator[Transaction]:
    """One transaction, stored at the end."""

    def connect() -> Connection[Any]:
        return psycopg.connect(
            **address.parameters,  # type: ignore[arg-type]
            connect_timeout=WAIT_SECONDS,
            **({"password": password} if password is not None else {}),
        )

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    try:
        opened = engine.connect()
    except Exception as error:
        raise WrongPassword(address.name) from error
    with opened, opened.begin():
        yield opened


def driver_of(connection: Transaction) -> Connection[Any]:
    """The driver's own connection, in the same transaction."""
    found: Any = connection.connection.driver_connection
    return found  # type: ignore[no-any-return]
