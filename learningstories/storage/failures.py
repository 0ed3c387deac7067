"""Turns what the database complains about into failures that a person can mend.

Imported before the first paint, so it knows SQLAlchemy's errors only by their `orig`.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from learningstories.domain.errors import (
    Cancelled,
    DiskFull,
    ExpectedError,
    FileBusy,
    FileDamaged,
    FileReadOnly,
)

_SIGNS: tuple[tuple[str, Callable[[str], ExpectedError]], ...] = (
    ("interrupted", lambda _name: Cancelled()),
    ("disk is full", DiskFull),
    ("readonly database", FileReadOnly),
    ("unable to open", FileReadOnly),
    ("locked", FileBusy),
    ("malformed", FileDamaged),
    ("not a database", FileDamaged),
    ("disk i/o error", FileDamaged),
)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raise an `ExpectedError` about the file `name` where the database complains about its surroundings."""
    try:
        yield
    except Exception as error:
        known = expected(error, name)
        if known is None:
            raise
        raise known from error


def expected(error: Exception, name: str) -> ExpectedError | None:
    """The failure that a person can mend, if the complaint is one of those."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error):
        return None
    said = str(cause).lower()
    return next((make(name) for sign, make in _SIGNS if sign in said), None)
