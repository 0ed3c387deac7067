import random
from collections.abc import Callable

import pytest

from learningstories.domain.story import Eligibility, Story
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge
from learningstories.storage import twins
from tests.services.alike_stories import as_text, story

pytestmark = pytest.mark.on_both


def text(seed: int) -> list[str]:
    return story(random.Random(seed), 20, 20)  # noqa: S311 - the same each time


@pytest.fixture
def put(challenge: OpenChallenge, add_story: Callable[..., Story]) -> Callable[[list[str]], Story]:
    """Adds a story to the challenge, on which all has been agreed."""
    return lambda sentences: add_story(challenge.workspace, as_text(sentences))


def test_a_later_story_is_the_twin_of_the_one_it_has_most_of(challenge, put) -> None:
    put(text(1))
    put(text(2))
    put([*text(2)[:15], *text(3)[:3]])
    put([*text(1)[:4], *text(4)])
    put([*text(1)[:12], *text(2)[:4]])
    assert challenge.lists.twins() == {3: 2, 5: 1}


def test_nothing_is_a_twin_of_what_is_unlike_it(challenge, put) -> None:
    for seed in range(9):
        put(text(seed))
    put(["Please see attached."])
    put(["Please see attached."])
    assert challenge.lists.twins() == {}


def test_what_takes_no_part_or_was_decided_about_is_no_twin(challenge, put) -> None:
    for _ in range(3):
        put(text(1))
    assert challenge.lists.twins() == {2: 1, 3: 1}
    stories.withdraw(challenge.workspace, [1])
    assert challenge.lists.twins() == {3: 2}
    stories.edit(challenge.workspace, 3, eligibility=Eligibility.ELIGIBLE, eligibility_reason="asked")
    assert challenge.lists.twins() == {}
    challenge.workspace.undo()
    challenge.workspace.undo()
    assert challenge.lists.twins() == {2: 1, 3: 1}


def test_many_copies_are_each_held_against_the_first(challenge, put) -> None:
    for _ in range(12):
        put(text(1))
    assert challenge.lists.twins() == dict.fromkeys(range(2, 13), 1)


def test_of_very_many_stories_no_twins_are_looked_for(challenge, put, monkeypatch) -> None:
    put(text(1))
    put(text(1))
    monkeypatch.setattr(twins, "MOST_STORIES", 1)
    assert challenge.lists.twins() == {}
