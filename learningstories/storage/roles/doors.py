"""Lets somebody in on a server, or says why not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection
from sqlalchemy import Connection as Transaction
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from learningstories.domain.errors import (
    ExpectedError,
    NotAChallengeThere,
    NotInvited,
    ServerGone,
    ServerUnproven,
    WrongPassword,
)
from learningstories.services.server_address import ServerAddress

WAIT_SECONDS = 10
# What the driver says where a connection fails; it hands on no code.
_SIGNS: tuple[tuple[str, Callable[[str], ExpectedError]], ...] = (
    ("permission denied for database", NotInvited),
    ("password", WrongPassword),
    ("authentication failed", WrongPassword),
    ("no pg_hba.conf entry", NotInvited),
    ("certificate", ServerUnproven),
    ("ssl", ServerUnproven),
    ("channel binding", ServerUnproven),
    ("database", NotAChallengeThere),
    ("role", WrongPassword),
)


@contextmanager
def connected(address: ServerAddress, password: str | None) -> Iterator[Transaction]:
    """One transaction, stored at the end.

    Raises `WrongPassword`, `NotInvited`, `NotAChallengeThere`, `ServerUnproven`, `ServerGone`.
    """
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: let_in(address, password), poolclass=NullPool
    )
    with engine.connect() as opened, opened.begin():
        yield opened


def let_in(address: ServerAddress, password: str | None) -> Connection[Any]:
    """A connection of the driver's own; raises as `connected` does."""
    told: dict[str, Any] = {**address.parameters, "connect_timeout": WAIT_SECONDS}
    if password is not None:
        told["password"] = password
    try:
        return psycopg.connect(**told)
    except psycopg.OperationalError as error:
        raise _why(str(error), address.name) from None  # what it says holds names, and may hold more
    except (psycopg.Error, ValueError, UnicodeError):
        raise WrongPassword(address.name) from None  # no password that a server could have


def _why(said: str, name: str) -> ExpectedError:
    said = said.lower()
    if "fatal" not in said and "ssl" not in said and "certificate" not in said and "password" not in said:
        return ServerGone(name)
    return next((make(name) for sign, make in _SIGNS if sign in said), ServerGone(name))


def driver_of(connection: Transaction) -> Connection[Any]:
    """The driver's own connection, in the same transaction."""
    found: Any = connection.connection.driver_connection
    return found  # type: ignore[no-any-return]
