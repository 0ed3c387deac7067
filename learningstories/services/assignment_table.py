"""Reviewers and stories, who can read what, who has what, and who could have more."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from learningstories.analysis.assignment import Readers, SharedOut, StoryNeed, assign
from learningstories.domain.assignment import Assignment
from learningstories.domain.counting import Rule
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import Story, StoryId, language_of, main_language
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.reviewing import readable
from learningstories.services.stepping_aside import who_steps_aside

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """Who has read which story, by its number; `counting` without those whose reading does not count."""

    counting: Mapping[int, set[ReviewerId]]
    given: Mapping[int, set[ReviewerId]]


def read_by(lists: Lists) -> ReadBy:
    """Who has read what so far."""
    counting: dict[int, set[ReviewerId]] = {}
    given: dict[int, set[ReviewerId]] = {}
    for found, ratings in ((counting, lists.ratings()), (given, lists.given())):
        for rating in ratings:
            found.setdefault(rating.story, set()).add(ReviewerId(rating.reviewer))
    return ReadBy(counting=counting, given=given)


class AssignmentTable:
    """All people by their place, all stories that may be read by theirs.

    `has` are the readers of each story, without those assignments that are `gone`; `aside` those who do not
    come into question for it, whatever they have. `besides` gets nothing new.
    """

    def __init__(
        self,
        unit: UnitOfWork,
        read: ReadBy,
        *,
        besides: ReviewerId | None = None,
        gone: Collection[Assignment] = (),
    ) -> None:
        challenge = unit.challenge()
        self.stories: Sequence[Story] = readable(unit, challenge)
        self.people = sorted(unit.reviewers.all(), key=lambda one: (one.added_at, one.email))
        self._seat = {reviewer.id: seat for seat, reviewer in enumerate(self.people)}
        self._place = {story.id: place for place, story in enumerate(self.stories)}
        self._read = read
        self._out = {seat for seat, reviewer in enumerate(self.people) if reviewer.set_aside_at is not None}
        self._in_vain = self._out if Rule.READER_SET_ASIDE in challenge.not_counted else set()
        self._besides = self._seat.get(besides) if besides is not None else None
        self.aside = self._asides(unit)
        self.has: list[set[int]] = [
            self._seats(read.counting.get(story.number, ())) for story in self.stories
        ]
        self._assigned: set[tuple[int, int]] = set()
        self._mind_assignments(unit, gone)

    def _mind_assignments(self, unit: UnitOfWork, gone: Collection[Assignment]) -> None:
        given_up = {each.id for each in gone}
        for each in unit.assignments.all():
            seat, place = self._seat[each.reviewer_id], self._place.get(each.story_id)
            if place is None:
                continue
            self._assigned.add((seat, place))
            # Whoever steps aside from a story that was given to them is no reader of it.
            if each.id not in given_up and seat not in self.aside[place]:
                self.has[place].add(seat)

    def _asides(self, unit: UnitOfWork) -> list[set[int]]:
        found = [set(self._in_vain) for _ in self.stories]
        for story, people in who_steps_aside(self.people, self.stories).items():
            found[self._place[story]] |= self._seats(people)
        for reading in unit.readings.find(knows=Knows.ASIDE):
            place, seat = self._place.get(reading.story_id), self._seat.get(reading.reviewer_id)
            if place is not None and seat is not None:
                found[place].add(seat)
        return found

    def _seats(self, people: Collection[ReviewerId]) -> set[int]:
        return {self._seat[key] for key in people if key in self._seat}

    def place_of(self, story: StoryId) -> int | None:
        """Where the story is; None if it may not be read."""
        return self._place.get(story)

    def place_by(self, assignment: Assignment) -> tuple[int, int] | None:
        """The reviewer and the story of an assignment; None if the story may not be read."""
        place = self._place.get(assignment.story_id)
        return None if place is None else (self._seat[assignment.reviewer_id], place)

    def read_unasked(self) -> list[tuple[int, int]]:
        """What was read without having been assigned: a reviewer and a story each."""
        return [
            (seat, place)
            for place, has in enumerate(self.has)
            for seat in sorted(has)
            if (seat, place) not in self._assigned
        ]

    def loads(self) -> list[int]:
        """How many stories each has."""
        count = Counter(seat for has in self.has for seat in has)
        return [count[seat] for seat in range(len(self.people))]

    @cached_property
    def languages(self) -> Sequence[str]:
        """The main language of each story; empty where it is not known."""
        return [main_language(language_of(story)) for story in self.stories]

    @cached_property
    def _pools(self) -> Mapping[str, Sequence[int]]:
        """Who reads stories in each language: whoever names no languages reads all."""
        spoken = [{main_language(language) for language in one.languages} for one in self.people]
        return {
            language: [
                seat
                for seat, known in enumerate(spoken)
                if seat not in self._out and (not language or not known or language in known)
            ]
            for language in dict.fromkeys(self.languages)
        }

    def fill(self, wanted: Mapping[int, int], seed: int, step: Step) -> SharedOut:
        """New readers until each story has as many as are wanted of it, as far as there are any."""
        pools, themes = list(self._pools), self._themes()
        liked = {theme: row for row, theme in enumerate(themes)}
        needs = [
            StoryNeed(
                more=max(0, wanted.get(place, 0) - len(self.has[place])),
                pool=pools.index(self.languages[place]),
                liked=liked.get(story.theme),
                barred=frozenset(self.barred(place)),
                have=frozenset(self.has[place]),
            )
            for place, story in enumerate(self.stories)
        ]
        readers = Readers(
            capacity=[one.capacity for one in self.people],
            load=self.loads(),
            pools=[self.open_to(language) for language in pools],
            likes=list(themes.values()),
        )
        return assign(needs, readers, seed=seed, step=step)

    def open_to(self, language: str) -> Sequence[int]:
        """Who could be given stories in this language at all."""
        return [seat for seat in self._pools[language] if seat != self._besides]

    def barred(self, place: int) -> set[int]:
        """Who must not be given the story: who does not come into question, or has read it in vain."""
        read = self._seats(self._read.given.get(self.stories[place].number, ()))
        return (self.aside[place] | read) - self.has[place]

    def _themes(self) -> Mapping[str, Sequence[int]]:
        """Who would rather have the stories of each theme."""
        themes: dict[str, list[int]] = {}
        for seat, reviewer in enumerate(self.people):
            for theme in reviewer.themes:
                themes.setdefault(theme, []).append(seat)
        return themes
