"""Who is to read which story: given out evenly, kept to, and handed on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from learningstories.analysis.assignment import Readers, StoryNeed, assign, groups
from learningstories.domain.assignment import Assignment, AssignmentId
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Story, StoryId, language_of, main_language
from learningstories.i18n import _, plural
from learningstories.services.answering import is_begun
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import readable, reviewer_of
from learningstories.services.stepping_aside import steps_aside
from learningstories.services.workspace import Workspace

ReadBy = Mapping[int, set[ReviewerId]]
Given = Sequence[tuple[Reviewer, Story]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A story that has fewer readers than it should: nobody else can read it."""

    number: int
    title: str
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What was given out: how many new assignments, how many each reviewer has now, and what is short.

    `given` are the numbers of the stories that are new to each. `groups` is in how many groups the readers
    fall that share no story; more than one are hard to compare.
    """

    new: int
    loads: tuple[tuple[Reviewer, int], ...]
    given: Mapping[ReviewerId, tuple[int, ...]]
    short: tuple[Short, ...]
    groups: int


def assign_stories(workspace: Workspace, lists: Lists, per_story: int, *, seed: int = 0) -> Assigned:
    """Give each story that may be read so many readers, as one step; the same `seed` gives the same.

    Whoever has a story keeps it, and who has read one counts as its reader and has it from now on.
    """
    read = _read_by(lists)
    with workspace.change(_("Assign stories")) as unit:
        new, told = _given_out(unit, read, per_story, seed)
        _store(workspace, unit, new)
        return told


def plan_stories(workspace: Workspace, lists: Lists, per_story: int, *, seed: int = 0) -> Assigned:
    """What `assign_stories` would do; nothing is stored."""
    read = _read_by(lists)
    with workspace.read() as unit:
        return _given_out(unit, read, per_story, seed)[1]


def ask_one_more(workspace: Workspace, lists: Lists, numbers: Collection[int]) -> Assigned:
    """Give each of these stories one more reader who has room, as one step."""
    read = _read_by(lists)
    label = plural("Ask one more reader for {n} story", "Ask one more reader for {n} stories", len(numbers))
    with workspace.change(label.format(n=len(numbers))) as unit:
        new, told = _one_more(unit, read, numbers)
        _store(workspace, unit, new)
        return told


def plan_one_more(workspace: Workspace, lists: Lists, numbers: Collection[int]) -> Assigned:
    """What `ask_one_more` would do; nothing is stored."""
    read = _read_by(lists)
    with workspace.read() as unit:
        return _one_more(unit, read, numbers)[1]


def hand_over(workspace: Workspace, lists: Lists, email: str) -> Assigned:
    """Give the stories that a reviewer has not read yet to others, as one step; raises `NoSuchReviewer`."""
    read = _read_by(lists)
    with workspace.change(_("Give the stories of {email} to others").format(email=email)) as unit:
        given_up, new, told = _handed_on(unit, read, reviewer_of(unit, email))
        for each in given_up:
            unit.assignments.remove(each.id)
        _store(workspace, unit, new)
        return told


def plan_hand_over(workspace: Workspace, lists: Lists, email: str) -> Assigned:
    """What `hand_over` would do; nothing is stored. Raises `NoSuchReviewer`."""
    read = _read_by(lists)
    with workspace.read() as unit:
        return _handed_on(unit, read, reviewer_of(unit, email))[2]


def _given_out(unit: UnitOfWork, read: ReadBy, per_story: int, seed: int) -> tuple[Given, Assigned]:
    table = _Table(unit, read)
    wanted = {story.id: per_story for story in table.stories}
    read_unasked = table.read_unasked()
    new = table.fill(wanted, seed)
    return [*read_unasked, *new], table.told(new, wanted)


def _one_more(unit: UnitOfWork, read: ReadBy, numbers: Collection[int]) -> tuple[Given, Assigned]:
    table = _Table(unit, read)
    wanted = {s.id: len(table.has(s.id)) + 1 for s in table.stories if s.number in numbers}
    unasked = table.read_unasked() if not unit.assignments.exist() else []
    new = table.fill(wanted)
    return [*unasked, *new], table.told(new, wanted)


def _handed_on(
    unit: UnitOfWork, read: ReadBy, giver: Reviewer
) -> tuple[Sequence[Assignment], Given, Assigned]:
    readings = unit.readings.find(reviewer_id=giver.id)
    begun = {reading.story_id for reading in readings if is_begun(reading)}
    given_up = [each for each in unit.assignments.find(reviewer_id=giver.id) if each.story_id not in begun]
    before = _Table(unit, read)
    wanted = {each.story_id: len(before.has(each.story_id)) for each in given_up}
    table = _Table(unit, read, besides=giver.id, gone=given_up)
    new = table.fill(wanted)
    return given_up, new, table.told(new, wanted)


class _Table:
    """Reviewers and stories, who can read what, and who has what."""

    def __init__(
        self,
        unit: UnitOfWork,
        read: ReadBy,
        besides: ReviewerId | None = None,
        gone: Collection[Assignment] = (),
    ) -> None:
        self.stories: Sequence[Story] = readable(unit, unit.challenge())
        people = sorted(unit.reviewers.all(), key=lambda one: (one.added_at, one.email))
        self._people, self._besides = people, besides
        self._place = {reviewer.id: place for place, reviewer in enumerate(people)}
        self._has: dict[StoryId, set[int]] = {
            story.id: {self._place[key] for key in read.get(story.number, ()) if key in self._place}
            for story in self.stories
        }
        self._aside = {(r.reviewer_id, r.story_id) for r in unit.readings.find(knows=Knows.ASIDE)}
        self._assigned: set[tuple[int, StoryId]] = set()
        given_up, stories = {each.id for each in gone}, {story.id: story for story in self.stories}
        for each in unit.assignments.all():
            place, story = self._place[each.reviewer_id], stories.get(each.story_id)
            # Whoever steps aside from a story that was given to them is no reader of it.
            self._assigned.add((place, each.story_id))
            if each.id not in given_up and story is not None and not self._steps_aside(people[place], story):
                self._has[story.id].add(place)

    def read_unasked(self) -> Given:
        """What was read without having been assigned."""
        return [
            (self._people[place], story)
            for story in self.stories
            for place in sorted(self._has[story.id])
            if (place, story.id) not in self._assigned
        ]

    def has(self, story: StoryId) -> frozenset[int]:
        """Who reads the story, by place."""
        return frozenset(self._has.get(story, ()))

    def fill(self, wanted: Mapping[StoryId, int], seed: int = 0) -> Given:
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
        given = assign(needs, readers, seed=seed)
        return [
            (self._people[place], story)
            for story, places in zip(self.stories, given, strict=True)
            for place in places
        ]

    def told(self, new: Given, wanted: Mapping[StoryId, int]) -> Assigned:
        """What came of it."""
        given: dict[ReviewerId, list[int]] = {}
        for reviewer, story in new:
            self._has[story.id].add(self._place[reviewer.id])
            given.setdefault(reviewer.id, []).append(story.number)
        loads = [sum(place in has for has in self._has.values()) for place in range(len(self._people))]
        short = [
            Short(number=story.number, title=story.title, missing=missing)
            for story in self.stories
            if (missing := wanted.get(story.id, 0) - len(self._has[story.id])) > 0
        ]
        return Assigned(
            new=len(new),
            loads=tuple(zip(self._people, loads, strict=True)),
            given={key: tuple(sorted(numbers)) for key, numbers in given.items()},
            short=tuple(short),
            groups=groups([sorted(has) for has in self._has.values()], len(self._people)),
        )

    def _can_read(self, reviewer: Reviewer, story: Story) -> bool:
        if reviewer.id == self._besides or reviewer.set_aside_at is not None:
            return False  # what somebody reads who was set aside would not count
        if self._steps_aside(reviewer, story):
            return False
        spoken = main_language(language_of(story))
        languages = {main_language(language) for language in reviewer.languages}
        return not spoken or not languages or spoken in languages

    def _steps_aside(self, reviewer: Reviewer, story: Story) -> bool:
        return (reviewer.id, story.id) in self._aside or steps_aside(reviewer, story)


def _read_by(lists: Lists) -> ReadBy:
    found: dict[int, set[ReviewerId]] = {}
    for rating in lists.ratings():
        found.setdefault(rating.story, set()).add(ReviewerId(rating.reviewer))
    return found


def _store(workspace: Workspace, unit: UnitOfWork, new: Given) -> None:
    now = workspace.clock()
    unit.assignments.add_all(
        [
            Assignment(id=AssignmentId(uuid4()), reviewer_id=reviewer.id, story_id=story.id, assigned_at=now)
            for reviewer, story in new
        ]
    )
