"""Of a damaged challenge all that can be read is saved, and what could not be is said."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.errors import FileExists, NotAChallenge, NothingRescued
from learningstories.services.progress import Control
from learningstories.services.rescue import RescueReport, rescue_words
from learningstories.storage import opening
from learningstories.storage.rescuing import rescue

PAGE = 4096


@pytest.fixture
def save(filled: Path, tmp_path: Path, clock: Any) -> Callable[[], RescueReport]:
    """Rescues `filled`; the new file opens and is sound, and nothing else is left anywhere."""

    def do() -> RescueReport:
        before, target = filled.read_bytes(), tmp_path / "saved.stories"
        report = rescue(filled, target, clock(), Control())
        assert report.faults == ()
        assert filled.read_bytes() == before
        assert sorted(each.name for each in tmp_path.iterdir() if not each.is_dir()) == [
            filled.name,
            target.name,
        ]
        one = opening.open_challenge(target, clock, "Ada")
        assert one.check() == []
        assert one.lists.challenge().stories == report.saved["story"]
        one.close()
        return report

    return do


def overwrite(path: Path, pages: list[int], with_byte: bytes = b"\0") -> None:
    with path.open("r+b") as stream:
        for page in pages:
            stream.seek((page - 1) * PAGE)
            stream.write(with_byte * PAGE)


def root(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    return int(page)


def test_of_a_sound_file_nothing_is_lost(filled: Path, save: Callable[[], RescueReport], clock: Any) -> None:
    report = save()
    assert report.is_whole
    assert rescue_words(report) == [
        "Saved: 12 stories, 1 reading, 15 steps of history.",
        "Nothing is known to be lost.",
    ]
    one = opening.open_challenge(filled.with_name("saved.stories"), clock, "Ada")
    with one.workspace.read() as unit:
        assert unit.texts.get(unit.story(7).text_sha) == "I learned 6 things. " * 40
    assert one.workspace.undo()
    one.close()


def test_lines_are_found_although_the_way_to_them_is_lost(
    filled: Path, save: Callable[[], RescueReport]
) -> None:
    overwrite(filled, [root(filled, "text"), root(filled, "ix_version_story_id")])
    report = save()
    assert report.broken == ("text",)
    assert report.saved["text"] == 12
    assert any("could not be read" in line for line in rescue_words(report))


def test_a_file_without_its_beginning(filled: Path, save: Callable[[], RescueReport]) -> None:
    overwrite(filled, [1], b"x")
    report = save()
    assert report.saved["story"] == 12
    assert report.saved["text"] == 12


def test_a_file_that_was_cut_off(filled: Path, save: Callable[[], RescueReport]) -> None:
    with filled.open("r+b") as stream:
        stream.truncate(filled.stat().st_size * 2 // 3)
    report = save()
    assert report.saved["reviewer"] == 1
    assert not report.is_whole


def test_a_challenge_whose_name_is_lost_is_named_after_its_file(
    filled: Path, save: Callable[[], RescueReport]
) -> None:
    overwrite(filled, [root(filled, "challenge")])
    assert "challenge" in save().broken


def test_what_is_no_challenge_gives_none(filled: Path, tmp_path: Path, clock: Any) -> None:
    target = tmp_path / "saved.stories"
    filled.write_bytes(b"")
    with pytest.raises(NothingRescued):
        rescue(filled, target, clock(), Control())
    filled.write_bytes(b"nonsense" * 10_000)
    with pytest.raises(NotAChallenge):
        rescue(filled, target, clock(), Control())
    filled.unlink()
    with closing(sqlite3.connect(filled)) as other:
        other.execute("PRAGMA application_id = 7")
        other.execute("CREATE TABLE story (id)")
    with pytest.raises(NotAChallenge):
        rescue(filled, target, clock(), Control())
    assert sorted(each.name for each in tmp_path.iterdir()) == [filled.name]
    shutil.copy(filled, target)
    with pytest.raises(FileExists):
        rescue(filled, target, clock(), Control())
