"""Saves all that can be read of a damaged challenge in a new file; the damaged one is only ever read."""

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from learningstories.domain.errors import (
    CannotWrite,
    ExpectedError,
    FileExists,
    FileForbidden,
    FileMissing,
    NotAChallenge,
    NothingRescued,
)
from learningstories.services.progress import Control
from learningstories.services.rescue import RescueReport
from learningstories.storage.challenge_file import engine_of, make, upgrade_file
from learningstories.storage.check import faults
from learningstories.storage.copying import give_name
from learningstories.storage.failures import told
from learningstories.storage.leaves import Line, Pages
from learningstories.storage.mending import Mended, mend
from learningstories.storage.probe import APPLICATION_ID, SCHEMA
from learningstories.storage.salvage import Reach, Table, fits, reach, tables

_MAGIC = b"SQLite format 3\x00"
_LEAST = 512  # bytes: less is no database
_LOG = "-wal"


def rescue(damaged: Path, target: Path, now: datetime, control: Control) -> RescueReport:
    """Read what can be read; nothing is at `target` before all of it fits together.

    Raises `FileExists`, `FileMissing`, `NotAChallenge`, `NothingRescued`, `CannotWrite`, `DiskFull` and
    `Cancelled`.
    """
    if target.exists():
        raise FileExists(target.name)
    if not damaged.is_file():
        raise FileMissing(damaged.name)
    try:
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except (OSError, ValueError) as error:
        raise CannotWrite(target.name, "folder") from error
    try:
        copy, schema = _copy_of(damaged, work)
        made = work / "new.stories"
        make(made, schema)
        with told(target.name):
            saved, broken = _refill(copy, made, control)
        if not saved["story"] and not saved["challenge"] and not saved["reviewer"]:
            raise _nothing(damaged)
        if schema < SCHEMA:
            upgrade_file(made)
        mended, found = _mended(made, damaged, now)
        give_name(made, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return _report(saved, broken, mended, found)


def _nothing(damaged: Path) -> ExpectedError:
    with damaged.open("rb") as stream:
        is_one = stream.read(len(_MAGIC)) in (_MAGIC, bytes(len(_MAGIC)))
    return NothingRescued(damaged.name) if is_one else NotAChallenge(damaged.name)


def _report(
    saved: Mapping[str, int], broken: Sequence[str], mended: Mended, found: Sequence[str]
) -> RescueReport:
    lost = ("challenge",) if mended.is_named_anew and "challenge" not in broken else ()
    return RescueReport(
        saved={name: count - mended.dropped.get(name, 0) for name, count in saved.items()},
        broken=(*lost, *broken),
        textless=mended.textless,
        dropped=mended.dropped,
        faults=tuple(found),
    )


def _copy_of(damaged: Path, work: Path) -> tuple[Path, int]:
    """A copy that may be worked on, as long as it says it is, and the number of migrations it has had."""
    copy = work / "damaged.db"
    try:
        shutil.copyfile(damaged, copy)
        if damaged.with_name(damaged.name + _LOG).exists():
            shutil.copyfile(damaged.with_name(damaged.name + _LOG), copy.with_name(copy.name + _LOG))
        with copy.open("r+b") as stream:
            head = stream.read(100)
            size = copy.stat().st_size
            if size < _LEAST:
                raise NothingRescued(damaged.name)
            schema = _schema(head, damaged.name)
            page = int.from_bytes(head[16:18]) if head.startswith(_MAGIC) else 4096
            stated = (65536 if page == 1 else page) * int.from_bytes(head[28:32])
            if head.startswith(_MAGIC) and size < stated < 16 * size + (1 << 24):
                stream.truncate(stated)  # what was cut off is there as pages of nothing
    except FileNotFoundError as error:
        raise FileMissing(damaged.name) from error
    except PermissionError as error:
        raise FileForbidden(damaged.name) from error
    except OSError as error:
        raise CannotWrite(damaged.name, "folder") from error
    if not _is_readable(copy):
        _lend_first_page(copy, work)
    return copy, schema


def _schema(head: bytes, name: str) -> int:
    """How many migrations the file says it has had; all there are where its beginning is lost."""
    if not head.startswith(_MAGIC):
        return SCHEMA
    if int.from_bytes(head[68:72]) not in (APPLICATION_ID, 0):
        raise NotAChallenge(name, other_program=True)
    schema = int.from_bytes(head[60:64])
    return schema if 0 < schema <= SCHEMA else SCHEMA


def _is_readable(copy: Path) -> bool:
    with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
        # Takes over what the log still holds.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        return True
    return False


def _lend_first_page(copy: Path, work: Path) -> None:
    """The first page, with the list of tables, as a new challenge has it: most have it alike."""
    fresh = work / "fresh.db"
    make(fresh)
    with fresh.open("rb") as stream:
        page = bytearray(stream.read(4096))
    page[28:32] = (copy.stat().st_size // 4096).to_bytes(4)
    page[32:40] = bytes(8)  # which pages are free is not known
    with copy.open("r+b") as stream:
        stream.write(page)
    copy.with_name(copy.name + _LOG).unlink(missing_ok=True)


def _refill(copy: Path, made: Path, control: Control) -> tuple[Counter[str], list[str]]:
    """Put every line that can be found into the new file; which tables were damaged."""
    saved: Counter[str] = Counter()
    broken: list[str] = []
    with closing(sqlite3.connect(made)) as new, closing(sqlite3.connect(copy)) as old:
        new.execute("PRAGMA foreign_keys = OFF")
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "writable_schema = ON"):
            with suppress(sqlite3.Error):
                old.execute(f"PRAGMA {pragma}")
        wanted = tables(new)
        for table in wanted:
            found = Reach()
            for line in reach(old, table, found, control):
                saved[table.name] += _put(new, table, line)
            if found.failed:
                broken.append(table.name)
        torn = [table for table in wanted if table.name in broken]
        if torn:
            for line in Pages(copy.read_bytes()).lines():
                control.step(0, 1)
                fitting = next((table for table in torn if fits(table, line[1])), None)
                if fitting is not None:
                    saved[fitting.name] += _put(new, fitting, line)
        new.commit()
    return saved, broken


def _put(new: sqlite3.Connection, table: Table, line: Line) -> int:
    """Store a line, unless one with its key is there; how many were stored."""
    number, values = line
    if table.own_number is not None:
        values = (*values[: table.own_number], number, *values[table.own_number + 1 :])
    columns = ", ".join(f'"{name}"' for name in table.columns)
    marks = ", ".join("?" * len(values))
    statement = f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our own names
    return new.execute(statement, values).rowcount


def _mended(made: Path, damaged: Path, now: datetime) -> tuple[Mended, list[str]]:
    engine = engine_of(made, "mode=rw")
    try:
        with told(damaged.name), engine.connect().execution_options(writing=True) as connection:
            mended = mend(connection, damaged.stem, now)
            connection.commit()
        return mended, faults(engine, made.name)
    finally:
        engine.dispose()
