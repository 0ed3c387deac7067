"""Opens and makes challenges; SQLAlchemy is loaded at the first transaction, long after the first paint."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from learningstories.domain.errors import ExpectedError, FileGone, FileReadOnly
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Clock, JournaledUnit, Units
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.storage.probe import probe, tidy
from learningstories.storage.story_list import SqlLists

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from learningstories.domain.challenge import Challenge

_BESIDE = ("", "-wal", "-shm", "-journal")


class LazyUnits:
    """Opens transactions on an engine that is made when it is first needed, by whichever thread."""

    def __init__(self, path: Path, connect: "Callable[[], Engine]") -> None:
        self._path = path
        self._file = _identity(path)
        self._connect = connect
        self._engine: Engine | None = None
        self._units: Units | None = None
        self._turn = Lock()

    def __call__(self, *, writing: bool) -> JournaledUnit:
        """A transaction; a writing one holds the file from its first moment.

        Raises `FileGone` where what is written would end in a file that nobody finds any more.
        """
        if writing and _identity(self._path) != self._file:
            raise FileGone(self._path.name)
        from learningstories.storage.unit_of_work import SqlUnits  # noqa: PLC0415 - brings SQLAlchemy along

        engine = self.engine()
        with self._turn:
            if self._units is None:
                self._units = SqlUnits(engine, self._path.name)
        return self._units(writing=writing)

    def engine(self) -> "Engine":
        """The database behind the file."""
        with self._turn:
            if self._engine is None:
                self._engine = self._connect()
        return self._engine

    def close(self) -> None:
        """Let go of the file and leave nothing beside it; later transactions open it again."""
        with self._turn:
            if self._engine is not None:
                self._engine.dispose()
            else:
                tidy(self._path)
            self._engine = self._units = None


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_challenge(
    path: Path, clock: Clock, who: str, keep: Callable[[Path], object] | None = None
) -> OpenChallenge:
    """Open a challenge for reading and writing, bringing an older one up to date once it is kept as it was.

    Raises what `probe` raises, `FileReadOnly`, and what `keep` raises: then nothing is changed.
    """
    facts = probe(path)
    if not facts.writable:
        raise FileReadOnly(path.name)

    def connect() -> "Engine":
        from learningstories.storage.challenge_file import open_file  # noqa: PLC0415 - brings SQLAlchemy along

        return open_file(path, keep)

    units = LazyUnits(path, connect)
    if facts.outdated:
        units.engine()  # the lists know only the newest tables
    return _opened(path, units, clock, who, is_updated=facts.outdated)


def open_to_read(path: Path, clock: Clock, who: str) -> OpenChallenge:
    """Open a challenge that cannot be changed; each step on it raises `FileReadOnly`.

    Raises what `probe` raises, and `FileReadOnly` for one that an older release wrote.
    """
    if probe(path).outdated:
        raise FileReadOnly(path.name)

    def connect() -> "Engine":
        from learningstories.storage.challenge_file import open_to_read as read_engine  # noqa: PLC0415

        return read_engine(path)

    return _opened(path, LazyUnits(path, connect), clock, who)


def make_challenge(path: Path, challenge: "Challenge", clock: Clock, who: str) -> OpenChallenge:
    """Make a file with this challenge in it; raises `FileExists`, `CannotWrite`, `DiskFull`."""
    from learningstories.services import challenges  # noqa: PLC0415 - not needed to open one
    from learningstories.storage.challenge_file import make  # noqa: PLC0415 - brings SQLAlchemy along

    make(path)
    opened: OpenChallenge | None = None
    try:
        opened = open_challenge(path, clock, who)
        challenges.found(opened.workspace, challenge)
    except BaseException:
        if opened is not None:
            opened.close()
        _remove(path)  # half a challenge is worse than none
        raise
    return opened


def _remove(path: Path) -> None:
    for end in _BESIDE:
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _opened(
    path: Path, units: LazyUnits, clock: Clock, who: str, *, is_updated: bool = False
) -> OpenChallenge:
    try:
        lists = SqlLists(path)
    except ExpectedError:
        tidy(path)
        raise

    def check() -> list[str]:
        from learningstories.storage.check import faults  # noqa: PLC0415 - brings SQLAlchemy along

        return faults(units.engine(), path.name)

    def look(control: Control) -> None:
        from learningstories.storage.looking import look as look_at  # noqa: PLC0415 - not for the first paint

        look_at(path, control)

    def wiped() -> bool:
        from learningstories.storage.wiping import wipe  # noqa: PLC0415 - brings SQLAlchemy along

        return wipe(units.engine(), path.name)

    def close() -> None:
        # The connection that may write goes last: it is the one that tidies up beside the file.
        lists.close()
        units.close()

    return OpenChallenge(
        path=path,
        workspace=Workspace(units, clock, who),
        lists=lists,
        check=check,
        wipe=wiped,
        close=close,
        look=look,
        copy_to=lists.copy_to,
        is_updated=is_updated,
    )
