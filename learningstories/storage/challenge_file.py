"""Makes, opens and closes challenge files."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect
from urllib.parse import quote

from sqlalchemy import Connection as Transaction
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from learningstories.domain.errors import CannotWrite, FileDamaged, FileExists, FileReadOnly
from learningstories.storage.failures import told
from learningstories.storage.migrate import stands_as_it_says, upgrade
from learningstories.storage.probe import APPLICATION_ID, SCHEMA, WAIT_SECONDS, connect_to_read, probe
from learningstories.storage.shape import LIMITS

Keep = Callable[[Path], object]  # puts a challenge as it is away, or raises
_PRAGMAS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cache_size = -16000",  # KiB: the index of shared passages is looked up and filled all over
    "synchronous = FULL",  # people write slowly: a step that was told as saved survives a power cut
)


def make(path: Path, schema: int = SCHEMA) -> None:
    """Make an empty challenge file, as it was after so many migrations.

    Raises `FileExists`, `CannotWrite`, `DiskFull`.
    """
    _reserve(path)
    try:
        with told(path.name), closing(connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
        upgrade_file(path, f"{schema:04}" if schema < SCHEMA else "head")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_file(path: Path, keep: Keep | None = None, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """Open a challenge for reading and writing, bringing an older one up to date once it is kept as it was.

    Where `keep` fails, nothing is changed. Raises what it raises, what `probe` and `connect_to_read` raise,
    `FileReadOnly` and, after waiting, `FileBusy`.
    """
    facts = probe(path)
    if not facts.writable:
        raise FileReadOnly(path.name)
    connect_to_read(path, wait_seconds).close()
    if facts.outdated:
        if keep is not None:
            keep(path)
        upgrade_file(path)
    engine = engine_of(path, "mode=rw", wait_seconds)
    try:
        with told(path.name), closing(engine.raw_connection()) as connection:
            # Outside of any transaction; a file that came by another way may keep its log differently.
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_to_read(path: Path) -> Engine:
    """Open a challenge that will not be written, even from a read-only place."""
    facts = probe(path)
    connect_to_read(path).close()
    return engine_of(path, "mode=ro" if facts.writable else "mode=ro&immutable=1")


def _reserve(path: Path) -> None:
    """Take a name that no file has."""
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise FileExists(path.name) from error
    except (
        OSError,
        ValueError,
    ) as error:  # a folder that is not there or not ours, a name that none can have
        raise CannotWrite(path.name, "folder") from error


def upgrade_file(path: Path, to: str = "head") -> None:
    """Bring a challenge's tables up to date, wholly or not at all."""
    engine = engine_of(path, "mode=rw")
    try:
        with told(path.name), engine.connect().execution_options(writing=True) as connection:
            if not stands_as_it_says(connection):
                raise FileDamaged(path.name)
            upgrade(connection, to)
            connection.commit()
    finally:
        engine.dispose()


def engine_of(path: Path, mode: str, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """The database in a file, which may be neither opened nor up to date yet."""
    # Connected to by ourselves: an address in SQLAlchemy's form would take a % or ? of the name for its own.
    address = f"file:{quote(str(path.resolve()))}?{mode}"

    def connected() -> Connection:
        return connect(address, uri=True, timeout=wait_seconds, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connected, poolclass=QueuePool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin a transaction only at its first write, and then fail where it should wait.
    connection.isolation_level = None
    for limit, most in LIMITS.items():
        connection.setlimit(limit, most)
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Transaction) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
