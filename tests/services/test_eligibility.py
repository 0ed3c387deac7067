from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from learningstories.domain.errors import NoSuchStory, ReasonNeeded, StoryNotEligible
from learningstories.domain.reading import Concern
from learningstories.domain.story import Eligibility, Story, StoryState, shortcomings
from learningstories.services import challenges, eligibility, reviewing, shortlisting
from learningstories.services.left_out import left_out
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_details import details
from learningstories.services.workspace import Workspace


@pytest.fixture
def three(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """A story too long, one without an author, one in another language."""
    challenges.alter(workspace, words_most=3, story_languages=("en",), readings_wanted=1)
    add_story(workspace, "one two three four")
    add_story(workspace, "one two", author="")
    add_story(workspace, "eins zwei", language_found="de")
    return workspace


def states(opened: OpenChallenge) -> list[StoryState]:
    return [line.state for line in opened.lists.lines([1, 2, 3])]


def test_what_stands_against_a_story_is_decided_with_a_reason(
    three: Workspace, challenge: OpenChallenge
) -> None:
    assert states(challenge) == [StoryState.TOO_LONG, StoryState.NO_AUTHOR, StoryState.OTHER_LANGUAGE]
    with pytest.raises(ReasonNeeded):
        eligibility.decide(three, [1], Eligibility.ELIGIBLE, " ")
    eligibility.decide(three, [1, 2], Eligibility.ELIGIBLE, "The jury said so")
    assert three.undo_label() == "Find 2 stories eligible"
    eligibility.decide(three, [3], Eligibility.NOT_ELIGIBLE, "Nobody reads German here")
    assert states(challenge) == [StoryState.READING, StoryState.READING, StoryState.NOT_ELIGIBLE]
    eligibility.decide(three, [1], Eligibility.OPEN)
    assert states(challenge)[0] is StoryState.TOO_LONG
    three.undo()
    three.undo()
    three.undo()
    assert states(challenge) == [StoryState.TOO_LONG, StoryState.NO_AUTHOR, StoryState.OTHER_LANGUAGE]


def test_one_wrong_number_stops_the_whole_decision(three: Workspace, challenge: OpenChallenge) -> None:
    with pytest.raises(NoSuchStory):
        eligibility.decide(three, [1, 9], Eligibility.ELIGIBLE, "yes")
    assert states(challenge)[0] is StoryState.TOO_LONG
    eligibility.decide(three, [], Eligibility.ELIGIBLE, "yes")
    assert three.undo_label() == "Add a story"


def test_a_story_that_is_not_eligible_takes_no_part(
    three: Workspace, challenge: OpenChallenge, add_reviewer: Callable[..., Any]
) -> None:
    grace = add_reviewer(three)
    for number in (1, 2):
        reviewing.answer(three, grace.email, number, value=4)
    eligibility.decide(three, [1], Eligibility.NOT_ELIGIBLE, "An advertisement")
    assert [rating.story for rating in challenge.lists.ratings()] == [2]
    with three.read() as unit:
        assert [story.number for story in reviewing.readable(unit, unit.challenge())] == [2, 3]
        why = {out.story.number: out.why for out in left_out(unit, None)}
    assert why[1] == "Found not eligible: An advertisement"
    assert why[2] == "It does not say who wrote it"
    assert why[3] == "In German, which stories may not be in"
    with pytest.raises(StoryNotEligible):
        shortlisting.add(three, [1])


def test_a_concern_is_open_until_it_is_decided_about_and_a_later_one_is_not_lost(
    three: Workspace, challenge: OpenChallenge, add_reviewer: Callable[..., Any], clock: Any
) -> None:
    grace, alan = add_reviewer(three), add_reviewer(three, "Alan Turing")
    reviewing.answer(three, grace.email, 1, value=4, concern=Concern.IDENTIFIES)
    assert states(challenge)[0] is StoryState.CONCERN
    assert details(three, 1).state is StoryState.CONCERN
    assert details(three, 1).against == (StoryState.CONCERN, StoryState.TOO_LONG)
    clock.on(minutes=5)
    eligibility.decide(three, [1], Eligibility.ELIGIBLE, "The name was changed")
    assert states(challenge)[0] is StoryState.READY
    assert details(three, 1).against == (StoryState.TOO_LONG,)
    clock.on(minutes=5)
    reviewing.answer(three, alan.email, 1, concern=Concern.SAFETY)
    assert states(challenge)[0] is StoryState.CONCERN


def test_all_that_stands_against_a_story_has_words(three: Workspace) -> None:
    with three.read() as unit:
        challenge, story = unit.challenge(), unit.story(1)
    worst = replace(story, author="", language="xx", words=5_000, consent_read=False, consent_print=False)
    against = shortcomings(worst, challenge, concern=True)
    said = [eligibility.against_words(state, worst, challenge) for state in against]
    assert said == [
        "A reader raised a concern that nobody has decided about yet",
        "The author has agreed neither to its being read by reviewers nor to its being printed",
        "It does not say who wrote it",
        "In xx, which stories may not be in",
        "Over the word limit: 5,000 of 3",
    ]
    assert eligibility.against_words(StoryState.READY, story, challenge) == ""
