from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import delete, update

from learningstories.domain.errors import FileReadOnly, NoSuchStory, NothingToUndo, UndoBlocked
from learningstories.domain.story import Story
from learningstories.services import challenges, reviewing, shortlisting, stories
from learningstories.services.changes import ChangeSet, Kind, StepKind
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import StoryQuery
from learningstories.services.workspace import Workspace
from learningstories.storage import opening, rows


def title_of(workspace: Workspace, number: int = 1) -> str:
    with workspace.read() as unit:
        return unit.story(number).title


@pytest.fixture
def told(workspace: Workspace) -> list[ChangeSet]:
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    return heard


@pytest.fixture
def story(workspace: Workspace, add_story: Callable[..., Story]) -> Story:
    return add_story(workspace, title="First")


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
    reading = (
        f"INSERT INTO reading SELECT '{story.id.hex}', '{grace.id.hex}', 3, '[]', '', 0, NULL, '', 0, 'no',"
    )
    with workspace._units(writing=True) as unit:  # type: ignore[attr-defined]
        unit._session.connection().exec_driver_sql(
            f"{reading} '', 'none', '', 0, '', 0, '2013-01-01 00:00:00.000000', '{grace.id.hex}'"
        )
        unit._session.commit()
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
    assert workspace.history(limit=1)[0].label == "Grace? Hopper reads #1"
