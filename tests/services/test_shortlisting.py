from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import (
    NoSuchStory,
    ReasonNeeded,
    ShortlistEmpty,
    ShortlistLocked,
    StoryRefused,
    StoryWithdrawn,
)
from learningstories.domain.story import Story
from learningstories.services import challenges, shortlisting, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)


@pytest.fixture
def five(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    for number in range(1, 6):
        add_story(workspace, "word " * 130 * number)
    return workspace


def order(workspace: Workspace) -> list[int]:
    with workspace.read() as unit:
        places = shortlisting.programme(unit).places
    assert [place.choice.position for place in places] == list(range(1, len(places) + 1))
    return [place.story.number for place in places]


def reorder(workspace: Workspace, *numbers: int) -> None:
    with workspace.change("Propose") as unit:
        shortlisting.put_in_order(workspace, unit, numbers)


def test_added_stories_go_last_and_only_once(five: Workspace) -> None:
    shortlisting.add(five, [3])
    shortlisting.add(five, [1, 3, 5])
    assert order(five) == [3, 1, 5]
    assert five.undo_label() == "Add 3 stories to the shortlist"
    shortlisting.add(five, [])
    five.undo()
    assert order(five) == [3]


def test_a_withdrawn_story_cannot_be_chosen(five: Workspace) -> None:
    stories.withdraw(five, [2])
    with pytest.raises(StoryWithdrawn):
        shortlisting.add(five, [1, 2])
    assert order(five) == []


def test_a_story_refused_as_late_cannot_be_chosen(
    workspace: Workspace, add_story: Callable[..., Story]
) -> None:
    add_story(workspace)
    add_story(workspace, received_at=CLOSES + timedelta(days=2), late_decision=LateDecision.REFUSE)
    with pytest.raises(StoryRefused):
        shortlisting.add(workspace, [1, 2])
    with pytest.raises(StoryRefused):
        shortlisting.pin(workspace, 2)
    shortlisting.exclude(workspace, 2, "late, and long too")
    assert order(workspace) == []


def test_taking_one_off_closes_the_gap(five: Workspace) -> None:
    shortlisting.add(five, [1, 2, 3])
    shortlisting.remove(five, 2)
    assert order(five) == [1, 3]


@pytest.mark.parametrize(
    ("number", "to", "expected"),
    [
        (1, 3, [2, 3, 1]),
        (3, 1, [3, 1, 2]),
        (2, 2, [1, 2, 3]),
        (1, 99, [2, 3, 1]),
        (3, -5, [3, 1, 2]),
        (4, 1, [1, 2, 3]),
    ],
)
def test_the_others_make_room_for_one_that_is_moved(
    five: Workspace, number: int, to: int, expected: list[int]
) -> None:
    shortlisting.add(five, [1, 2, 3])
    shortlisting.move(five, number, to)
    assert order(five) == expected


def test_an_exclusion_needs_a_reason_and_takes_the_place_away(five: Workspace) -> None:
    shortlisting.add(five, [1, 2, 3])
    shortlisting.pin(five, 2)
    with pytest.raises(ReasonNeeded):
        shortlisting.exclude(five, 2, " ")
    shortlisting.exclude(five, 2, " told last year ")
    assert order(five) == [1, 3]
    with five.read() as unit:
        ((story, choice),) = shortlisting.programme(unit).excluded
    assert (story.number, choice.reason, choice.pinned) == (2, "told last year", False)
    shortlisting.add(five, [2])
    assert order(five) == [1, 3, 2]
    with five.read() as unit:
        assert shortlisting.programme(unit).places[2].choice.reason == ""


def test_a_reason_against_does_not_become_a_reason_for(five: Workspace) -> None:
    shortlisting.exclude(five, 1, "too sad")
    reorder(five, 1)
    with five.read() as unit:
        assert shortlisting.programme(unit).places[0].choice.reason == ""


def test_pin_and_unpin(five: Workspace) -> None:
    shortlisting.pin(five, 4, reason="The mayor's")
    assert order(five) == [4]
    shortlisting.pin(five, 4, pinned=False)
    with five.read() as unit:
        choice = shortlisting.programme(unit).places[0].choice
    assert (choice.pinned, choice.reason) == (False, "The mayor's")


def test_letting_go_of_what_is_not_on_the_shortlist_does_not_put_it_there(five: Workspace) -> None:
    shortlisting.pin(five, 4, pinned=False)
    shortlisting.exclude(five, 5, "no")
    shortlisting.pin(five, 5, pinned=False)
    assert order(five) == []
    with pytest.raises(NoSuchStory):
        shortlisting.pin(five, 9, pinned=False)


def test_minutes_come_from_the_words_unless_they_are_given(five: Workspace, clock: Any) -> None:
    challenges.alter(five, event_at=clock(), event_minutes=30)
    shortlisting.add(five, [1, 4])
    shortlisting.set_minutes(five, 4, 9)
    with five.read() as unit:
        made = shortlisting.programme(unit)
    assert [(place.minutes, place.starts_at) for place in made.places] == [
        (2, clock()),
        (9, clock() + timedelta(minutes=2)),
    ]
    assert (made.minutes, made.minutes_there_are) == (11, 30)
    shortlisting.set_minutes(five, 4, None)
    shortlisting.set_minutes(five, 1, 10**30)
    with five.read() as unit:
        assert [place.minutes for place in shortlisting.programme(unit).places] == [24 * 60, 5]


def test_a_proposal_becomes_the_whole_order_and_keeps_who_chose_what(
    five: Workspace, challenge: OpenChallenge, clock: Any, open_challenge: Callable[..., OpenChallenge]
) -> None:
    shortlisting.add(five, [1, 2])
    then = clock.now
    clock.on(hours=1)
    bo = open_challenge(challenge.path, "Bo").workspace
    reorder(bo, 3, 2)
    assert order(five) == [3, 2]
    with five.read() as unit:
        third, second = (place.choice for place in shortlisting.programme(unit).places)
    assert (third.chosen_by, third.chosen_at) == ("Bo", clock.now)
    assert (second.chosen_by, second.chosen_at) == ("Ada", then)
    bo.undo()
    assert order(five) == [1, 2]


def test_a_lock_freezes_what_it_rests_on(five: Workspace, clock: Any) -> None:
    with pytest.raises(ShortlistEmpty):
        shortlisting.lock(five, lambda _unit: {})
    shortlisting.add(five, [2, 1], reason="moving")
    shortlisting.lock(five, lambda _unit: {"seed": 7})
    with five.read() as unit:
        lock = shortlisting.programme(unit).lock
    assert lock is not None
    assert (lock.locked_by, lock.locked_at, lock.snapshot["seed"]) == ("Ada", clock.now, 7)
    assert [(s["number"], s["position"], s["reason"]) for s in lock.snapshot["stories"]] == [
        (2, 1, "moving"),
        (1, 2, "moving"),
    ]


def test_a_locked_shortlist_stays_as_it_is(five: Workspace) -> None:
    shortlisting.add(five, [1, 2])
    shortlisting.lock(five, lambda _unit: {})
    for act in (
        lambda: shortlisting.add(five, [3]),
        lambda: shortlisting.remove(five, 1),
        lambda: shortlisting.exclude(five, 1, "no"),
        lambda: shortlisting.pin(five, 1),
        lambda: shortlisting.move(five, 1, 2),
        lambda: shortlisting.set_minutes(five, 1, 3),
        lambda: reorder(five, 3),
        lambda: shortlisting.lock(five, lambda _unit: {}),
    ):
        with pytest.raises(ShortlistLocked):
            act()
    assert order(five) == [1, 2]
    with pytest.raises(ReasonNeeded):
        shortlisting.unlock(five, "")
    shortlisting.unlock(five, "a mistake")
    assert five.undo_label() == "Unlock the shortlist: a mistake"
    shortlisting.remove(five, 1)
    assert order(five) == [2]
