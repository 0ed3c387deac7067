"""Who is to read which story: given out evenly, kept to, and handed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from learningstories.analysis.assignment import Readers, StoryNeed, assign, groups
from learningstories.domain.assignment import Assignment, AssignmentId
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Story, StoryId, language_of, main_language
from learningstories.i18n import _
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import readable, reviewer_of
from learningstories.services.stepping_aside import steps_aside
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A story that has fewer readers than it should: nobody else can read it."""

    number: int
    title: str
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What was given out: how many new assignments, how many each reviewer has now, and what is short.

    `groups` is in how many groups the readers fall that share no story; more than one are hard to compare.
    """

    new: int
    loads: tuple[tuple[Reviewer, int], ...]
    short: tuple[Short, ...]
    groups: int


def assign_stories(workspace: Workspace, lists: Lists, per_story: int) -> Assigned:
    """Give each story that may be read so many readers, as one step.

    Whoever has a story keeps it, and who has read one counts as its reader.
    """
    read = _read_by(lists)
    with workspace.change(_("Assign stories")) as unit:
        table = _Table(unit, read)
        new = table.fill({story.id: per_story for story in table.stories})
        _store(workspace, unit, new)
        return table.told(new, {story.id: per_story for story in table.stories})


def hand_over(workspace: Workspace, lists: Lists, email: str) -> Assigned:
    """Give the stories that a reviewer has not read yet to others, as one step; raises `NoSuchReviewer`."""
    read = _read_by(lists)
    with workspace.change(_("Give the stories of {email} to others").format(email=email)) as unit:
        giver = reviewer_of(unit, email)
        begun = {reading.story_id for reading in unit.readings.find(reviewer_id=giver.id)}
        given_up = [
            each for each in unit.assignments.find(reviewer_id=giver.id) if each.story_id not in begun
        ]
        before = _Table(unit, read)
        wanted = {each.story_id: len(before.has(each.story_id)) for each in given_up}
        for each in given_up:
            unit.assignments.remove(each.id)
        table = _Table(unit, read, besides=giver.id)
        new = table.fill(wanted)
        _store(workspace, unit, new)
        return table.told(new, wanted)


class _Table:
    """Reviewers and stories, who can read what, and who has what."""

    def __init__(
        self, unit: UnitOfWork, read: Mapping[int, set[ReviewerId]], besides: ReviewerId | None = None
    ) -> None:
        self.stories: Sequence[Story] = readable(unit, unit.challenge())
        people = sorted(unit.reviewers.all(), key=lambda one: (one.added_at, one.email))
        self._people, self._besides = people, besides
        self._place = {reviewer.id: place for place, reviewer in enumerate(people)}
        self._has: dict[StoryId, set[int]] = {
            story.id: {self._place[key] for key in read.get(story.number, ()) if key in self._place}
            for story in self.stories
        }
        for each in unit.assignments.all():
            self._has.setdefault(each.story_id, set()).add(self._place[each.reviewer_id])

    def has(self, story: StoryId) -> frozenset[int]:
        """Who reads the story, by place."""
        return frozenset(self._has.get(story, ()))

    def fill(self, wanted: Mapping[StoryId, int]) -> list[tuple[Reviewer, Story]]:
        """New readers until each story has as many as are wanted of it, as far as there are any."""
        needs = [
            StoryNeed(
                more=max(0, wanted.get(story.id, 0) - len(self._has[story.id])),
                able=[
                    place for place, reviewer in enumerate(self._people) if self._can_read(reviewer, story)
                ],
                liked=frozenset(p for p, one in enumerate(self._people) if story.theme in one.themes),
                have=self.has(story.id),
            )
            for story in self.stories
        ]
        loads = [sum(place in has for has in self._has.values()) for place in range(len(self._people))]
        readers = Readers(capacity=[one.capacity for one in self._people], load=loads)
        given = assign(needs, readers)
        return [
            (self._people[place], story)
            for story, places in zip(self.stories, given, strict=True)
            for place in places
        ]

    def told(self, new: Sequence[tuple[Reviewer, Story]], wanted: Mapping[StoryId, int]) -> Assigned:
        """What came of it."""
        for reviewer, story in new:
            self._has[story.id].add(self._place[reviewer.id])
        loads = [sum(place in has for has in self._has.values()) for place in range(len(self._people))]
        short = [
            Short(number=story.number, title=story.title, missing=missing)
            for story in self.stories
            if (missing := wanted.get(story.id, 0) - len(self._has[story.id])) > 0
        ]
        return Assigned(
            new=len(new),
            loads=tuple(zip(self._people, loads, strict=True)),
            short=tuple(short),
            groups=groups([sorted(has) for has in self._has.values()], len(self._people)),
        )

    def _can_read(self, reviewer: Reviewer, story: Story) -> bool:
        if reviewer.id == self._besides or steps_aside(reviewer, story):
            return False
        spoken = main_language(language_of(story))
        languages = {main_language(language) for language in reviewer.languages}
        return not spoken or not languages or spoken in languages


def _read_by(lists: Lists) -> dict[int, set[ReviewerId]]:
    found: dict[int, set[ReviewerId]] = {}
    for rating in lists.ratings():
        found.setdefault(rating.story, set()).add(ReviewerId(rating.reviewer))
    return found


def _store(workspace: Workspace, unit: UnitOfWork, new: Sequence[tuple[Reviewer, Story]]) -> None:
    now = workspace.clock()
    unit.assignments.add_all(
        [
            Assignment(id=AssignmentId(uuid4()), reviewer_id=reviewer.id, story_id=story.id, assigned_at=now)
            for reviewer, story in new
        ]
    )
