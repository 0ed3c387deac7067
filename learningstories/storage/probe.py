"""Looks at a challenge file without trusting it; standard library only, so that it is quick."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from learningstories.domain.errors import (
    ChallengeLocked,
    FileDamaged,
    FileForbidden,
    FileMissing,
    MadeByNewerVersion,
    NotAChallenge,
)
from learningstories.services.opened_kind import LOCKED_HEAD
from learningstories.storage.failures import told
from learningstories.storage.heads import head
from learningstories.storage.patience import PatientConnection
from learningstories.storage.shape import is_ours

APPLICATION_ID = 0x4C53_5452  # "LSTR"
SCHEMA = 12  # the number of migrations there are; a file notes how many it has had
WAIT_SECONDS = 5.0  # for another program that is writing
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says of itself."""

    schema: int
    writable: bool

    @property
    def outdated(self) -> bool:
        """Whether an older release wrote it."""
        return self.schema < SCHEMA


def probe(path: Path) -> FileFacts:
    """What the file is, from its first 100 bytes.

    Raises `FileMissing`, `FileForbidden`, `NotAChallenge`, `ChallengeLocked`, `FileDamaged` (shorter than it
    says), `MadeByNewerVersion`. Never alters anything.
    """
    header, size = _header(path)
    if header.startswith(LOCKED_HEAD):
        raise ChallengeLocked(path.name)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise NotAChallenge(path.name)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotAChallenge(path.name, other_program=True)
    page = int.from_bytes(header[16:18])
    page = 65536 if page == 1 else page
    # After a crash the missing pages may still be in the log beside the file.
    if size < page * int.from_bytes(header[28:32]) and not path.with_name(f"{path.name}-wal").exists():
        raise FileDamaged(path.name)
    schema = int.from_bytes(header[60:64])
    if schema > SCHEMA:
        raise MadeByNewerVersion(path.name)
    return FileFacts(schema, is_writable(path))


def _header(path: Path) -> tuple[bytes, int]:
    try:
        if not path.is_file():
            raise FileMissing(path.name)
        return head(path, _HEADER)
    except PermissionError as error:
        raise FileForbidden(path.name) from error
    except (OSError, ValueError) as error:  # a name that no file can have
        raise FileMissing(path.name) from error


def is_writable(path: Path) -> bool:
    """Whether the file and its folder may be written; a file marked read-only may not, whoever asks."""
    marked = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not marked and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_to_read(path: Path, wait_seconds: float = WAIT_SECONDS) -> PatientConnection:
    """A connection that cannot write, usable from any one thread at a time.

    Raises `FileMissing`, and `FileDamaged` where the file is not made of just what ours are: a view, a
    trigger or whatever else computes could make any read run for ever.
    """
    try:
        mode = "mode=ro" if is_writable(path) else "mode=ro&immutable=1"
    except OSError as error:
        raise FileMissing(path.name) from error
    if path.with_name(f"{path.name}-journal").exists():
        tidy(path)  # left by a crash: only who may write can take back what was half done
    address = f"file:{quote(str(path.resolve()))}?{mode}"
    with told(path.name):
        connection = sqlite3.connect(
            address, uri=True, check_same_thread=False, timeout=wait_seconds, factory=PatientConnection
        )
    try:
        with told(path.name):
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            is_sound = is_ours(connection)
    except BaseException:
        connection.close()
        raise
    if not is_sound:
        connection.close()
        raise FileDamaged(path.name)
    return connection


@contextmanager
def reading(path: Path) -> Iterator[PatientConnection]:
    """Such a connection for a short while, after which nothing of it is left beside the file."""
    connection = connect_to_read(path)
    try:
        yield connection
    finally:
        connection.close()
        tidy(path)


def tidy(path: Path) -> None:
    """Remove what connections that may not write leave beside the file: the last one that may does it."""
    address = f"file:{quote(str(path.resolve()))}?mode=rw"
    with suppress(OSError, ValueError, sqlite3.Error):  # the database quotes what may be no text
        if is_writable(path):
            with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema")
