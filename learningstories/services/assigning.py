"""Deciding who is to read which story: given out evenly, kept to, shared out anew, and handed on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import uuid4

from learningstories.domain.assignment import Assignment, AssignmentId
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, plural
from learningstories.services.answering import is_begun
from learningstories.services.assignment_change import Change, Place, changed
from learningstories.services.assignment_table import AssignmentTable, ReadBy, Step, read_by
from learningstories.services.distribution import Assigned
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


def _unheard(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How stories are shared out; the same `seed` gives the same.

    Whoever has a story keeps it, and who has read one counts as its reader and has it from now on. With
    `anew`, stories that their reader has not begun, and that are in none of their packs, are shared out
    anew. `step` hears how far it is, and may raise.
    """

    seed: int = 0
    anew: bool = False
    step: Step = _unheard


USUAL = Way()


def assign_stories(workspace: Workspace, lists: Lists, per_story: int, way: Way = USUAL) -> Assigned:
    """Give each story that may be read so many readers, as one step."""
    read = read_by(lists)
    with workspace.change(_("Assign stories")) as unit:
        return _store(workspace, unit, _given_out(unit, read, per_story, way))


def plan_stories(workspace: Workspace, lists: Lists, per_story: int, way: Way = USUAL) -> Assigned:
    """What `assign_stories` would do; nothing is stored."""
    read = read_by(lists)
    with workspace.read() as unit:
        return _given_out(unit, read, per_story, way).told()


def ask_one_more(workspace: Workspace, lists: Lists, numbers: Collection[int]) -> Assigned:
    """Give each of these stories one more reader who has room, as one step."""
    read = read_by(lists)
    label = plural("Ask one more reader for {n} story", "Ask one more reader for {n} stories", len(numbers))
    with workspace.change(label.format(n=len(numbers))) as unit:
        return _store(workspace, unit, _one_more(unit, read, numbers))


def plan_one_more(workspace: Workspace, lists: Lists, numbers: Collection[int]) -> Assigned:
    """What `ask_one_more` would do; nothing is stored."""
    read = read_by(lists)
    with workspace.read() as unit:
        return _one_more(unit, read, numbers).told()


def hand_over(workspace: Workspace, lists: Lists, email: str, seed: int = 0) -> Assigned:
    """Give the stories that a reviewer has not begun yet to others, as one step; raises `NoSuchReviewer`."""
    read = read_by(lists)
    with workspace.change(_("Give the stories of {email} to others").format(email=email)) as unit:
        return _store(workspace, unit, _handed_on(unit, read, reviewer_of(unit, email), seed))


def plan_hand_over(workspace: Workspace, lists: Lists, email: str, seed: int = 0) -> Assigned:
    """What `hand_over` would do; nothing is stored. Raises `NoSuchReviewer`."""
    read = read_by(lists)
    with workspace.read() as unit:
        return _handed_on(unit, read, reviewer_of(unit, email), seed).told()


def _given_out(unit: UnitOfWork, read: ReadBy, per_story: int, way: Way) -> Change:
    gone = _movable(unit) if way.anew else ()
    table = AssignmentTable(unit, read, gone=gone)
    wanted = dict.fromkeys(range(len(table.stories)), per_story)
    return changed(table, wanted, gone=gone, seed=way.seed, step=way.step)


def _movable(unit: UnitOfWork) -> Sequence[Assignment]:
    """What nobody has begun, and what is in none of its reader's packs that may come back."""
    begun = {(each.reviewer_id, each.story_id) for each in unit.readings.all() if is_begun(each)}
    packs = (pack for pack in unit.packs.all() if not pack.revoked)
    out = {(pack.reviewer_id, story.story_id) for pack in packs for story in pack.stories}
    bound = begun | out
    return [each for each in unit.assignments.all() if (each.reviewer_id, each.story_id) not in bound]


def _one_more(unit: UnitOfWork, read: ReadBy, numbers: Collection[int]) -> Change:
    table = AssignmentTable(unit, read)
    wanted = {
        place: len(table.has[place]) + 1
        for place, story in enumerate(table.stories)
        if story.number in numbers
    }
    return changed(table, wanted, note_unasked=not unit.assignments.exist())


def _handed_on(unit: UnitOfWork, read: ReadBy, giver: Reviewer, seed: int) -> Change:
    begun = {each.story_id for each in unit.readings.find(reviewer_id=giver.id) if is_begun(each)}
    gone = [each for each in unit.assignments.find(reviewer_id=giver.id) if each.story_id not in begun]
    before = AssignmentTable(unit, read)
    places = (before.place_of(each.story_id) for each in gone)
    wanted = {place: len(before.has[place]) for place in places if place is not None}
    table = AssignmentTable(unit, read, besides=giver.id, gone=gone)
    return changed(table, wanted, gone=gone, seed=seed, note_unasked=False)


def _store(workspace: Workspace, unit: UnitOfWork, change: Change) -> Assigned:
    for each in change.taken:
        unit.assignments.remove(each.id)
    unit.assignments.add_all([_assignment(workspace, change, at) for at in (*change.unasked, *change.new)])
    return change.told()


def _assignment(workspace: Workspace, change: Change, at: Place) -> Assignment:
    seat, place = at
    return Assignment(
        id=AssignmentId(uuid4()),
        reviewer_id=change.table.people[seat].id,
        story_id=change.table.stories[place].id,
        assigned_at=workspace.clock(),
    )
