"""A file in surroundings that do not let it be written: told plainly, and nothing stored is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    CannotWrite,
    DiskFull,
    FileBusy,
    FileExists,
    FileForbidden,
    FileReadOnly,
)
from learningstories.domain.story import Story
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.storage import challenge_file, opening
from learningstories.storage.copying import copy_whole
from learningstories.storage.probe import is_writable
from learningstories.storage.unit_of_work import SqlUnits


def test_a_file_marked_read_only_is_not_written_even_by_root(filled: Path, clock: Any) -> None:
    before = filled.read_bytes()
    filled.chmod(0o444)
    assert not is_writable(filled)
    with pytest.raises(FileReadOnly):
        opening.open_challenge(filled, clock, "Ada")
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_a_file_that_may_not_be_read_is_said_so(filled: Path) -> None:
    """As another user, because root may read everything."""
    filled.chmod(0o000)
    script = (
        "import os, sys; from pathlib import Path; from learningstories.storage.probe import probe\n"
        "os.getuid() or os.setuid(65534)\n"
        "try: probe(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)"
    )
    for folder in (filled.parent, *list(filled.parents)[1:-2]):
        folder.chmod(0o755)
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script, str(filled)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == FileForbidden.__name__


def test_an_existing_file_is_never_overwritten(
    filled: Path, make_challenge: Callable[..., Challenge], clock: Any
) -> None:
    before = filled.read_bytes()
    with pytest.raises(FileExists):
        opening.make_challenge(filled, make_challenge(), clock, "Ada")
    assert filled.read_bytes() == before


@pytest.mark.parametrize("path", ["no such folder/x.stories", "x" * 300 + ".stories", "a\0b.stories"])
def test_a_challenge_cannot_be_made_where_nothing_can_be(
    tmp_path: Path, make_challenge: Callable[..., Challenge], clock: Any, path: str
) -> None:
    with pytest.raises(CannotWrite):
        opening.make_challenge(tmp_path / path, make_challenge(), clock, "Ada")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def impatient(filled: Path, clock: Any) -> Iterator[Workspace]:
    """A workspace that waits a tenth of a second for other programs."""
    engine = challenge_file.open_file(filled, wait_seconds=0.1)
    yield Workspace(SqlUnits(engine, filled.name), clock, "Ada")
    engine.dispose()


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_file_that_another_program_writes_is_busy(filled: Path, impatient: Workspace, begin: str) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute(begin)
        with pytest.raises(FileBusy):
            stories.edit(impatient, 1, title="Changed")
        with impatient.read() as unit:
            assert unit.story(1).title == "Story 0"
        other.execute("ROLLBACK")
    stories.edit(impatient, 1, title="Changed")


def test_a_file_that_another_program_holds_alone_is_busy(filled: Path, clock: Any) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE story SET title = title")
        with pytest.raises(FileBusy):
            challenge_file.open_file(filled, wait_seconds=0.1)
        other.execute("ROLLBACK")


def test_a_full_disk_stores_nothing_and_the_file_stays_sound(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    workspace = challenge.workspace
    add_story(workspace, title="Kept")
    with workspace.read() as unit:
        connection = unit._session.connection()  # type: ignore[attr-defined]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        add_story(workspace, "Too long to fit. " * 20_000, title="Lost")
    assert challenge.lists.challenge().stories == 1
    assert workspace.undo_label() == "Add a story"
    assert challenge.check() == []
    with workspace.read() as unit:
        unit._session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")  # type: ignore[attr-defined]
    add_story(workspace, "Now it fits. " * 20_000, title="Later")
    assert challenge.check() == []


FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from learningstories.domain.errors import ExpectedError
from learningstories.services import stories
from learningstories.storage import opening
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
one = opening.open_challenge(path, lambda: datetime(2013, 3, 20, tzinfo=UTC), "Ada")
one.lists.challenge()
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    stories.edit(one.workspace, 1, markdown="Far too long. " * 100_000)
except ExpectedError as error:
    print(error.code)
print(one.lists.lines([1])[0].words)
"""


def test_a_disk_that_takes_no_more_stores_nothing(filled: Path, use: Callable[[Path], list[str]]) -> None:
    """A real limit on what may be written, in a process of its own."""
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", FULL, str(filled)], capture_output=True, text=True, check=False
    )
    assert told.stdout.split() == ["disk_trouble", "160"], told.stderr
    assert use(filled) == []


def test_a_copy_is_whole_though_the_file_is_open(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    tmp_path: Path,
    use: Callable[[Path], list[str]],
) -> None:
    add_story(challenge.workspace, title="In the log")
    copy = tmp_path / "copy.stories"
    copy_whole(challenge.path, copy, Control())
    assert use(copy) == []
    with pytest.raises(FileExists):
        copy_whole(challenge.path, copy, Control())
    digest = sha256(copy.read_bytes()).digest()
    with pytest.raises(CannotWrite):
        copy_whole(challenge.path, tmp_path / "no" / "copy.stories", Control())
    assert sha256(copy.read_bytes()).digest() == digest
