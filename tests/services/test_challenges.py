from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.challenge import Challenge, Criterion, LateRule
from learningstories.domain.errors import ChallengeInvalid
from learningstories.domain.showcase import Paper
from learningstories.domain.story import Story, StoryState
from learningstories.services import challenges, reviewing
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace


def challenge_of(workspace: Workspace) -> Challenge:
    with workspace.read() as unit:
        return unit.challenge()


def test_all_of_a_challenge_can_be_changed_later_and_taken_back(workspace: Workspace, clock: Any) -> None:
    before = challenge_of(workspace)
    given = {
        "title": "Lernen",
        "scale": ("nein", "ja"),
        "criteria": (Criterion(question="Klar?", scale=("nein", "ja")),),
        "themes": ("people", "tools"),
        "opens_at": clock(),
        "grace_minutes": 15,
        "late_rule": LateRule.REFUSE,
        "words_most": 900,
        "blind": True,
        "event_at": clock(),
    }
    challenges.alter(workspace, **given)
    after = challenge_of(workspace)
    assert {name: getattr(after, name) for name in given} == given
    workspace.undo()
    assert challenge_of(workspace) == before
    workspace.redo()
    assert challenge_of(workspace) == after


def test_a_change_that_makes_no_sense_changes_nothing(workspace: Workspace) -> None:
    before = challenge_of(workspace)
    with pytest.raises(ChallengeInvalid):
        challenges.alter(workspace, title="New", readings_wanted=0)
    assert challenge_of(workspace) == before
    assert workspace.undo_label() is None


def test_a_scale_cannot_become_shorter_than_the_ratings_that_are_there(
    workspace: Workspace, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> None:
    add_story(workspace)
    reviewing.answer(workspace, add_reviewer(workspace).email, 1, value=4)
    with pytest.raises(ChallengeInvalid) as refused:
        challenges.alter(workspace, scale=("no", "some", "yes"))
    assert (refused.value.field, refused.value.cause) == ("scale", "in_use")
    challenges.alter(workspace, scale=("1", "2", "3", "4"))


def test_a_rule_that_changes_changes_every_verdict(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "one two three")
    challenges.alter(challenge.workspace, words_most=2)
    assert challenge.lists.state_counts() == {StoryState.TOO_LONG: 1}
    challenge.workspace.undo()
    assert challenge.lists.state_counts() == {StoryState.READING: 1}


def test_the_look_of_the_book_is_kept_and_taken_back(workspace: Workspace, clock: Any) -> None:
    challenges.alter_book(workspace, title="Ours", paper=Paper.A4)
    clock.on(minutes=10)
    challenges.alter_book(workspace, subtitle="2013")
    with workspace.read() as unit:
        book = challenges.book_of(unit)
        assert (book.title, book.subtitle, book.paper, len(unit.books.all())) == ("Ours", "2013", Paper.A4, 1)
    workspace.undo()
    workspace.undo()
    with workspace.read() as unit:
        assert unit.books.all() == []
        assert challenges.book_of(unit).paper is Paper.A5
