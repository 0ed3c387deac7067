"""Leaving one reader out: what would enter the best and leave them, as a ranking without that reader says."""

from collections.abc import Callable

import pytest

from learningstories.domain.errors import Cancelled
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.leaving_out import without_each
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.results import compute

# Story number -> the answers of three readers; the third alone holds story 3 up.
ANSWERS = {1: (5, 5, 4), 2: (4, 4, 1), 3: (3, 3, 5), 4: (1, 1, 2)}


@pytest.fixture
def rated(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Reviewer]
) -> OpenChallenge:
    for number in ANSWERS:
        add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Cy")):
        add_reviewer(challenge.workspace, name)
        for number, values in ANSWERS.items():
            reviewing.answer(challenge.workspace, f"{name.lower()}@example.org", number, value=values[place])
    return challenge


def test_what_enters_and_what_leaves(rated: OpenChallenge) -> None:
    results = compute(rated.workspace, rated.lists, top=2)
    assert {story.number for story in results.stories[:2]} == {1, 3}
    ada, ben, cy = without_each(results, Control())
    assert [each.name for each in (ada, ben, cy)] == ["Ada", "Ben", "Cy"]
    assert (cy.enter, cy.leave) == (((2, "Story 2"),), ((3, "Story 3"),))
    assert (ada.enter, ada.leave) == ((), ())
    assert cy.moved > ben.moved > 0


def test_it_can_be_stopped(rated: OpenChallenge) -> None:
    results, control = compute(rated.workspace, rated.lists, top=2), Control()
    control.stop()
    with pytest.raises(Cancelled):
        without_each(results, control)
