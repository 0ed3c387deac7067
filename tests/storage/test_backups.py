"""Backups are whole, old ones go by age and room, and going back to one is whole or nothing."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.errors import (
    Cancelled,
    CannotWrite,
    DiskFull,
    ExpectedError,
    FileBusy,
    FileDamaged,
    FileGone,
)
from learningstories.services import stories
from learningstories.services.backups import LEAST_MOST, Why
from learningstories.services.changes import StepKind
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.storage.backups import BackupShelf

Use = Callable[[Path], list[str]]


@pytest.fixture
def shelf(tmp_path: Path, clock: Any) -> BackupShelf:
    return BackupShelf(tmp_path / "data" / "Backups", clock)


def make(shelf: BackupShelf, path: Path, why: Why = Why.WANTED) -> Path:
    return shelf.make(path, why, Control()).file


def back(shelf: BackupShelf, backup: Path, path: Path) -> Any:
    return shelf.restore(backup, path, "Go back", "Ada", Control())


def test_a_backup_is_a_whole_challenge_of_its_own(filled: Path, shelf: BackupShelf, use: Use) -> None:
    made = make(shelf, filled)
    assert shelf.holding(made) == shelf.holding(filled)
    assert [each.name for each in filled.parent.iterdir() if each.is_file()] == [filled.name]
    assert list(made.parent.iterdir()) == [made]
    assert use(made) == []


def test_a_backup_is_made_while_somebody_writes(
    filled: Path, shelf: BackupShelf, open_challenge: Callable[..., OpenChallenge]
) -> None:
    one = open_challenge(filled)
    stories.edit(one.workspace, 1, title="Still in the log")
    with one.workspace.change("Half done") as unit:
        unit.texts.put("not stored yet")
        made = make(shelf, filled)
    found = open_challenge(made)
    with found.workspace.read() as unit:
        assert unit.story(1).title == "Still in the log"
    assert found.check() == []


def test_a_broken_challenge_gives_no_backup_and_costs_none(filled: Path, shelf: BackupShelf) -> None:
    made = make(shelf, filled)
    data = bytearray(filled.read_bytes())
    data[4096 * 5 : 4096 * 40] = bytes(4096 * 35)
    filled.write_bytes(data)
    with pytest.raises(FileDamaged):
        make(shelf, filled)
    assert [each.file for each in shelf.of(filled)] == [made]
    assert list(made.parent.iterdir()) == [made]


def test_a_disk_without_room_costs_no_backup(
    filled: Path, shelf: BackupShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(shelf, filled)
    real = sqlite3.connect

    def small(path: Any, *args: Any, **options: Any) -> sqlite3.Connection:
        connection = real(path, *args, **options)
        if str(path).endswith(".part"):
            connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr("learningstories.storage.copying.connect", small)
    with pytest.raises(DiskFull):
        make(shelf, filled)
    assert list(made.parent.iterdir()) == [made]


def test_a_folder_that_cannot_be_is_told(filled: Path, tmp_path: Path, clock: Any) -> None:
    (tmp_path / "data").write_text("in the way")
    shelf = BackupShelf(tmp_path / "data" / "Backups", clock)
    with pytest.raises(CannotWrite):
        make(shelf, filled)
    assert shelf.of(filled) == []


def test_a_backup_that_is_stopped_leaves_nothing(filled: Path, shelf: BackupShelf) -> None:
    stopped = Control()
    stopped.stop()
    with pytest.raises(Cancelled):
        shelf.make(filled, Why.WANTED, stopped)
    assert shelf.of(filled) == []


def test_old_backups_go_by_age_and_by_room(filled: Path, shelf: BackupShelf, clock: Any) -> None:
    for _hour in range(4):
        make(shelf, filled)
        clock.on(hours=1)
    assert len(shelf.of(filled)) == 4
    clock.on(days=4)
    make(shelf, filled)
    assert [each.at.hour for each in shelf.of(filled)] == [16, 15]
    shelf.allow(LEAST_MOST)
    with shelf.of(filled)[1].file.open("ab") as stream:
        stream.truncate(LEAST_MOST)
    newest = make(shelf, filled)
    found = [each.file for each in shelf.of(filled)]
    assert newest in found
    assert len(found) == 2
    assert shelf.taken() < LEAST_MOST == BackupShelf(shelf.folder, clock).most()


def test_going_back_is_a_step_that_can_be_gone_back_from(
    filled: Path, shelf: BackupShelf, open_challenge: Callable[..., OpenChallenge]
) -> None:
    first = make(shelf, filled)
    one = open_challenge(filled)
    stories.edit(one.workspace, 1, title="Later")
    one.close()
    done = back(shelf, first, filled)
    two = open_challenge(filled)
    with two.workspace.read() as unit:
        assert unit.story(1).title == "Story 0"
    newest = two.workspace.history()[0]
    assert (newest.label, newest.who, newest.kind) == ("Go back", "Ada", StepKind.NOTE)
    assert two.check() == []
    assert two.workspace.undo()  # of what was done before the backup
    two.close()
    assert done.before is not None
    back(shelf, done.before.file, filled)
    with open_challenge(filled).workspace.read() as unit:
        assert unit.story(1).title == "Later"


def test_nobody_is_gone_back_under(
    filled: Path, shelf: BackupShelf, open_challenge: Callable[..., OpenChallenge], use: Use
) -> None:
    made = make(shelf, filled)
    one = open_challenge(filled)
    one.workspace.undo_label()
    with pytest.raises(FileBusy):
        back(shelf, made, filled)
    stories.edit(one.workspace, 1, title="Still there")
    one.close()
    assert [each.name for each in filled.parent.iterdir() if each.is_file()] == [filled.name]
    assert use(filled) == []


def test_who_had_it_open_all_the_same_writes_into_no_lost_file(
    filled: Path, shelf: BackupShelf, open_challenge: Callable[..., OpenChallenge]
) -> None:
    made = make(shelf, filled)
    one = open_challenge(filled)
    one.close()  # as a laptop asleep has it: it comes back to it later
    back(shelf, made, filled)
    with pytest.raises(FileGone):
        stories.edit(one.workspace, 1, title="Lost")


def test_a_damaged_challenge_goes_back_and_is_kept(filled: Path, shelf: BackupShelf, use: Use) -> None:
    made = make(shelf, filled)
    data = b"x" * 4096 + filled.read_bytes()[4096:]
    filled.write_bytes(data)
    assert [each.file for each in shelf.of(filled)] == [made]
    done = back(shelf, made, filled)
    assert done.before is None
    assert done.damaged.read_bytes() == data
    assert use(filled) == []


def test_a_damaged_backup_leaves_the_challenge_as_it_is(filled: Path, shelf: BackupShelf) -> None:
    made = make(shelf, filled)
    before = filled.read_bytes()
    with made.open("r+b") as stream:
        stream.truncate(made.stat().st_size // 2)
    with pytest.raises(ExpectedError):
        back(shelf, made, filled)
    assert filled.read_bytes() == before
    assert [each.name for each in filled.parent.iterdir() if each.is_file()] == [filled.name]


def test_notes_that_were_altered_do_no_harm(filled: Path, shelf: BackupShelf, tmp_path: Path) -> None:
    made = make(shelf, filled)
    (shelf.folder / "places.json").write_text(json.dumps({str(filled): "../../.."}))
    (shelf.folder / "chosen.json").write_text("[" * 100_000)
    (made.parent / "2013-13-45 999999 wanted.stories").write_bytes(b"x")
    (made.parent / "2013-03-20 120000 nonsense.stories").write_bytes(b"x")
    assert [each.file for each in shelf.of(filled)] == [made]
    filled.write_bytes(b"")
    assert shelf.of(filled) == []
    assert shelf.most() > LEAST_MOST


def test_a_copy_of_a_challenge_elsewhere_has_the_same_backups(
    filled: Path, shelf: BackupShelf, tmp_path: Path
) -> None:
    make(shelf, filled)
    moved = Path(shutil.copy(filled, tmp_path / "moved.stories"))
    assert len(shelf.of(moved)) == 1


def test_what_a_crash_left_half_done_is_swept_away(filled: Path, tmp_path: Path) -> None:
    shelf = BackupShelf(tmp_path / "data" / "Backups", lambda: datetime.now(UTC))
    own = make(shelf, filled).parent
    old, new = own / "a.stories.1.part", own / "b.stories.2.part"
    beside = filled.with_name(f".{filled.name}.1.restoring")
    for file in (old, new, beside):
        file.write_bytes(b"half")
    for file in (old, beside):
        os.utime(file, (0, 0))
    back(shelf, make(shelf, filled), filled)
    assert not old.exists()
    assert not beside.exists()
    assert new.exists()
