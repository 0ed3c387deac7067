"""Further criteria stand beside the ranking, and are mixed into it only by the weights that are given."""

from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.challenge import Criterion
from learningstories.domain.errors import ChallengeInvalid, NoSuchCriterion
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.challenges import alter
from learningstories.services.criteria import mixed_in, set_weight
from learningstories.services.opening import OpenChallenge
from learningstories.services.results import Results, compute

CLEAR, NEW = "How clear is it?", "How new is it?"


@pytest.fixture
def read(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> OpenChallenge:
    """Two stories as good as each other by the headline; the second is clearer, of three points."""
    work = challenge.workspace
    alter(
        work,
        criteria=(
            Criterion(question=CLEAR, scale=("No", "So so", "Yes")),
            Criterion(question=NEW, scale=("No", "Yes")),
        ),
    )
    for number in (1, 2):
        add_story(work, f"Text {number}.", title=f"Story {number}")
    for name in ("Ada", "Ben"):
        email = add_reviewer(work, name).email
        reviewing.answer(work, email, 1, value=3, criteria=(1, 0))
        reviewing.answer(work, email, 2, value=3, criteria=(3, 2) if name == "Ada" else (3,))
    return challenge


def ranked(read: OpenChallenge) -> Results:
    return compute(read.workspace, read.lists)


def test_without_weights_criteria_are_told_beside_the_ranking_and_change_nothing(
    read: OpenChallenge,
) -> None:
    results = ranked(read)
    assert {story.number: story.further for story in results.stories} == {1: (1.0, None), 2: (3.0, 2.0)}
    assert results.stories[0].score == pytest.approx(results.stories[1].score)
    assert mixed_in(results.table.challenge) == ()


def test_a_weight_mixes_a_criterion_in_stretched_to_the_headlines_scale(read: OpenChallenge) -> None:
    set_weight(read.workspace, CLEAR, 50)
    results = ranked(read)
    # (100 x 3 + 50 x 1) / 150 and, as 3 of 3 points are 5 of 5, (100 x 3 + 50 x 5) / 150.
    by_story = dict(zip(results.table.story.tolist(), results.table.weighed.tolist(), strict=True))
    assert by_story == {0: pytest.approx(350 / 150), 1: pytest.approx(550 / 150)}
    assert [story.number for story in results.stories] == [2, 1]
    assert [story.mean for story in results.stories] == [3, 3]
    assert [c.question for c in mixed_in(results.table.challenge)] == [CLEAR]


def test_what_was_not_answered_does_not_count(read: OpenChallenge) -> None:
    set_weight(read.workspace, NEW, 100)
    table = ranked(read).table
    assert sorted(table.weighed.tolist()) == [3, 3, 3, 4]


def test_answers_off_a_scale_that_was_shortened_count_nowhere(read: OpenChallenge) -> None:
    set_weight(read.workspace, CLEAR, 100)
    shorter = Criterion(question=CLEAR, scale=("No", "Yes"), weight=100)
    alter(read.workspace, criteria=(shorter, Criterion(question=NEW, scale=("No", "Yes"))))
    results = ranked(read)
    assert {story.number: story.further for story in results.stories} == {1: (1.0, None), 2: (None, 2.0)}
    assert sorted(results.table.weighed.tolist()) == [2, 2, 3, 3]


def test_a_weight_is_one_step_that_undo_takes_back(read: OpenChallenge) -> None:
    set_weight(read.workspace, CLEAR, 50)
    set_weight(read.workspace, CLEAR, 50)
    assert read.workspace.undo_label() == f"Let “{CLEAR}” count 50 % of the headline"
    read.workspace.undo()
    assert mixed_in(ranked(read).table.challenge) == ()


def test_weights_out_of_bounds_and_of_questions_that_are_gone_are_refused(read: OpenChallenge) -> None:
    for weight in (-1, 1_001):
        with pytest.raises(ChallengeInvalid):
            set_weight(read.workspace, CLEAR, weight)
    with pytest.raises(NoSuchCriterion):
        set_weight(read.workspace, "How long is it?", 10)
