"""Lets somebody in on a server, or says why not."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import Connection

from learningstories.domain.errors import (
    ExpectedError,
    NotAChallengeThere,
    NotInvited,
    ServerGone,
    ServerUnproven,
    WrongPassword,
)
from learningstories.services.server_address import ServerAddress
from learningstories.storage.roles.certificates import trusted_roots

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


def let_in(address: ServerAddress, password: str | None) -> Connection[Any]:
    """A connection of the driver's own.

    Raises `WrongPassword`, `NotInvited`, `NotAChallengeThere`, `ServerUnproven`, `ServerGone`.
    """
    told: dict[str, Any] = {**address.parameters, "connect_timeout": WAIT_SECONDS}
    if told.get("sslrootcert") == "system":
        told["sslrootcert"] = trusted_roots()
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
