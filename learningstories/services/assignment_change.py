"""One change of who reads what: what is new, what is taken away, and what is told of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from learningstories.analysis.linking import NONE, groups
from learningstories.domain.assignment import Assignment
from learningstories.domain.reviewer import ReviewerId
from learningstories.services.assignment_table import AssignmentTable, Step
from learningstories.services.distribution import Assigned, PlannedStory, ReaderGroup
from learningstories.services.unmet import short, unmet

Place = tuple[int, int]  # a reviewer and a story


@dataclass(frozen=True, kw_only=True)
class Change:
    """A table that has all its new readers, and how it came to that.

    `gone` were left out of it beforehand; those of them that were `found` again need not be touched.
    `unasked` are what was read without having been assigned, which is noted with it. `wanted` is how many
    readers a story is to have, by its place.
    """

    table: AssignmentTable
    gone: Sequence[Assignment]
    found: Collection[Place]
    unasked: Sequence[Place]
    wanted: Mapping[int, int]

    @cached_property
    def _before(self) -> Mapping[Place, Assignment]:
        places = ((self.table.place_by(each), each) for each in self.gone)
        return {place: each for place, each in places if place is not None}

    @cached_property
    def new(self) -> Sequence[Place]:
        """Who would read what that was not theirs before."""
        return [place for place in self.found if place not in self._before]

    @cached_property
    def taken(self) -> Sequence[Assignment]:
        """What is taken away from its reader, also of stories that nobody may read any more."""
        kept = {each.id for place, each in self._before.items() if place in self.found}
        return [each for each in self.gone if each.id not in kept]

    def told(self) -> Assigned:
        """What came of it."""
        table = self.table
        given: dict[ReviewerId, list[int]] = {}
        for seat, place in self.new:
            given.setdefault(table.people[seat].id, []).append(table.stories[place].number)
        missing = {
            place: lacks
            for place, wanted in sorted(self.wanted.items())
            if (lacks := wanted - len(table.has[place])) > 0
        }
        return Assigned(
            new=len(self.new),
            taken=len(self.taken),
            loads=tuple(zip(table.people, table.loads(), strict=True)),
            given={key: tuple(sorted(numbers)) for key, numbers in given.items()},
            short=tuple(short(table.stories[place], lacks) for place, lacks in missing.items()),
            unmet=unmet(table, missing),
            apart=_apart(table),
            stories=tuple(self._stories(missing)),
        )

    def _stories(self, missing: Mapping[int, int]) -> Iterable[PlannedStory]:
        table = self.table
        new = _by_story(self.new)
        places = (table.place_by(each) for each in self.taken)
        taken = _by_story([place for place in places if place is not None])
        for place, story in enumerate(table.stories):
            fresh = new.get(place, ())
            yield PlannedStory(
                number=story.number,
                title=story.title,
                language=table.languages[place],
                kept=tuple(sorted(table.has[place].difference(fresh))),
                new=tuple(sorted(fresh)),
                taken=tuple(sorted(taken.get(place, ()))),
                aside=tuple(sorted(table.aside[place] - table.has[place])),
                missing=missing.get(place, 0),
            )


def changed(
    table: AssignmentTable,
    wanted: Mapping[int, int],
    *,
    gone: Sequence[Assignment] = (),
    seed: int = 0,
    step: Step = lambda _done, _total: None,
    note_unasked: bool = True,
) -> Change:
    """Find the readers that are wanted and give them to the table."""
    unasked = table.read_unasked() if note_unasked else []
    shared = table.fill(wanted, seed, step)
    found = [(seat, place) for place, seats in enumerate(shared.given) for seat in seats]
    for seat, place in found:
        table.has[place].add(seat)
    return Change(table=table, gone=gone, found=dict.fromkeys(found).keys(), unasked=unasked, wanted=wanted)


def _by_story(places: Iterable[Place]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for seat, place in places:
        found.setdefault(place, []).append(seat)
    return found


def _apart(table: AssignmentTable) -> tuple[ReaderGroup, ...]:
    """The groups of readers who share no story, the largest first."""
    of_reader = groups([sorted(has) for has in table.has], len(table.people)).tolist()
    readers: dict[int, int] = {}
    for group in of_reader:
        if group != NONE:
            readers[group] = readers.get(group, 0) + 1
    languages: dict[int, set[str]] = {group: set() for group in readers}
    for place, has in enumerate(table.has):
        if has:
            languages[of_reader[next(iter(has))]].add(table.languages[place])
    made = (
        ReaderGroup(readers=count, languages=tuple(sorted(languages[group])))
        for group, count in readers.items()
    )
    return tuple(sorted(made, key=lambda group: (-group.readers, group.languages)))
