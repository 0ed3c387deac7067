from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, update

from learningstories.domain.errors import FileReadOnly, NoSuchStory, NothingToUndo, UndoBlocked
from learningstories.domain.story import Story
from learningstories.services import challenges, reviewing, stories
from learningstories.services.answering import blank_reading
from learningstories.services.changes import ChangeSet, Kind, StepKind
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import StoryQuery
from learningstories.services.workspace import Workspace
from learningstories.storage import opening, rows

pytestmark = pytest.mark.on_both


def title_of(workspace: Workspace, number: int = 1) -> str:
    with workspace.read() as unit:
        return unit.story(number).title


def test_a_step_is_told_once_with_what_it_altered(
    workspace: Workspace, told: list[ChangeSet], story: Story
) -> None:
    stories.edit(workspace, 1, title="Second")
    assert [change.label for change in told] == ["Add a story", "Edit #1"]
    assert told[0].touches(Kind.STORY, Kind.VERSION)
    (record,) = told[1].records
    assert (record.key, record.before, record.after) == (story.id, {"title": "First"}, {"title": "Second"})


def test_a_step_that_alters_nothing_is_neither_told_nor_stored(
    workspace: Workspace, told: list[ChangeSet], story: Story
) -> None:
    stories.edit(workspace, 1, title="First")
    assert len(told) == 1
    assert workspace.undo_label() == "Add a story"


def test_undo_and_redo_by_name(workspace: Workspace, told: list[ChangeSet], story: Story) -> None:
    stories.edit(workspace, 1, title="Second")
    stories.edit(workspace, 1, title="Third")
    assert workspace.undo_label() == "Edit #1"
    assert workspace.undo() == "Edit #1"
    assert title_of(workspace) == "Second"
    workspace.undo()
    assert (title_of(workspace), workspace.redo_label()) == ("First", "Edit #1")
    workspace.redo()
    assert title_of(workspace) == "Second"
    workspace.redo()
    assert title_of(workspace) == "Third"
    assert workspace.redo_label() is None
    assert len(told) == 7


def test_nothing_is_left_to_undo_or_redo_in_a_new_challenge(workspace: Workspace) -> None:
    assert (workspace.undo_label(), workspace.redo_label()) == (None, None)
    with pytest.raises(NothingToUndo) as refused:
        workspace.undo()
    assert not refused.value.redo
    with pytest.raises(NothingToUndo) as refused:
        workspace.redo()
    assert refused.value.redo


def test_what_was_taken_back_cannot_come_back_after_something_else(
    workspace: Workspace, story: Story
) -> None:
    stories.edit(workspace, 1, title="Second")
    workspace.undo()
    stories.edit(workspace, 1, author="Bo")
    assert workspace.redo_label() is None
    workspace.undo()
    # Only the step that was taken back last is offered, not the one that was given up before it.
    workspace.redo()
    with workspace.read() as unit:
        assert (unit.story(1).title, unit.story(1).author) == ("First", "Bo")
    with pytest.raises(NothingToUndo):
        workspace.redo()
    kinds = [line.kind for line in workspace.history()]
    assert kinds.count(StepKind.GIVEN_UP) == 1


def test_undo_works_across_a_restart(
    challenge: OpenChallenge, story: Story, open_challenge: Callable[..., OpenChallenge]
) -> None:
    stories.edit(challenge.workspace, 1, title="Second")
    challenge.close()
    again = open_challenge(challenge.path)
    assert again.workspace.undo() == "Edit #1"
    again.close()
    third = open_challenge(challenge.path)
    assert title_of(third.workspace) == "First"
    third.workspace.redo()
    assert title_of(third.workspace) == "Second"
    third.workspace.undo()
    third.workspace.undo()
    assert list(third.lists.numbers(StoryQuery())) == []
    assert third.check() == []


def test_an_undo_is_refused_when_the_record_has_changed_since(
    workspace: Workspace, story: Story, add_story: Callable[..., Story], told: list[ChangeSet]
) -> None:
    stories.edit(workspace, 1, title="Second")
    # As another program would that keeps no history.
    with workspace._units(writing=True) as unit:  # type: ignore[attr-defined]
        unit._session.connection().exec_driver_sql("UPDATE story SET title = 'Elsewhere'")
        unit._session.commit()
    heard = len(told)
    with pytest.raises(UndoBlocked) as refused:
        workspace.undo()
    assert refused.value.label == "Edit #1"
    assert (title_of(workspace), workspace.undo_label(), len(told)) == ("Elsewhere", "Edit #1", heard)


def test_an_undo_is_refused_when_something_new_hangs_on_the_record(
    workspace: Workspace, story: Story, add_reviewer: Callable[..., Any]
) -> None:
    grace = add_reviewer(workspace)
    with workspace._units(writing=True) as unit:  # stored by another program, as it were
        unit.readings.add(blank_reading(grace.id, story.id, story.text_sha, workspace.clock()))
        unit._session.commit()  # type: ignore[attr-defined]
    with pytest.raises(UndoBlocked):
        workspace.undo()
    with workspace.read() as unit:
        assert len(unit.reviewers.all()) == 1


def test_a_body_that_fails_stores_nothing(workspace: Workspace, story: Story, told: list[ChangeSet]) -> None:
    with pytest.raises(NoSuchStory):
        stories.withdraw(workspace, [1, 99])
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(workspace)
    with workspace.read() as unit:
        assert not unit.story(1).withdrawn
        assert unit.challenge().title == "Learning stories"
    assert (workspace.undo_label(), len(told)) == ("Add a story", 0)


def _fail_halfway(workspace: Workspace) -> None:
    with workspace.change("x") as unit:
        unit.texts.put("never kept")
        unit.challenges.replace(replace(unit.challenge(), title="Never"))
        raise ZeroDivisionError


def test_statements_that_would_escape_the_history_are_refused(workspace: Workspace, story: Story) -> None:
    for statement in (update(rows.StoryRow).values(title="x"), delete(rows.StoryRow)):
        with pytest.raises(TypeError), workspace.change("x") as unit:
            unit._session.execute(statement)  # type: ignore[attr-defined]
    assert title_of(workspace) == "First"


@pytest.mark.on_file
def test_a_challenge_opened_to_read_can_be_read_and_refuses_to_be_changed(
    challenge: OpenChallenge, story: Story, clock: Any
) -> None:
    challenge.close()
    challenge.path.chmod(0o444)
    reader = opening.open_to_read(challenge.path, clock, "Bo")
    assert title_of(reader.workspace) == "First"
    assert reader.check() == []
    with pytest.raises(FileReadOnly):
        stories.edit(reader.workspace, 1, title="Second")
    assert title_of(reader.workspace) == "First"
    reader.close()


@pytest.mark.parametrize("number", [0, -1, 99, 10**30, -(10**30)])
def test_a_number_that_no_story_has(workspace: Workspace, story: Story, number: int) -> None:
    with pytest.raises(NoSuchStory):
        stories.edit(workspace, number, title="x")


def test_half_a_character_is_stored_as_a_question_mark(
    workspace: Workspace, story: Story, add_reviewer: Callable[..., Any]
) -> None:
    stories.edit(workspace, 1, title="a\ud800b", markdown="c\udfffd")
    challenges.alter(workspace, themes=("e\ud800",))
    grace = add_reviewer(workspace, "Grace\ud800 Hopper", email="grace@example.org")
    reviewing.answer(workspace, grace.email, 1, why="\udc80")
    with workspace.read() as unit:
        story = unit.story(1)
        assert (story.title, unit.texts.get(story.text_sha)) == ("a?b", "c?d")
        assert unit.challenge().themes == ("e?",)
        assert unit.readings.all()[0].why == "?"
    with workspace.change("Correct a\ud800b") as unit:
        unit.stories.replace(replace(unit.story(1), title="Whole"))
    assert workspace.history(limit=1)[0].label == "Correct a?b"
