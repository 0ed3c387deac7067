from collections.abc import Callable
from datetime import timedelta
from typing import Any

from learningstories.domain.story import Story
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.changes import ChangeSet, Kind, StepKind
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace


def test_typing_merges_into_one_step(
    workspace: Workspace, story: Story, add_reviewer: Callable[..., Any], clock: Any
) -> None:
    grace = add_reviewer(workspace)
    for letters in ("I", "I will", "I will read"):
        clock.on(seconds=30)
        reviewing.answer(workspace, grace.email, 1, action=letters)
    assert len([line for line in workspace.history() if "reads" in line.label]) == 1
    workspace.undo()
    with workspace.read() as unit:
        assert unit.readings.all() == []
    workspace.redo()
    with workspace.read() as unit:
        assert unit.readings.all()[0].action == "I will read"


def test_typing_is_a_new_step_after_a_pause_a_restart_or_an_undo(
    challenge: OpenChallenge,
    story: Story,
    add_reviewer: Callable[..., Any],
    clock: Any,
    open_challenge: Callable[..., OpenChallenge],
) -> None:
    workspace = challenge.workspace
    grace = add_reviewer(workspace)
    reviewing.answer(workspace, grace.email, 1, action="a")
    clock.on(minutes=6)
    reviewing.answer(workspace, grace.email, 1, action="ab")
    workspace.undo()
    reviewing.answer(workspace, grace.email, 1, action="ac")
    challenge.close()
    workspace = open_challenge(challenge.path).workspace
    reviewing.answer(workspace, grace.email, 1, action="acd")
    seen = []
    while (workspace.undo_label() or "").startswith("Grace"):
        with workspace.read() as unit:
            seen.append(unit.readings.all()[0].action)
        workspace.undo()
    assert seen == ["acd", "ac", "a"]


def test_moving_a_story_there_and_back_leaves_nothing_to_undo(
    workspace: Workspace, add_story: Callable[..., Story], told: list[ChangeSet]
) -> None:
    for _ in range(3):
        add_story(workspace)
    shortlisting.add(workspace, [1, 2, 3])
    shortlisting.move(workspace, 1, 2)
    shortlisting.move(workspace, 1, 1)
    assert workspace.undo_label() == "Add 3 stories to the shortlist"
    assert told[-1].touches(Kind.CHOICE)
    assert len(workspace.history(story=_id(workspace, 2))) == 3


def test_a_merged_step_is_in_the_history_of_every_story_it_touched(
    workspace: Workspace, add_story: Callable[..., Story]
) -> None:
    for _ in range(4):
        add_story(workspace)
    shortlisting.add(workspace, [1, 2, 3, 4])
    shortlisting.move(workspace, 4, 1)
    shortlisting.move(workspace, 4, 3)
    for number in (1, 2, 3, 4):
        assert workspace.history(story=_id(workspace, number))[0].label == "Move #4"


def _id(workspace: Workspace, number: int) -> Any:
    with workspace.read() as unit:
        return unit.story(number).id


def test_a_steps_time_and_name_are_kept(
    workspace: Workspace, story: Story, clock: Any, open_challenge: Callable[..., OpenChallenge]
) -> None:
    clock.on(hours=2)
    stories.withdraw(workspace, [1], "asked to")
    line = workspace.history(limit=1)[0]
    assert (line.label, line.who, line.kind, line.undone) == ("Withdraw #1", "Ada", StepKind.STEP, False)
    assert line.at == clock.now
    assert line.at.utcoffset() == timedelta(0)


def test_the_history_of_a_story_holds_what_concerns_it_alone(
    workspace: Workspace, story: Story, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> None:
    add_story(workspace)
    grace = add_reviewer(workspace)
    reviewing.answer(workspace, grace.email, 1, value=4)
    shortlisting.add(workspace, [1])
    shortlisting.remove(workspace, 1)
    stories.edit(workspace, 2, title="Other")
    workspace.undo()
    told = [line.label for line in workspace.history(story=story.id)]
    assert told == [
        "Take #1 off the shortlist",
        "Add #1 to the shortlist",
        "Grace Hopper reads #1",
        "Add a story",
    ]


def test_making_the_challenge_cannot_be_undone(workspace: Workspace) -> None:
    assert [line.kind for line in workspace.history()] == [StepKind.START]
    assert workspace.undo_label() is None
