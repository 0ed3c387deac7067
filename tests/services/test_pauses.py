"""Pauses between stories: where they are held, and what starts when."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from learningstories.domain.errors import ShortlistLocked
from learningstories.domain.story import Story
from learningstories.services import challenges, shortlisting
from learningstories.services.pauses import add_pause, arrange, order_of, remove_pause, set_pause
from learningstories.services.workspace import Workspace


@pytest.fixture
def four(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """Four stories of ten minutes each, on an evening that starts before midnight."""
    challenges.alter(workspace, event_at=datetime(2013, 4, 12, 23, 30, tzinfo=UTC), zone="UTC")
    for number in range(1, 5):
        add_story(workspace, f"word {number}")
    shortlisting.add(workspace, [1, 2, 3, 4])
    for number in range(1, 5):
        shortlisting.set_minutes(workspace, number, 10)
    return workspace


def starts(workspace: Workspace) -> list[str]:
    with workspace.read() as unit:
        places = shortlisting.programme(unit).places
    return [f"{place.starts_at:%d %H:%M}" for place in places if place.starts_at]


def heard(workspace: Workspace) -> list[object]:
    with workspace.read() as unit:
        return list(order_of(unit))


def test_stories_after_a_pause_start_later_also_over_midnight(four: Workspace) -> None:
    add_pause(four, 2, 15)
    assert starts(four) == ["12 23:30", "12 23:40", "13 00:05", "13 00:15"]
    with four.read() as unit:
        made = shortlisting.programme(unit)
    assert made.minutes == 40
    assert made.ends_at == datetime(2013, 4, 13, 0, 25, tzinfo=UTC)


def test_a_pause_is_moved_changed_and_taken_out_step_by_step(four: Workspace) -> None:
    key = add_pause(four, 2, 15)
    arrange(four, key, [1, key, 2, 3, 4])
    assert heard(four) == [1, key, 2, 3, 4]
    set_pause(four, key, minutes=5, title="Tea\nand cake")
    with four.read() as unit:
        assert [(pause.minutes, pause.title) for pause in unit.pauses.all()] == [(5, "Tea and cake")]
    remove_pause(four, key)
    assert heard(four) == [1, 2, 3, 4]
    four.undo()
    four.undo()
    four.undo()
    assert heard(four) == [1, 2, key, 3, 4]


def test_a_story_moves_across_a_pause(four: Workspace) -> None:
    key = add_pause(four, 2)
    arrange(four, 2, [1, key, 2, 3, 4])
    assert heard(four) == [1, key, 2, 3, 4]
    arrange(four, 4, [4, 1, key, 3, 2])
    assert heard(four) == [4, 1, key, 3, 2]


def test_a_pause_stays_between_its_stories_when_an_earlier_one_leaves(four: Workspace) -> None:
    key = add_pause(four, 3)
    shortlisting.remove(four, 1)
    assert heard(four) == [2, 3, key, 4]


def test_what_came_or_went_meanwhile_is_not_lost(four: Workspace) -> None:
    key = add_pause(four, 9)
    assert heard(four) == [1, 2, 3, 4, key]
    arrange(four, 3, [3, 99, 1])
    assert heard(four) == [3, 1, 2, 4, key]


def test_a_locked_running_order_takes_no_pause(four: Workspace) -> None:
    shortlisting.lock(four, lambda _unit: {})
    with pytest.raises(ShortlistLocked):
        add_pause(four, 1)
