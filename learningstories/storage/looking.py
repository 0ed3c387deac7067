"""Looks whether a file that was just opened is whole, beside everything else."""

import re
from pathlib import Path
from sqlite3 import SQLITE_IOERR, Connection

from learningstories.domain.errors import DiskTrouble, FileDamaged
from learningstories.services.progress import Control
from learningstories.storage.failures import told
from learningstories.storage.probe import reading

MOST_BYTES = 1_000_000_000  # what is larger is looked at with each backup: to read all takes long

_CODE = re.compile(r"error code=(\d+)")
_KIND, _SHORT_READ = 0xFF, 522  # a file that was cut off is damaged


def look_through(connection: Connection, name: str) -> None:
    """Raises `FileDamaged` where something is not as it should be, `DiskTrouble` where it cannot be read."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found == "ok":
        return
    code = _CODE.search(found)
    if code and int(code[1]) & _KIND == SQLITE_IOERR and int(code[1]) != _SHORT_READ:
        raise DiskTrouble(name)
    raise FileDamaged(name)


def look(path: Path, control: Control) -> None:
    """Raises `FileDamaged` where not all of the file can be read as what it should be, and `Cancelled`."""
    if path.stat().st_size > MOST_BYTES:
        return
    with told(path.name), reading(path) as connection:
        connection.watch(lambda: control.stopped)
        look_through(connection, path.name)
