"""A pack as its reviewer's window has it: answers of many windows, what is sent, and what cannot be read."""

import copy
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.errors import (
    CannotWrite,
    DiskTrouble,
    FileMissing,
    MadeByNewerVersion,
    ReturnNotOurs,
    ThisIsAReturn,
)
from learningstories.domain.pack import pack_named
from learningstories.domain.reviewer import PromiseUse
from learningstories.services.offline_reading import OfflineReading, open_offline
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from tests.services.reviewers_world import FILES, GRACE, World, make_world

WINDOWS = 4


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def open_it(world: World) -> Callable[..., OfflineReading]:
    """Opens one of Grace's packs; each call is another window on this computer."""

    def open_pack(pack: int = 0, device: str = "mine") -> OfflineReading:
        return open_offline(world.packs[GRACE][pack], FILES, world.folder / device, world.clock)

    return open_pack


def kept_file(world: World) -> Path:
    (found,) = (world.folder / "mine").glob("*.json")
    return found


def test_windows_that_answer_at_once_lose_nothing(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    windows = [open_it() for _window in range(WINDOWS)]
    numbers = [story.number for story in windows[0].session().stories]

    fields = ("why", "action")

    def answer(place: int) -> None:
        windows[place % WINDOWS].answer(numbers[place % len(numbers)], **{fields[place % 2]: f"said {place}"})

    with ThreadPoolExecutor(WINDOWS) as threads:
        list(threads.map(answer, range(24)))
    kept = open_it().session().stories
    assert all(getattr(story.reading, field).startswith("said") for story in kept for field in fields)
    assert open_it().unsent().answers == len(numbers)


def test_a_window_hears_of_what_another_one_stores(open_it: Callable[..., OfflineReading]) -> None:
    mine, other = open_it(), open_it()
    told = []
    mine.subscribe(lambda: told.append(mine.session().done))
    number = mine.session().stories[1].number
    other.answer(number, value=2)
    mine.look_round()
    mine.look_round()
    assert told == [1]
    other.answer(number, value=3)
    mine.look_round()
    assert mine.session().story(number).value == 3


def test_only_what_says_something_is_to_be_sent(world: World, open_it: Callable[..., OfflineReading]) -> None:
    reading = open_it()
    first, second, third = (story.number for story in reading.session().stories)
    reading.answer(first, skipped=True)
    reading.answer(second, why="")
    assert not reading.unsent().is_there
    reading.answer(third, value=4)
    assert (reading.unsent().answers, reading.unsent().answered) == (1, 1)
    reading.allow_promises(PromiseUse.NAMED, ask_later=True)
    assert reading.unsent().wish
    saved = reading.save_return(world.folder / "a.lsreturn.txt")
    assert (saved.rated, saved.stories) == (1, 3)
    assert not reading.unsent().is_there
    reading.answer(third, value=None)  # what was sent is taken back, and that is to be sent, too
    assert reading.unsent().answers == 1


def test_a_return_that_could_not_be_written_has_not_left(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    reading = open_it()
    number = reading.session().stories[0].number
    reading.answer(number, value=4)
    with pytest.raises(CannotWrite):
        reading.save_return(world.folder / "nowhere" / "a.lsreturn.txt")
    assert reading.unsent().answers == 1
    assert open_it().unsent().answers == 1
    reading.answer(number, value=2)
    saved = reading.save_return(world.folder / "a.lsreturn.txt")
    (word,) = FILES.read_return(FILES.open_return(saved.data)).revisions
    assert word.answers.value == 2
    assert [count for _device, count in word.vector] == [1]  # it is the first that anybody could have seen


def test_forgetting_takes_what_was_said_to_earlier_packs_along(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    number = open_it().session().stories[0].number
    open_it(0).answer(number, value=4)
    newer = open_it(1)
    assert newer.session().story(number).value == 4
    newer.forget()
    assert newer.session().story(number).value is None
    assert open_it(1).session().done == open_it(0).session().done == 0
    newer.answer(number, value=1)
    assert open_it(1).session().story(number).value == 1


def test_answers_that_are_damaged_twice_are_both_set_aside(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    for value in (3, 4):
        reading = open_it()
        reading.answer(reading.session().stories[0].number, value=value)
        kept_file(world).write_bytes(b"%d" % value)
        again = open_it()
        assert [path.read_bytes() for path in again.damaged] == [b"%d" % value]
    assert sorted(path.read_bytes() for path in (world.folder / "mine").glob("*.damaged")) == [b"3", b"4"]


def test_answers_that_a_newer_version_keeps_are_left_alone(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    reading = open_it()
    reading.answer(reading.session().stories[0].number, value=3)
    told = json.loads(kept_file(world).read_text("utf-8"))
    told["return"] = json.dumps({**json.loads(told["return"]), "min_reader": 99})
    newer = json.dumps(told)
    kept_file(world).write_text(newer, "utf-8")
    with pytest.raises(MadeByNewerVersion):
        open_it()
    assert kept_file(world).read_text("utf-8") == newer


def test_a_place_where_answers_cannot_be_read_is_told(
    world: World, open_it: Callable[..., OfflineReading]
) -> None:
    (world.folder / "mine").write_text("a file where the folder should be")
    with pytest.raises(DiskTrouble):
        open_it()


def test_going_on_from_another_devices_return(world: World, open_it: Callable[..., OfflineReading]) -> None:
    laptop, mine = open_it(device="laptop"), open_it()
    number = mine.session().stories[2].number
    laptop.answer(number, value=5)
    laptop.save_return(world.folder / "a.lsreturn.txt")
    mine.continue_from(world.folder / "a.lsreturn.txt")
    assert mine.session().story(number).value == 5
    assert not mine.unsent().is_there  # it has left the laptop
    (world.folder / "b.txt").write_text("hello")
    with pytest.raises(ReturnNotOurs):
        mine.continue_from(world.folder / "b.txt")
    with pytest.raises(FileMissing):
        mine.continue_from(world.folder / "c.txt")


def test_a_return_in_place_of_a_pack_is_told(world: World, open_it: Callable[..., OfflineReading]) -> None:
    reading = open_it()
    reading.save_return(world.folder / "mine.lspack")
    with pytest.raises(ThisIsAReturn):
        open_offline(world.folder / "mine.lspack", FILES, world.folder / "mine", world.clock)


def test_a_pack_remembers_until_when_it_is_wanted_back(world: World) -> None:
    opened = world.copy()
    order = PackOrder(folder=world.folder / "dated", emails=[GRACE], return_by=world.now)
    (made,) = make_packs(opened.workspace, FILES, order, Control()).packs
    opened.close()
    session = open_offline(made.path, FILES, world.folder / "mine", world.clock).session()
    assert session.offline
    assert session.return_by == world.now


# What version 0.1.0 kept: the app may change, and must read it for ever.
KEPT_BY_0_1_0 = {
    "device": "d_fc0a05665a3aa9e3",
    "sent": ["62e43292-d60d-3097-8685-b3f92f4e9543"],
    "return": {
        "format": "learning-stories-return",
        "version": 1,
        "min_reader": 1,
        "pack_id": "p_9c6d748fba2846238eba5ae1b076da76",
        "mac": "-uVItYDzvAIPXnn0PYCY9WjKHIxvkWHqMJ15utDG3eY",
        "body": {
            "pack_id": "p_9c6d748fba2846238eba5ae1b076da76",
            "reviewer": "598a0e2eb1ca411ba9ac5cc96ed27695",
            "written": "2026-11-25T03:48:58.080568Z",
            "app": "Learning Stories 0.1.0",
            "ratings": [
                {
                    "story": "0e0cb365dea045ed8feb94057705d3ae",
                    "sha": "2e4460ccf5cfde2b90c82ee0a74c42ac",
                    "device": "d_fc0a05665a3aa9e3",
                    "vector": {"d_fc0a05665a3aa9e3": 1},
                    "at": "2026-11-25T03:48:57.697395Z",
                    "position": 93,
                    "value": 4,
                    "why": "because",
                }
            ],
            "wishes": [],
        },
    },
}


def test_what_an_earlier_version_kept_is_read_and_known_to_be_sent(tmp_path: Path) -> None:
    told: dict[str, Any] = copy.deepcopy(KEPT_BY_0_1_0)
    told["return"]["body"] = json.dumps(told["return"]["body"])
    told["return"] = json.dumps(told["return"])
    pack = pack_named("p_9c6d748fba2846238eba5ae1b076da76")
    assert pack is not None
    shelf = AnswerShelf(tmp_path, FILES)
    shelf.path(pack).write_text(json.dumps(told), "utf-8")
    kept = shelf.read(pack)
    assert kept is not None
    (word,) = kept.revisions
    assert (kept.device, word.answers.value, word.answers.why) == ("d_fc0a05665a3aa9e3", 4, "because")
    assert kept.sent == {str(word.id)}
