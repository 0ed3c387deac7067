"""Alters what a backup holds: on a copy beside it, which takes its place once it is whole."""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import connect
from uuid import uuid4

from learningstories.domain.errors import CannotWrite, FileDamaged
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Clock
from learningstories.services.progress import Control
from learningstories.storage.copying import PART, copy_whole
from learningstories.storage.failures import told
from learningstories.storage.opening import open_challenge

_LOGS = ("-wal", "-shm", "-journal")


def alter(file: Path, work: Callable[[OpenChallenge], object], clock: Clock, control: Control) -> None:
    """Let `work` alter the challenge in `file`; where it raises, the file is as it was.

    Raises what it raises, what opening the file raises, `CannotWrite`, `DiskFull` and `Cancelled`.
    """
    copy = file.with_name(f".{file.name}.{uuid4().hex[:8]}{PART}")
    try:
        copy_whole(file, copy, control)
        opened = open_challenge(copy, clock, "")
        try:
            work(opened)
        finally:
            opened.close()
        _settle(copy, file.name)
        try:
            copy.replace(file)
        except OSError as error:
            raise CannotWrite(file.name, "folder") from error
    finally:
        for end in ("", *_LOGS):
            with suppress(OSError):
                copy.with_name(copy.name + end).unlink(missing_ok=True)


def _settle(copy: Path, name: str) -> None:
    """Leave it in one file, and look at it as every backup is looked at."""
    with told(name), closing(connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise FileDamaged(name)
