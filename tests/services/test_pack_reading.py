"""A reviewer's answers to a pack are kept whatever happens, and leave as one word after another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from learningstories.domain.errors import (
    CannotWrite,
    DiskFull,
    FileMissing,
    NoSuchStory,
    PackTooBig,
    ReturnNotOurs,
    SteppedAside,
    ValueOutOfScale,
)
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.revision import Revision
from learningstories.services import pack_answers
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_reading import PackReading, open_pack
from tests.services.reviewers_world import BEN, FILES, GRACE, START, World, make_world


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("made"))


@pytest.fixture
def world(made: World, tmp_path: Path) -> World:
    return replace(made, folder=tmp_path, now=START)


@pytest.fixture
def desk(world: World) -> Callable[..., PackReading]:
    """Opens Grace's pack on her desk, as often as one likes."""
    return lambda pack=0: world.device(GRACE, "desk", pack)


def words_of(data: bytes) -> list[Revision]:
    return list(FILES.read_return(FILES.open_return(data)).revisions)


def test_answers_are_there_when_the_pack_is_opened_again(desk: Callable[..., PackReading]) -> None:
    desk().answer(1, value=4, action="Ask", chance=3, position=2)
    desk().answer(1, why="It is true.")
    session = desk().session
    first = session.story(1)
    assert first is not None
    assert first.reading is not None
    assert (first.value, first.reading.action, first.reading.why, first.reading.position) == (
        4, "Ask", "It is true.", 2
    )  # fmt: skip
    assert (session.done, desk().unsent) == (1, 1)
    assert [story.place for story in session.stories] == [1, 2, 3]


def test_a_word_that_has_not_left_is_said_anew_and_one_that_has_is_followed_by_another(
    desk: Callable[..., PackReading],
) -> None:
    pack = desk()
    for letters in range(1, 6):
        pack.answer(1, action="I will"[:letters])
    (only,) = words_of(pack.return_file())
    assert (only.answers.action, dict(only.vector)) == ("I wil", {only.device: 1})
    for letters in range(6, 9):
        pack.answer(1, action="I will go"[:letters])
    (following,) = words_of(pack.return_file())
    assert (following.answers.action, dict(following.vector)) == ("I will g", {only.device: 2})
    assert words_of(pack.return_file()) == [following]
    assert pack.unsent == 0


def test_what_was_kept_survives_a_write_that_fails(
    desk: Callable[..., PackReading], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk().answer(1, value=4)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(pack_answers.os, "fsync", full)
        pack = desk()
        with pytest.raises(DiskFull):
            pack.answer(1, value=2)
        shown = pack.session.story(1)
        assert shown is not None
        assert shown.value == 4
    shown = desk().session.story(1)
    assert shown is not None
    assert shown.value == 4


def test_a_crash_while_writing_leaves_what_was_there(world: World, desk: Callable[..., PackReading]) -> None:
    desk().answer(1, value=4)
    folder = world.folder / "devices" / f"{GRACE}-desk"
    (kept,) = folder.glob("p_*.json")
    (folder / ".half.json").write_bytes(kept.read_bytes()[:40])
    assert desk().session.done == 1


def test_a_damaged_file_is_set_aside_and_not_lost(world: World, desk: Callable[..., PackReading]) -> None:
    desk().answer(1, value=4)
    folder = world.folder / "devices" / f"{GRACE}-desk"
    (kept,) = folder.glob("p_*.json")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100])
    assert desk().session.done == 0
    desk().answer(2, value=5)
    assert [file.read_bytes() for file in folder.glob("*.damaged")] == [whole[:100]]
    assert desk().session.done == 1


def test_two_windows_on_one_pack_keep_what_the_other_stored(desk: Callable[..., PackReading]) -> None:
    first, second = desk(), desk()
    first.answer(1, value=4)
    second.answer(2, value=5)
    second.answer(1, why="So true")
    first.answer(1, action="Ask")
    shown = desk().session
    one = shown.story(1)
    assert one is not None
    assert one.reading is not None
    assert (one.value, one.reading.why, one.reading.action, shown.done) == (4, "So true", "Ask", 2)
    assert len(words_of(desk().return_file())) == 2


def test_reading_goes_on_from_a_return_of_another_device(
    world: World, desk: Callable[..., PackReading]
) -> None:
    phone = world.device(GRACE, "phone")
    phone.answer(1, value=2)
    phone.answer(3, knows=Knows.ASIDE, aside_reason="A friend")
    sent = phone.return_file()
    pack = desk()
    pack.answer(1, value=5)
    pack.continue_from(sent)
    pack.answer(1, value=4)
    (first, third) = sorted(words_of(pack.return_file()), key=lambda word: word.answers.value is None)
    assert (first.answers.value, len(first.vector)) == (4, 2)
    assert third.answers.knows is Knows.ASIDE
    for wrong in (b"", world.device(BEN, "desk").return_file(), sent[:-9], sent.replace(b"friend", b"fiend")):
        with pytest.raises(ReturnNotOurs):
            pack.continue_from(wrong)
    assert pack.session.done == 2


def test_answers_to_an_earlier_pack_carry_over_and_are_sent_with_the_new_one(
    desk: Callable[..., PackReading],
) -> None:
    earlier = desk()
    earlier.answer(1, value=4)
    earlier.allow_promises(PromiseUse.UNSIGNED, ask_later=True)
    new = desk(1)
    shown = new.session.story(1)
    assert shown is not None
    assert (shown.value, new.session.reviewer.promise_use, new.unsent) == (4, PromiseUse.UNSIGNED, 1)
    new.answer(1, value=3)
    (word,) = words_of(new.return_file())
    assert word.answers.value == 3
    new.allow_promises(PromiseUse.NAMED, ask_later=False)
    assert desk(1).session.reviewer.promise_use == PromiseUse.NAMED


def test_the_rules_are_those_of_the_window(desk: Callable[..., PackReading]) -> None:
    pack = desk()
    for wrong, error in (({"value": 9}, ValueOutOfScale), ({"criteria": (1,)}, ValueOutOfScale)):
        with pytest.raises(error):
            pack.answer(1, **wrong)
    with pytest.raises(NoSuchStory):
        pack.answer(99, value=1)
    pack.answer(2, knows=Knows.ASIDE)
    with pytest.raises(SteppedAside):
        pack.answer(2, value=3)
    with pytest.raises(NoSuchStory):
        pack.pages(99)
    assert pack.pages(1).title == "Story 1"


def test_files_that_are_no_packs(tmp_path: Path, world: World) -> None:
    shelf = AnswerShelf(tmp_path / "me", FILES)
    with pytest.raises(FileMissing):
        open_pack(tmp_path / "gone.lspack", FILES, shelf, world.clock)
    with (tmp_path / "huge.lspack").open("wb") as stream:
        stream.truncate(70 << 20)
    with pytest.raises(PackTooBig):
        open_pack(tmp_path / "huge.lspack", FILES, shelf, world.clock)
    assert not (tmp_path / "me").exists()


def test_a_return_that_cannot_be_written_has_not_left(
    desk: Callable[..., PackReading], tmp_path: Path
) -> None:
    pack = desk()
    pack.answer(1, value=4)
    with pytest.raises(CannotWrite):
        pack.save_return(tmp_path / "no" / "such" / "folder.lsreturn.txt")
    assert pack.unsent == 1
    assert pack.save_return(tmp_path / "grace.lsreturn.txt") == 1
    assert pack.unsent == 0
