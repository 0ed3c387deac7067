"""Who reads what: even loads, liked themes, and readers who share stories with many others.

The scarcest story is given out first, each to whoever has the least to read for their share. Where a
story stays short, readers hand stories on along a chain until somebody has room.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from learningstories.analysis.order import reading_order

_EVENNESS, _LIKING, _SHARED = 4.0, 1.0, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """All readers by their place: the most stories each takes, None for any number, and how many each has."""

    capacity: Sequence[int | None]
    load: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNeed:
    """A story that needs `more` readers besides those of `have`, out of `able`; `liked` by some of them."""

    more: int
    able: Sequence[int]
    liked: frozenset[int] = frozenset()
    have: frozenset[int] = frozenset()


def assign(stories: Sequence[StoryNeed], readers: Readers, *, seed: int = 0) -> list[list[int]]:
    """The new readers of each story; fewer than it needs only where nobody else can read it.

    Where two would do as well, `seed` decides; 0 takes the earlier one.
    """
    turn, lot = list(range(len(stories))), list(range(len(readers.load)))
    if seed:
        turn, lot = list(reading_order(seed, turn)), list(reading_order(seed, lot))
    plan = _Plan(stories, readers, lot)
    scarcest = sorted(turn, key=lambda place: len(stories[place].able))
    for place in scarcest:
        for _ in range(stories[place].more):
            if not plan.give(place):
                break
    for place in scarcest:
        while len(plan.given[place]) < stories[place].more and plan.hand_on(place):
            pass
    return [sorted(given) for given in plan.given]


def groups(stories: Sequence[Sequence[int]], readers: int) -> int:
    """In how many groups the readers fall that share no story; who reads nothing is in none."""
    leader = list(range(readers))

    def lead(reader: int) -> int:
        while leader[reader] != reader:
            leader[reader] = leader[leader[reader]]
            reader = leader[reader]
        return reader

    reading: set[int] = set()
    for of_story in stories:
        reading.update(of_story)
        for reader in of_story[1:]:
            leader[lead(reader)] = lead(of_story[0])
    return len({lead(reader) for reader in reading})


class _Plan:
    def __init__(self, stories: Sequence[StoryNeed], readers: Readers, lot: Sequence[int]) -> None:
        self._lot = lot  # of two readers who would do as well, the one with the lower takes it
        self._stories, self._capacity = stories, readers.capacity
        self._load = list(readers.load)
        wanted = sum(story.more for story in stories) + sum(readers.load)
        even = max(1.0, wanted / max(1, len(self._load)))
        self._share = [even if most is None else max(0.1, min(even, most)) for most in readers.capacity]
        self._together: list[dict[int, int]] = [{} for _ in self._load]
        self._holds: list[set[int]] = [set() for _ in self._load]
        self.given: list[set[int]] = [set() for _ in stories]

    def give(self, place: int) -> bool:
        """Give the story to whoever suits it best; whether there was anybody."""
        story, given = self._stories[place], self.given[place]
        free = [r for r in story.able if self._has_room(r) and r not in given and r not in story.have]
        if not free:
            return False
        others = given | story.have

        def cost(reader: int) -> tuple[float, int]:
            shared = sum(self._together[reader].get(other, 0) for other in others)
            liked = _LIKING if reader in story.liked else 0.0
            load = _EVENNESS * self._load[reader] / self._share[reader]
            return (load - liked + _SHARED * shared, self._lot[reader])

        self._add(place, min(free, key=cost))
        return True

    def hand_on(self, place: int) -> bool:
        """Make room for the story by handing others on, one to the next; whether that could be done."""
        before: dict[int, tuple[int, int] | None] = {}
        waiting: deque[int] = deque()
        for reader in self._free_for(place):
            before[reader] = None
            waiting.append(reader)
        while waiting:
            reader = waiting.popleft()
            if self._has_room(reader):
                self._shift(place, reader, before)
                return True
            for held in sorted(self._holds[reader]):
                for other in self._free_for(held):
                    if other not in before:
                        before[other] = (reader, held)
                        waiting.append(other)
        return False

    def _shift(self, place: int, last: int, before: dict[int, tuple[int, int] | None]) -> None:
        reader = last
        while (step := before[reader]) is not None:
            giver, held = step
            self._remove(held, giver)
            self._add(held, reader)
            reader = giver
        self._add(place, reader)

    def _free_for(self, place: int) -> list[int]:
        taken = self.given[place] | self._stories[place].have
        return [reader for reader in self._stories[place].able if reader not in taken]

    def _has_room(self, reader: int) -> bool:
        most = self._capacity[reader]
        return most is None or self._load[reader] < most

    def _add(self, place: int, reader: int) -> None:
        for other in self.given[place] | self._stories[place].have:
            self._together[reader][other] = self._together[reader].get(other, 0) + 1
            self._together[other][reader] = self._together[other].get(reader, 0) + 1
        self.given[place].add(reader)
        self._holds[reader].add(place)
        self._load[reader] += 1

    def _remove(self, place: int, reader: int) -> None:
        self.given[place].discard(reader)
        self._holds[reader].discard(place)
        self._load[reader] -= 1
