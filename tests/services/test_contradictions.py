from collections.abc import Iterator
from pathlib import Path

import pytest

from learningstories.domain.reading import Concern, Knows
from learningstories.services.contradictions import contradictions
from learningstories.services.flag_words import flag_words, origin_words
from learningstories.services.flags import Flag
from learningstories.services.merging import merge, resolve
from learningstories.services.opening import OpenChallenge
from learningstories.services.overview import NeedKind, standing
from learningstories.services.packing import revoke
from learningstories.services.return_counts import return_counts
from learningstories.services.return_log import return_log
from learningstories.services.return_rows import Fate, kept
from learningstories.services.reviewing import answer
from learningstories.services.stories import edit
from learningstories.services.story_details import details
from tests.services.reviewers_world import BEN, FILES, GRACE, START, World, arrived, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def opened(world: World) -> Iterator[OpenChallenge]:
    """Grace answered story 2 on her desk and on her phone."""
    made = world.copy()
    for name, value, more in (("desk", 4, {"action": "Ask", "chance": 3}), ("phone", 2, {"why": "Cold"})):
        reading = world.device(GRACE, name)
        reading.answer(2, value=value, **more)
        world.on(minutes=5)
        merge(made.workspace, FILES, [arrived(reading.return_file(), START, f"{name}.lsreturn.txt")])
    yield made
    made.close()


def test_both_answers_are_told_with_what_differs(opened: OpenChallenge) -> None:
    (found,) = contradictions(opened.workspace)
    assert (found.reviewer.email, found.story.number) == (GRACE, 2)
    assert [said.where for said in found.said] == ["Device 1", "Device 2"]
    assert [dict(said.facts) for said in found.said] == [
        {"Answer": "A lot", "Will do": "Ask", "Chance": "3 in 10", "Why": ""},
        {"Answer": "A little", "Will do": "", "Chance": "", "Why": "Cold"},
    ]
    assert found.said[0].differs == {"Answer", "Will do", "Chance", "Why"}
    assert [said.holds for said in found.said].count(True) == 1
    assert found.said[0].came.startswith("in a mail, 20 Mar")


def test_what_was_typed_here_says_so(world: World, opened: OpenChallenge) -> None:
    answer(opened.workspace, BEN, 1, knows=Knows.ASIDE, aside_reason="My aunt", concern=Concern.SAFETY)
    reading = world.device(BEN, "desk")
    reading.answer(1, value=5)
    merge(opened.workspace, FILES, [arrived(reading.return_file())])
    told = next(each for each in contradictions(opened.workspace) if each.reviewer.email == BEN)
    by_place = {said.where: dict(said.facts) for said in told.said}
    assert by_place["At this computer"]["Steps aside"] == "My aunt"
    assert by_place["At this computer"]["Concern"] == "Safety"
    assert by_place["Device 1"]["Answer"] == "Very strongly"


def test_choosing_leaves_nothing_to_choose_and_is_undone(opened: OpenChallenge) -> None:
    workspace = opened.workspace
    (found,) = contradictions(workspace)
    needed = [need for need in standing(workspace, opened.lists).needs if need.kind is NeedKind.CONFLICT]
    assert [(need.count, need.story) for need in needed] == [(1, 2)]
    other = next(said for said in found.said if not said.holds)
    resolve(workspace, GRACE, 2, other.id)
    assert contradictions(workspace) == []
    assert return_counts(workspace).conflicts == 0
    shown = details(workspace, 2)
    assert shown.readings[0][1].value == other.value
    assert shown.flags[shown.readings[0][0].id] == {Flag.CHOSEN}
    # Results have it at once.
    assert [each.value for each in opened.lists.ratings() if each.story == 2] == [other.value]
    workspace.undo()
    assert len(contradictions(workspace)) == 1


def test_a_reading_tells_where_it_came_from_and_what_is_to_be_said(
    world: World, opened: OpenChallenge
) -> None:
    workspace = opened.workspace
    answer(workspace, BEN, 2, value=3)
    edit(workspace, 2, markdown="Another text altogether.")
    with workspace.read() as unit:
        packs = {pack.file: pack.id for pack in unit.packs.find(reviewer_id=_key(opened, GRACE))}
    for key in packs.values():
        revoke(workspace, key, "Astray")
    found = details(workspace, 2)
    people = {reviewer.email: reviewer.id for reviewer, _reading in found.readings}
    came = origin_words(found.origins.get(people[GRACE]), "UTC")
    assert came == "From a return that came by mail Wed 20 March 2013, 12:00"
    assert origin_words(found.origins.get(people[BEN]), "UTC") == "Answered at this computer"
    assert found.flags[people[GRACE]] >= {Flag.PACK_REVOKED, Flag.STORY_CHANGED_SINCE, Flag.CONFLICT}
    assert found.flags[people[BEN]] == {Flag.STORY_CHANGED_SINCE}


def _key(opened: OpenChallenge, email: str) -> object:
    with opened.workspace.read() as unit:
        return next(one.id for one in unit.reviewers.all() if one.email == email)


@pytest.mark.parametrize("flag", list(Flag))
def test_every_flag_is_a_sentence(flag: Flag) -> None:
    assert flag_words(flag).endswith(".")


def test_returns_are_told_later_with_their_stories(opened: OpenChallenge) -> None:
    workspace = opened.workspace
    with workspace.read() as unit:
        rows = kept(unit, return_log(workspace))
    assert [(row.name, row.who, row.fate) for row in rows] == [
        ("phone.lsreturn.txt", "Grace Hopper", Fate.LOOK),
        ("desk.lsreturn.txt", "Grace Hopper", Fate.TAKEN),
    ]
    assert [(s.number, s.title, s.words) for s in rows[0].stories] == [
        (2, "Story 2", "answered differently on two devices: please choose")
    ]
    assert rows[0].told.startswith("Came in a mail, and counts as of Wed 20 March 2013, 12:00. Taken in ")
    assert return_counts(workspace).taken_in == 2
