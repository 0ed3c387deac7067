"""Lets one file take a challenge's place in one go, and never while somebody has that open."""

import os
import shutil
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from sqlite3 import connect
from urllib.parse import quote

from learningstories.domain.errors import CannotWrite, DiskFull, FileDamaged, FileReadOnly
from learningstories.services.opened_kind import ENDING
from learningstories.storage.copying import settle
from learningstories.storage.failures import told
from learningstories.storage.probe import is_writable

_LOGS = ("-wal", "-shm", "-journal")
_WAIT_SECONDS = 2.0


def put_in_place(new: Path, path: Path, now: datetime) -> Path | None:
    """Let `new` be the file `path` from now on; gives where a damaged one that was there is now.

    Raises `FileBusy` where a window or program has it open, `FileReadOnly`, `CannotWrite`, `DiskFull`.
    """
    if not path.exists():
        _replace(new, path)
        return None
    if not is_writable(path):
        raise FileReadOnly(path.name)
    try:
        _replace_sound(new, path)
    except FileDamaged:
        aside = _put_aside(path, now)
        for end in _LOGS:  # a log of the damaged file would be taken for one of the new
            path.with_name(path.name + end).unlink(missing_ok=True)
        _replace(new, path)
        return aside
    return None


def _replace_sound(new: Path, path: Path) -> None:
    address = f"file:{quote(str(path.resolve()))}?mode=rw"
    with told(path.name), closing(connect(address, uri=True, timeout=_WAIT_SECONDS)) as old:
        old.isolation_level = None
        # Only whoever is alone with a file can do this; it leaves no log beside it.
        old.execute("PRAGMA journal_mode = DELETE")
        if os.name != "nt":
            old.execute("BEGIN EXCLUSIVE")
            _replace(new, path)
            old.execute("ROLLBACK")
    if os.name == "nt":  # where a file that is open cannot be replaced
        _replace(new, path)


def _replace(new: Path, path: Path) -> None:
    try:
        new.replace(path)
    except OSError as error:
        raise CannotWrite(path.name, "folder") from error
    settle(path.parent)


def _put_aside(path: Path, now: datetime) -> Path:
    """Copy a damaged file with its logs under a name of its own: somebody may still read more of it."""
    stem = f"{path.stem} damaged {now.astimezone():%Y-%m-%d %H%M%S}"
    names = (path.with_name(f"{stem}{f' ({n})' if n > 1 else ''}{ENDING}") for n in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        for end in ("", *_LOGS):
            if path.with_name(path.name + end).exists():
                shutil.copy2(path.with_name(path.name + end), aside.with_name(aside.name + end))
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise DiskFull(aside.name) from error
    return aside
