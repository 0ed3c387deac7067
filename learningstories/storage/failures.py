"""Turns what the database complains about into failures that a person can mend.

Imported before the first paint, so it knows SQLAlchemy's errors only by their `orig`.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from learningstories.domain.errors import (
    Cancelled,
    DiskFull,
    DiskTrouble,
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
    ("unsupported file format", FileDamaged),
    ("invalid fts5 file format", FileDamaged),
    ("datatype mismatch", FileDamaged),
    ("string or blob too big", FileDamaged),
    ("no such table", FileDamaged),
    ("vtable constructor failed", FileDamaged),
    ("no such column", FileDamaged),
    ("could not decode", FileDamaged),
    ("disk i/o error", DiskTrouble),
    ("closed database", lambda _name: Cancelled()),
)

# The index of the log finds no room; the words only say "disk I/O error".
_NO_ROOM = frozenset({"SQLITE_IOERR_SHMSIZE"})


@contextmanager
def told(name: str, *, damaged: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Raise an `ExpectedError` about the file `name` where the database complains about its surroundings.

    Errors of the types `damaged` mean that what is stored makes no sense.
    """
    try:
        yield
    except Exception as error:
        known = FileDamaged(name) if isinstance(error, damaged) else expected(error, name)
        if known is None:
            raise
        raise known from error


def expected(error: Exception, name: str) -> ExpectedError | None:
    """The failure that a person can mend, if the complaint is one of those."""
    if isinstance(error, UnicodeDecodeError):
        return FileDamaged(name)  # the database quotes what it stumbled over, and that is no text
    cause = getattr(error, "orig", None) or error
    if hasattr(cause, "sqlstate"):
        from learningstories.storage.server.failures import expected_there  # noqa: PLC0415 - not for the first paint

        return expected_there(cause, name)
    if not isinstance(cause, sqlite3.Error):
        return None
    if getattr(cause, "sqlite_errorname", "") in _NO_ROOM:
        return DiskFull(name)
    said = str(cause).lower()
    return next((make(name) for sign, make in _SIGNS if sign in said), None)
