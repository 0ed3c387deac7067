"""What is held about one person is listed, and is gone from everywhere once it is removed."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.errors import (
    NoSuchPerson,
    NothingToUndo,
    PersonUnclear,
    UndoBlocked,
)
from learningstories.packs.packs import PackFiles
from learningstories.services import stories
from learningstories.services.merging import merge
from learningstories.services.one_person import Held, held_about
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_removal import NOBODY, remove_person
from tests.services.person_world import ANNA, OF_ANNA, OF_QUENTIN, QUENTIN, copy_of, make_person_world
from tests.services.reviewers_world import World, arrived, put_story


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    def make() -> Challenge:
        closes = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
        return Challenge(
            id=ChallengeId(_KEY), title="Learning stories", closes_at=closes, zone="Europe/London"
        )

    return make_person_world(tmp_path_factory.mktemp("people"), make)


_KEY = UUID(int=7)


@pytest.fixture
def house(world: World, tmp_path: Path) -> Iterator[OpenChallenge]:
    one = copy_of(world, tmp_path)
    yield one
    one.close()


def held(house: OpenChallenge, typed: str) -> Held:
    with house.workspace.read() as unit:
        return held_about(unit, house.lists, typed)


def bytes_of(house: OpenChallenge) -> bytes:
    house.close()
    beside = [path for path in house.path.parent.iterdir() if path.name.startswith(house.path.name)]
    return b"".join(path.read_bytes() for path in beside).lower()


def test_everything_about_an_author_is_listed(house: OpenChallenge) -> None:
    found = held(house, "anna zebrowski")
    assert (found.person.name, found.person.mails) == ("Anna Zebrowski", {ANNA})
    assert [story.number for story in found.stories] == [1]
    assert (len(found.versions), [file.name for file in found.files]) == (2, ["quagga.txt"])
    assert (len(found.others), len(found.packed), len(found.promises)) == (2, 2, 1)
    assert (found.listed, found.extended) == (True, True)
    assert set(found.outputs) == {"Showcase book", "Plain tables"}
    assert len(found.steps) > 8
    assert held(house, ANNA.upper()).stories == found.stories


def test_everything_about_a_reviewer_is_listed(house: OpenChallenge) -> None:
    found = held(house, QUENTIN)
    assert (len(found.readings), len(found.packs), len(found.returned)) == (3, 1, 1)
    assert found.reviewers[0].name == "Quentin Xylander"


def test_people_of_one_name_are_told_apart_by_their_addresses(house: OpenChallenge) -> None:
    put_story(house.workspace, 9, author="Anna Zebrowski", email="other@example.org", title="Another")
    with pytest.raises(PersonUnclear) as told:
        held(house, "Anna Zebrowski")
    assert told.value.mails == ("other@example.org", ANNA)
    assert held(house, ANNA).person.names == frozenset()
    with pytest.raises(NoSuchPerson):
        held(house, "Nobody Here")


def test_nothing_of_an_author_is_left_in_the_file(house: OpenChallenge) -> None:
    done = remove_person(house, "Anna Zebrowski", keep_readings=True)
    assert (done.stories, done.others, done.wiped) == (1, 2, True)
    assert house.check() == []
    newest = house.workspace.history()[0]
    assert newest.label == "Remove what was held about a person"
    with pytest.raises(NoSuchPerson):
        held(house, "Anna Zebrowski")
    with house.workspace.read() as unit:
        assert [story.number for story in unit.stories.all()] == [2, 3]
        assert [told["number"] for told in unit.locks.all()[0].snapshot["stories"]] == [2, 3]
    left = bytes_of(house)
    assert [word for word in OF_ANNA if word in left] == []
    assert b"diaz" in left


def test_what_is_older_is_taken_back_without_the_person_or_not_at_all(house: OpenChallenge) -> None:
    remove_person(house, ANNA, keep_readings=True)
    workspace = house.workspace
    undone: list[str] = []
    with pytest.raises((UndoBlocked, NothingToUndo)):
        _undo_all(house, undone)
    assert "Lock the shortlist" in undone
    while undone:
        assert workspace.redo() == undone.pop()
    assert house.check() == []
    left = bytes_of(house)
    assert [word for word in OF_ANNA if word in left] == []


def _undo_all(house: OpenChallenge, undone: list[str]) -> None:
    while True:
        undone.append(house.workspace.undo())
        assert house.check() == []


def test_a_reviewers_readings_stay_without_a_name_so_that_results_stand(house: OpenChallenge) -> None:
    before = Counter((rating.story, rating.value) for rating in house.lists.ratings())
    done = remove_person(house, QUENTIN, keep_readings=True)
    assert (done.kept, done.gone) == (3, 0)
    assert Counter((rating.story, rating.value) for rating in house.lists.ratings()) == before
    assert house.check() == []
    with house.workspace.read() as unit:
        stranger = next(one for one in unit.reviewers.all() if one.email.endswith(NOBODY))
        readings = unit.readings.find(reviewer_id=stranger.id)
        assert {(reading.why, reading.action, reading.revision_id) for reading in readings} == {
            ("", "", None)
        }
        assert len(unit.returns.all()) == 1
    left = bytes_of(house)
    assert [word for word in OF_QUENTIN if word in left] == []


def test_a_reviewers_readings_can_go_as_well(house: OpenChallenge) -> None:
    done = remove_person(house, "Quentin Xylander", keep_readings=False)
    assert (done.kept, done.gone) == (0, 3)
    assert {rating.story for rating in house.lists.ratings()} == {1, 2, 3}
    assert len(house.lists.ratings()) == 3
    assert house.check() == []
    left = bytes_of(house)
    assert [word for word in OF_QUENTIN if word in left] == []


def test_somebody_who_is_only_in_history_is_found_and_removed(
    challenge: OpenChallenge, add_story: Callable[..., Any]
) -> None:
    add_story(challenge.workspace, "Okapi wisdom.", author="Olga Okapi", title="Of okapis")
    challenge.workspace.undo()
    assert len(held(challenge, "Olga Okapi").steps) == 2
    remove_person(challenge, "Olga Okapi", keep_readings=True)
    assert challenge.workspace.undo_label() is None
    assert b"okapi" not in bytes_of(challenge)


def test_none_of_it_is_in_the_log(house: OpenChallenge, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="learningstories"):
        house.workspace.undo()
        stories.edit(house.workspace, 1, title="Of the quagga")
        remove_person(house, ANNA, keep_readings=True)
    told = caplog.text.lower().encode()
    assert [word for word in OF_ANNA if word in told] == []


def test_returns_that_come_later_are_taken_in_without_the_person(
    world: World, house: OpenChallenge, tmp_path: Path
) -> None:
    device = replace(world, folder=tmp_path).device("grace@example.org", "phone")
    device.answer(1, value=1, why="it is the quagga again")
    device.answer(2, value=5, why="so good")
    theirs = replace(world, folder=tmp_path).device(QUENTIN, "phone")
    theirs.answer(3, value=1, why="bassoon solo")
    remove_person(house, ANNA, keep_readings=True)
    remove_person(house, QUENTIN, keep_readings=False)
    for each in (device, theirs):
        merge(house.workspace, PackFiles(), [arrived(each.return_file(), name="later.txt")])
    assert house.check() == []
    assert {rating.story for rating in house.lists.ratings()} == {2, 3}
    with house.workspace.read() as unit:
        states = sorted(str(each.state) for each in unit.returns.all() if each.name == "later.txt")
    assert states == ["held", "partly"]
    merge(house.workspace, PackFiles(), [arrived(theirs.return_file() + b"\n", name=f"of {QUENTIN}.txt")])
    assert [each.name for each in held(house, QUENTIN).returned] == [f"of {QUENTIN}.txt"]
    remove_person(house, QUENTIN, keep_readings=False)
    left = bytes_of(house)
    assert QUENTIN.encode() not in left
