"""Challenge files that are not as they should be: one plain failure each, and nothing stored is lost."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    CannotWrite,
    DiskFull,
    ExpectedError,
    FileBusy,
    FileDamaged,
    FileExists,
    FileForbidden,
    FileMissing,
    FileReadOnly,
    MadeByNewerVersion,
    NotAChallenge,
)
from learningstories.domain.story import Story
from learningstories.services import reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.sentences import advice
from learningstories.services.story_query import StoryQuery
from learningstories.services.workspace import Workspace
from learningstories.storage import challenge_file, opening
from learningstories.storage.probe import APPLICATION_ID, is_writable
from learningstories.storage.unit_of_work import SqlUnits


@pytest.fixture
def filled(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> Path:
    """A closed challenge with a few stories, a file in it and a reading."""
    for number in range(12):
        add_story(challenge.workspace, f"I learned {number} things. " * 40, title=f"Story {number}")
    with challenge.workspace.change("Keep a file") as unit:
        unit.blobs.put(bytes(range(256)) * 300)
    reviewing.answer(challenge.workspace, add_reviewer(challenge.workspace).email, 1, value=5, why="so")
    challenge.close()
    return challenge.path


def use(path: Path, clock: Any) -> list[str]:
    """Open, read everything, change something: the failure that a person would be told."""
    try:
        one = opening.open_challenge(path, clock, "Ada")
    except ExpectedError as error:
        return [advice(error)]
    try:
        one.lists.first_lines(StoryQuery(search="things"), 20)
        one.lists.state_counts()
        one.lists.challenge()
        one.lists.ratings()
        with one.workspace.read() as unit:
            for records in (unit.challenges, unit.stories, unit.versions, unit.readings, unit.reviewers):
                records.all()
            for story in unit.stories.all():
                unit.texts.get(story.text_sha)
        one.workspace.history()
        stories.edit(one.workspace, 1, title="Changed")
        one.workspace.undo()
        return one.check()
    except ExpectedError as error:
        return [advice(error)]
    finally:
        one.close()


def test_nothing_is_left_beside_a_closed_file(filled: Path) -> None:
    assert [path.name for path in filled.parent.iterdir()] == ["challenge.stories"]


def test_a_sound_file_has_no_faults(filled: Path, clock: Any) -> None:
    assert use(filled, clock) == []


@pytest.mark.parametrize(
    "name",
    [
        "Ünïcode 学习.stories",
        "100% sure? #1 & more.stories",
        "a'b\"c.stories",
        "mode=ro.stories",
        "x;y=%20.stories",
    ],
)
def test_a_file_may_have_any_name(
    tmp_path: Path, name: str, new_challenge: Callable[..., OpenChallenge], clock: Any
) -> None:
    new_challenge(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    opening.open_challenge(tmp_path / name, clock, "Ada").close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("none.stories", FileMissing),
        ("x" * 300 + ".stories", FileMissing),
        ("a\0b", FileMissing),
        (".", FileMissing),
    ],
)
def test_what_is_no_file_is_said_to_be_missing(
    tmp_path: Path, path: str, kind: type[ExpectedError], clock: Any
) -> None:
    with pytest.raises(kind):
        opening.open_challenge(tmp_path / path, clock, "Ada")


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"Dear reader,\n" * 50, b"SQLite format 3\0", b"PK\x03\x04" + bytes(500), bytes(4096)],
)
def test_what_is_no_database_is_no_challenge(tmp_path: Path, content: bytes, clock: Any) -> None:
    path = tmp_path / "x.stories"
    path.write_bytes(content)
    with pytest.raises(NotAChallenge) as refused:
        opening.open_challenge(path, clock, "Ada")
    assert not refused.value.other_program
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "x.stories"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE story (number)")
    before = path.read_bytes()
    with pytest.raises(NotAChallenge) as refused:
        opening.open_challenge(path, clock, "Ada")
    assert refused.value.other_program
    assert path.read_bytes() == before


def test_a_challenge_without_our_tables_is_damaged(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "x.stories"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("CREATE TABLE other (number)")
    assert use(path, clock) == [advice(FileDamaged("x.stories"))]


@pytest.mark.parametrize(
    "trap",
    [
        """CREATE VIEW extra AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
           SELECT count(*) AS c FROM n""",
        "CREATE TRIGGER grow AFTER INSERT ON history BEGIN DELETE FROM text; END",
    ],
)
def test_a_file_that_holds_commands_is_refused(filled: Path, trap: str, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute(trap)
    with pytest.raises(FileDamaged):
        opening.open_challenge(filled, clock, "Ada")
    with pytest.raises(FileDamaged):
        challenge_file.open_file(filled, clock())


def test_a_newer_versions_file_is_refused_and_untouched(filled: Path, clock: Any) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = filled.read_bytes()
    with pytest.raises(MadeByNewerVersion):
        opening.open_challenge(filled, clock, "Ada")
    with pytest.raises(MadeByNewerVersion):
        opening.open_to_read(filled, clock, "Ada")
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_a_truncated_file_is_refused_at_any_length(filled: Path, clock: Any) -> None:
    whole = filled.read_bytes()
    for length in [
        0,
        1,
        15,
        16,
        99,
        100,
        101,
        4095,
        4096,
        len(whole) // 2,
        len(whole) - 4096,
        len(whole) - 1,
    ]:
        filled.write_bytes(whole[:length])
        kind = NotAChallenge if length < 100 else FileDamaged
        with pytest.raises(kind):
            opening.open_challenge(filled, clock, "Ada")
        assert filled.read_bytes() == whole[:length]


def test_a_file_cut_off_by_a_crash_is_mended_from_its_log(
    challenge: OpenChallenge, add_story: Callable[..., Story], tmp_path: Path, clock: Any
) -> None:
    """The power fails: what was told as stored is still there."""
    add_story(challenge.workspace, "A long text. " * 5000)
    copy = tmp_path / "crashed" / challenge.path.name
    copy.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{challenge.path}{end}", f"{copy}{end}")
    again = opening.open_challenge(copy, clock, "Ada")
    assert again.lists.challenge().stories == 1
    assert again.check() == []
    again.close()


@settings(max_examples=120)
@given(st.data())
def test_altered_bytes_end_in_a_plain_failure_or_are_found_or_do_no_harm(
    filled: Path, clock: Any, data: st.DataObject
) -> None:
    sound = filled.read_bytes()
    spoilt = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(100, len(sound) - 1))
        run = data.draw(st.binary(min_size=1, max_size=60))
        spoilt[place : place + len(run)] = run[: len(sound) - place]
    filled.write_bytes(spoilt)
    try:
        use(filled, clock)
    finally:
        for end in ("-wal", "-shm", "-journal"):
            Path(f"{filled}{end}").unlink(missing_ok=True)
        filled.write_bytes(sound)


def test_every_page_that_is_overwritten_is_noticed(filled: Path, clock: Any) -> None:
    sound = filled.read_bytes()
    unnoticed = []
    with closing(sqlite3.connect(filled)) as connection:
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for page in range(1, len(sound) // 4096):
        spoilt = sound[: page * 4096] + b"\xa5" * 4096 + sound[(page + 1) * 4096 :]
        filled.write_bytes(spoilt)
        if not use(filled, clock):
            unnoticed.append(page)
    filled.write_bytes(sound)
    assert len(unnoticed) <= free


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


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_an_existing_file_is_never_overwritten(
    filled: Path, make_challenge: Callable[..., Challenge], clock: Any, end: str
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
    engine = challenge_file.open_file(filled, clock(), wait_seconds=0.1)
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
            challenge_file.open_file(filled, clock(), wait_seconds=0.1)
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


def test_a_disk_that_takes_no_more_stores_nothing(filled: Path, clock: Any) -> None:
    """A real limit on what may be written, in a process of its own."""
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", FULL, str(filled)], capture_output=True, text=True, check=False
    )
    assert told.stdout.split() == ["disk_trouble", "160"], told.stderr
    assert use(filled, clock) == []


def test_a_copy_is_whole_though_the_file_is_open(
    challenge: OpenChallenge, add_story: Callable[..., Story], tmp_path: Path, clock: Any
) -> None:
    add_story(challenge.workspace, title="In the log")
    copy = tmp_path / "copy.stories"
    challenge_file.backup(challenge.path, copy)
    assert use(copy, clock) == []
    with pytest.raises(FileExists):
        challenge_file.backup(challenge.path, copy)
    digest = sha256(copy.read_bytes()).digest()
    with pytest.raises(CannotWrite):
        challenge_file.backup(challenge.path, tmp_path / "no" / "copy.stories")
    assert sha256(copy.read_bytes()).digest() == digest
