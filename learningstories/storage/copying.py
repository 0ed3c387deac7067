"""Copies a challenge's file as it is at one moment, though it may be open, and looks at the copy."""

import os
from contextlib import closing, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection, Error, connect
from urllib.parse import quote
from uuid import uuid4

from learningstories.domain.errors import CannotWrite, FileDamaged, FileExists
from learningstories.services.progress import Control
from learningstories.storage.failures import told
from learningstories.storage.looking import look_through
from learningstories.storage.probe import probe, reading

PART = ".part"  # of a copy that is not finished
_A_DAY = 86_400  # seconds
_PAGES = 2048  # copied between two looks at whether it should stop
_TABLES = """SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"""


def copy_whole(source: Path, target: Path, control: Control) -> None:
    """Copy a challenge to a name that no file has; nothing is at `target` before the copy was found whole.

    Raises what `probe` and `connect_to_read` raise, `FileExists`, `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    probe(source)
    with reading(source) as old:
        copy_open(old, source.name, target, control)


def copy_open(old: Connection, name: str, target: Path, control: Control) -> None:
    """The same for a challenge that is open, which may not be in its place any more."""
    if target.exists():
        raise FileExists(target.name)
    part = target.with_name(f"{target.name}.{uuid4().hex[:8]}{PART}")
    try:
        with told(name):
            counts = _copied(old, part, target.name, control)
        _look(part, counts, name)
        give_name(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sweep(folder: Path, pattern: str, now: datetime) -> None:
    """Remove what was left half done a day ago or earlier, when the app or the computer was stopped."""
    with suppress(OSError):
        for file in list(folder.glob(pattern)):
            if now.timestamp() - file.stat().st_mtime > _A_DAY:
                file.unlink(missing_ok=True)


def _copied(old: Connection, part: Path, name: str, control: Control) -> str:
    """What is counted, which is of the same moment as what is copied."""
    old.isolation_level = None
    old.execute("BEGIN")
    try:
        counts = _digest(old)
        _copy(old, part, name, control)
    finally:
        with suppress(Error):
            old.execute("ROLLBACK")
    return counts


def _copy(old: Connection, part: Path, name: str, control: Control) -> None:
    try:
        part.open("xb").close()
    except (OSError, ValueError) as error:
        raise CannotWrite(name, "folder") from error
    with told(name), closing(connect(part)) as new:
        old.backup(new, pages=_PAGES, progress=lambda _s, left, total: control.step(total - left, total))
        new.execute("PRAGMA journal_mode = DELETE")  # so that it stands in one file, wherever it is put


def _look(part: Path, counts: str, name: str) -> None:
    """Raises `FileDamaged` where the copy is not whole: then what was copied is not, either."""
    address = f"file:{quote(str(part.resolve()))}?mode=ro&immutable=1"
    with told(name), closing(connect(address, uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema = OFF")
        look_through(copy, name)
        if _digest(copy) != counts:
            raise FileDamaged(name)


def _digest(connection: Connection) -> str:
    """A hash of how many lines each table has."""
    digest = sha256()
    for (name,) in connection.execute(_TABLES).fetchall():
        quoted = str(name).replace('"', '""')
        (count,) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - quoted
        digest.update(f"{name}:{count}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def give_name(part: Path, target: Path) -> None:
    """Let a finished file have its name, which no other has; raises `FileExists`, `CannotWrite`."""
    try:
        if os.name == "nt":
            part.rename(target)
        else:
            os.link(part, target)  # never takes another's place, which renaming would
    except FileExistsError as error:
        raise FileExists(target.name) from error
    except OSError:
        _rename(part, target)
    settle(target.parent)


def _rename(part: Path, target: Path) -> None:
    """On disks that know no links."""
    try:
        part.rename(target)
    except OSError as error:
        raise CannotWrite(target.name, "folder") from error


def settle(folder: Path) -> None:
    """Let the new name survive a power cut, where the system can be asked to."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
