from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest

from learningstories.domain.story import Story
from learningstories.services import reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace

pytestmark = pytest.mark.on_both


def title_of(workspace: Workspace, number: int = 1) -> str:
    with workspace.read() as unit:
        return unit.story(number).title


@pytest.mark.on_file
def test_two_windows_on_one_file_hear_of_each_other(
    challenge: OpenChallenge, add_story: Callable[..., Story], open_challenge: Callable[..., OpenChallenge]
) -> None:
    mine, theirs = challenge.workspace, open_challenge(challenge.path, "Bo").workspace
    heard: list[str] = []
    mine.subscribe(lambda changes: heard.append(changes.label))
    assert not mine.follow_others()
    add_story(theirs)
    assert mine.follow_others()
    assert not mine.follow_others()
    assert heard == ["Add a story"]
    stories.edit(mine, 1, title="Mine")
    assert not mine.follow_others()
    assert heard == ["Add a story", "Edit #1"]
    assert theirs.undo() == "Edit #1"
    assert mine.follow_others()
    assert title_of(mine) == "A lesson"
    assert [line.who for line in mine.history()] == ["Bo", "Ada", "Bo", "Ada"]


def test_nothing_is_missed_when_both_windows_write(
    challenge: OpenChallenge, add_story: Callable[..., Story], open_challenge: Callable[..., OpenChallenge]
) -> None:
    mine, theirs = challenge.workspace, open_challenge(challenge.path, "Bo").workspace
    mine.follow_others()
    heard: list[str] = []
    mine.subscribe(
        lambda changes: heard.extend(
            str(c.after["number"]) for c in changes.records if c.after and "number" in c.after
        )
    )
    add_story(theirs)
    add_story(mine)
    mine.follow_others()
    assert set(heard) == {"1", "2"}


def test_typing_of_two_people_does_not_merge(
    challenge: OpenChallenge,
    story: Story,
    add_reviewer: Callable[..., Any],
    open_challenge: Callable[..., OpenChallenge],
) -> None:
    grace = add_reviewer(challenge.workspace)
    theirs = open_challenge(challenge.path, "Bo").workspace
    reviewing.answer(challenge.workspace, grace.email, 1, why="a")
    reviewing.answer(theirs, grace.email, 1, why="ab")
    assert [line.who for line in theirs.history()[:2]] == ["Bo", "Ada"]


def test_following_never_waits_for_a_writer(workspace: Workspace, story: Story) -> None:
    workspace.follow_others()
    answers: list[bool] = []
    with workspace.change("long") as unit:
        other = Thread(target=lambda: answers.append(workspace.follow_others()))
        other.start()
        other.join(5)
        assert answers == [False]
        unit.texts.put("still writing")
