"""Leaving one reader out: what would enter the best and leave them, as a ranking without that reader says."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from learningstories.domain.errors import Cancelled
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.choosing_rules import set_rules
from learningstories.services.leaving_out import without_each
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.proposed_without import proposed_without_each
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


def test_a_proposal_without_a_reader_keeps_the_rules(rated: OpenChallenge) -> None:
    with rated.workspace.change("May be told; #1 and #2 are on one theme") as unit:
        for story in unit.stories.all():
            theme = "Teams" if story.number < 3 else ""
            unit.stories.replace(replace(story, theme=theme, consent_stage=True, consent_print=True))
    set_rules(rated.workspace, size=2, minutes=0)
    results = compute(rated.workspace, rated.lists, top=2)
    ada, ben, cy = proposed_without_each(rated.workspace, results, Control())
    assert (cy.name, cy.enter, cy.leave) == ("Cy", ((2, "Story 2"),), ((3, "Story 3"),))
    assert not any((ada.enter, ada.leave, ben.enter, ben.leave))
    set_rules(rated.workspace, theme_most=1)
    ada, ben, cy = proposed_without_each(rated.workspace, results, Control())
    assert not any((ada.enter, ben.enter, cy.enter))
