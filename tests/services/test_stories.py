from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import NoSuchStory, ReasonNeeded
from learningstories.domain.story import Story, StoryState
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace


@pytest.fixture
def two(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    add_story(workspace, "The first text.", title="First")
    add_story(workspace, "The second.", title="Second")
    return workspace


def test_an_edited_text_becomes_a_new_version_and_the_old_one_stays(two: Workspace) -> None:
    story = stories.edit(two, 1, markdown="A **much** better text.", title="Better")
    assert (story.version, story.words, story.title) == (2, 4, "Better")
    with two.read() as unit:
        versions = sorted(unit.versions.find(story_id=story.id), key=lambda v: v.version)
        assert [unit.texts.get(v.text_sha) for v in versions] == [
            "The first text.",
            "A **much** better text.",
        ]
        assert unit.story(1) == story


def test_the_same_text_makes_no_version(two: Workspace) -> None:
    assert stories.edit(two, 1, markdown="The first text.").version == 1
    assert two.undo_label() == "Add a story"


def test_a_text_may_go_back_to_what_it_was(two: Workspace) -> None:
    stories.edit(two, 1, markdown="Other.")
    assert stories.edit(two, 1, markdown="The first text.").version == 3


def test_withdraw_and_restore(challenge: OpenChallenge, two: Workspace) -> None:
    stories.withdraw(two, [1, 2], "They asked us to")
    assert challenge.lists.state_counts() == {StoryState.WITHDRAWN: 2}
    assert two.undo_label() == "Withdraw 2 stories"
    stories.restore(two, [2])
    assert two.undo_label() == "Restore #2"
    with two.read() as unit:
        assert [(s.withdrawn, s.withdrawn_reason) for s in (unit.story(1), unit.story(2))] == [
            (True, "They asked us to"),
            (False, ""),
        ]


def test_what_is_done_to_no_story_is_no_step(two: Workspace) -> None:
    stories.withdraw(two, [])
    assert two.undo_label() == "Add a story"


def test_one_wrong_number_stops_the_whole_step(two: Workspace) -> None:
    with pytest.raises(NoSuchStory) as refused:
        stories.withdraw(two, [1, 2, 3])
    assert refused.value.number == 3
    with two.read() as unit:
        assert not unit.story(1).withdrawn


def test_a_late_story_waits_for_a_decision(
    challenge: OpenChallenge, workspace: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    add_story(workspace, received_at=clock() + timedelta(days=5))
    assert challenge.lists.state_counts() == {StoryState.LATE: 1}
    for decision in (LateDecision.REFUSE, LateDecision.ACCEPT):
        with pytest.raises(ReasonNeeded):
            stories.decide_late(workspace, [1], decision, "  ")
    stories.decide_late(workspace, [1], LateDecision.REFUSE, "five days")
    assert challenge.lists.state_counts() == {StoryState.REFUSED: 1}
    stories.decide_late(workspace, [1], LateDecision.ACCEPT, " the server was\ndown ")
    with workspace.read() as unit:
        assert unit.story(1).late_reason == "the server was down"
    assert challenge.lists.state_counts() == {StoryState.READING: 1}
    stories.decide_late(workspace, [1], LateDecision.OPEN)
    assert challenge.lists.state_counts() == {StoryState.LATE: 1}
    assert workspace.undo_label() == "Reconsider late story #1"
