"""Copies a challenge from a file to a server and back, whole or not at all, and compares every line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, text

from learningstories.domain.errors import (
    FileDamaged,
    FileExists,
    NotAChallengeThere,
    ReaderOnly,
    ServerTaken,
)
from learningstories.services.progress import Control
from learningstories.services.server_address import SCHEMA, ServerAddress
from learningstories.services.server_port import Moved
from learningstories.storage import search_index
from learningstories.storage.challenge_file import engine_of, make, upgrade_file
from learningstories.storage.copying import PART, copy_whole, give_name
from learningstories.storage.failures import told
from learningstories.storage.kept_rows import HistoryRow, SearchedRow
from learningstories.storage.probe import probe
from learningstories.storage.roles.acting import acting
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.rows import ChallengeRow
from learningstories.storage.table_rows import Lines, Progress, copy_lines, count_lines, read_lines
from learningstories.storage.tables import table_of

_NO_CONTROL = Control()


def push(file: Path, address: ServerAddress, password: str | None, control: Control) -> Moved:
    """Copy the challenge in a file to a server.

    Raises what `probe` raises, `ServerTaken` where a challenge is there already, `NotTheOwner`,
    `Cancelled`, and `FileDamaged` where what came there is not what was sent.
    """
    with _as_it_is(file) as source:
        ServerTeam().set_up(address, password)
        with acting(address, password) as target:
            _none_there(target, address)
            total = count_lines(source)
            progress = Progress(control, 2 * total)
            sent = copy_lines(source, target, progress)
            _count_on(target)
            _index(target)
            _same(sent, read_lines(target, progress), file.name)
            return _moved(target, sent)


def fetch(address: ServerAddress, password: str | None, file: Path, control: Control) -> Moved:
    """Copy the challenge on a server to a new file.

    Raises `FileExists`, `CannotWrite`, `DiskFull`, `ReaderOnly`, `NotAChallengeThere`, `Cancelled`, and
    `FileDamaged` where what came is not what was sent.
    """
    if file.exists():
        raise FileExists(file.name)
    part = file.with_name(f"{file.name}.{uuid4().hex[:8]}{PART}")
    with acting(address, password, writing=False) as source:
        _may_take(source, address)
        make(part)
        try:
            moved = _fill(part, source, control)
            give_name(part, file)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    part.with_name(part.name + end).unlink(missing_ok=True)
    return moved


def _fill(part: Path, source: Connection, control: Control) -> Moved:
    engine = engine_of(part, "mode=rw")
    try:
        with told(part.name), engine.connect().execution_options(writing=True) as target:
            progress = Progress(control, 2 * count_lines(source))
            sent = copy_lines(source, target, progress)
            _index(target)
            _same(sent, read_lines(target, progress), part.name)
            moved = _moved(target, sent)
            target.commit()
        return moved
    finally:
        engine.dispose()


@contextmanager
def _as_it_is(file: Path) -> Iterator[Connection]:
    """A copy of the file as it is at this moment, brought up to date; the file itself is left as it is."""
    facts = probe(file)
    with TemporaryDirectory(prefix="learningstories-") as folder:
        copy = Path(folder, file.name)
        copy_whole(file, copy, _NO_CONTROL)
        if facts.outdated:
            upgrade_file(copy)
        engine = engine_of(copy, "mode=rw")
        try:
            with told(file.name), engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


def _none_there(target: Connection, address: ServerAddress) -> None:
    """Raises where a challenge is there; until all is stored, nobody else can put one there."""
    target.execute(text(f"LOCK TABLE {SCHEMA}.challenge IN EXCLUSIVE MODE"))
    title = target.execute(select(ChallengeRow.title)).scalar()
    if title is not None or count_lines(target):
        raise ServerTaken(address.name, title or "")


def _may_take(source: Connection, address: ServerAddress) -> None:
    """Raises where one may not see the whole, or there is nothing."""
    asked = text("SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = :schema")
    may = source.execute(asked, {"schema": SCHEMA}).scalar()
    if may is False:
        raise ReaderOnly(address.name)
    if may is None or source.execute(select(ChallengeRow.title)).scalar() is None:
        raise NotAChallengeThere(address.name)


def _index(target: Connection) -> None:
    """Let the stories be found by their words; what is noted of that goes in with the index itself."""
    target.execute(delete(table_of(SearchedRow)))
    search_index.fill(target)


def _count_on(target: Connection) -> None:
    """Let the next step of history have the next number."""
    newest = target.execute(select(func.max(HistoryRow.seq))).scalar()
    if newest is not None:
        sequence = select(func.pg_get_serial_sequence(f"{SCHEMA}.history", "seq")).scalar_subquery()
        target.execute(select(func.setval(sequence, newest)))


def _same(sent: Mapping[str, Lines], came: Mapping[str, Lines], name: str) -> None:
    if sent != came:
        raise FileDamaged(name)


def _moved(connection: Connection, sent: Mapping[str, Lines]) -> Moved:
    return Moved(
        title=str(connection.execute(select(ChallengeRow.title)).scalar()),
        stories=sent["story"].count,
        readings=sent["reading"].count,
        steps=sent["history"].count,
        lines=sum(lines.count for lines in sent.values()),
    )
