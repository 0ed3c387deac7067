"""What is noted of each story for lists is what the facts say, whatever step altered them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from learningstories.domain.challenge import LateRule
from learningstories.domain.story import Story, StoryState
from learningstories.services import challenges, counting, reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import SortBy, StoryQuery

pytestmark = pytest.mark.on_both


@pytest.fixture
def read(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> OpenChallenge:
    """Two stories, of which a reader has read the first; one answer is enough."""
    for title in ("Ñandú", "Nube"):
        add_story(challenge.workspace, title=title)
    add_reviewer(challenge.workspace)
    challenges.alter(challenge.workspace, readings_wanted=1)
    reviewing.answer(challenge.workspace, "grace@example.org", 1, value=4)
    return challenge


def states(opened: OpenChallenge) -> list[StoryState]:
    assert opened.check() == []
    return [line.state for line in opened.lists.lines([1, 2, 3])]


def test_every_step_and_every_undo_is_followed(read: OpenChallenge, clock: Any) -> None:
    workspace, before = read.workspace, [StoryState.READY, StoryState.READING]
    assert states(read) == before
    refused = [StoryState.REFUSED, StoryState.REFUSED]
    for step, after in (
        (lambda: counting.set_aside(workspace, "grace@example.org", "ill"), [StoryState.READING] * 2),
        (lambda: stories.withdraw(workspace, [1]), [StoryState.WITHDRAWN, StoryState.READING]),
        (lambda: challenges.alter(workspace, words_least=900), [StoryState.TOO_SHORT] * 2),
        (
            lambda: challenges.alter(
                workspace, closes_at=clock() - timedelta(days=1), late_rule=LateRule.REFUSE
            ),
            refused,
        ),
    ):
        step()
        assert states(read) == after
        workspace.undo()
        assert states(read) == before
        workspace.redo()
        assert states(read) == after
        workspace.undo()


def test_a_story_that_goes_is_gone_from_the_lists(
    read: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    add_story(read.workspace, title="Third")
    read.workspace.undo()
    assert read.check() == []
    assert list(read.lists.numbers(StoryQuery(sort=SortBy.TITLE))) == [2, 1]


def test_titles_are_sorted_as_the_challenges_language_does(read: OpenChallenge) -> None:
    by_title = StoryQuery(sort=SortBy.TITLE, descending=False)
    assert list(read.lists.numbers(by_title)) == [1, 2]
    challenges.alter(read.workspace, language="es")
    assert list(read.lists.numbers(by_title)) == [2, 1]
    with read.workspace.change("rename") as unit:
        unit.stories.replace(replace(unit.story(2), title="Zorro", author="Ángel"))
    assert list(read.lists.numbers(by_title)) == [1, 2]
    assert read.check() == []


@pytest.mark.on_file
def test_check_tells_what_was_altered_behind_the_app(read: OpenChallenge) -> None:
    with closing(sqlite3.connect(read.path)) as connection, connection:
        connection.execute("UPDATE standing SET state = 'ready' WHERE number = 2")
    assert read.check() == ["lists: story #2 is out of date"]
