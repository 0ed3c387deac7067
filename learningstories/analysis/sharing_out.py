"""A distribution of stories in the making, and the giving out of the next story."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray

# What an even share of stories, a liked theme and one story shared before weigh; from three shared stories
# on two readers are well connected, and more weight would only make loads uneven.
_EVENNESS, _LIKING, _SHARED, _MOST_SHARED = 4.0, 0.5, 0.3, 0.9
_TIE = 1e-9  # less than anything else that tells two readers apart
_LEAST_SHARE = 0.1
# Of more readers chance alone lets few share many stories, and a table of all pairs would be large.
MOST_PAIRED = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """All readers by their place: the most stories each takes, None for any number, and how many each has.

    `pools` are those who can read the stories of one kind, for each kind; `likes` those who would rather
    have the stories of one theme, for each theme.
    """

    capacity: Sequence[int | None]
    load: Sequence[int]
    pools: Sequence[Sequence[int]]
    likes: Sequence[Sequence[int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNeed:
    """A story that needs `more` readers besides those of `have`, out of those of `pool` and not `barred`.

    `liked` is the theme by which some would rather have it, None for none.
    """

    more: int
    pool: int = 0
    liked: int | None = None
    barred: frozenset[int] = frozenset()
    have: frozenset[int] = frozenset()


class SharingOut:
    """Who has what so far: `given` are each story's new readers, `holds` each reader's new stories."""

    def __init__(self, stories: Sequence[StoryNeed], readers: Readers, lot: Sequence[int]) -> None:
        count = len(readers.load)
        self.stories = stories
        self.given: list[list[int]] = [[] for _ in stories]
        self.holds: list[set[int]] = [set() for _ in range(count)]
        self._load: IntArray = np.array(readers.load, dtype=np.int64)
        unbounded = np.iinfo(np.int64).max
        self._capacity: IntArray = np.array(
            [unbounded if most is None else most for most in readers.capacity], dtype=np.int64
        )
        self._share = self._shares()
        self._tie = np.empty(count)
        self._tie[list(lot)] = _TIE * np.arange(count)  # of two who would do as well, the earlier in the lot
        self.pools = _marks(readers.pools, count)
        self._closed: FloatArray = np.where(self.pools, 0.0, np.inf)
        self._liking = _LIKING * _marks(readers.likes, count)
        self._ready = np.where(
            self._load < self._capacity, _EVENNESS * self._load / self._share + self._tie, np.inf
        )
        size = count if count <= MOST_PAIRED else 0
        self._pairs: npt.NDArray[np.float32] = np.zeros((size, size), dtype=np.float32)
        for story in stories:
            if len(story.have) > 1 and size:
                have = sorted(story.have)
                self._pairs[np.ix_(have, have)] += _SHARED
        np.minimum(self._pairs, _MOST_SHARED, out=self._pairs)

    def _shares(self) -> FloatArray:
        """How much would be even for each reader."""
        wanted = sum(max(story.more, 0) for story in self.stories) + int(self._load.sum())
        even = max(1.0, wanted / max(1, len(self._load)))
        shares: FloatArray = np.clip(self._capacity, _LEAST_SHARE, even)
        return shares

    def missing(self, place: int) -> int:
        """How many readers the story still lacks."""
        return max(0, self.stories[place].more - len(self.given[place]))

    def give(self, place: int) -> None:
        """Give the story to those who suit it best, as long as it lacks any and anybody has room."""
        story = self.stories[place]
        cost = self._ready + self._closed[story.pool]
        if story.liked is not None:
            cost -= self._liking[story.liked]
        taken = self.taken(place)
        if taken:
            cost[taken] = np.inf
        for other in story.have:
            self._mind_pairs(cost, other)
        for _ in range(min(self.missing(place), len(cost))):
            reader = int(cost.argmin())
            if cost[reader] == np.inf:
                return
            self._pair(place, reader)
            self.add(place, reader)
            self._mind_pairs(cost, reader)
            cost[reader] = np.inf

    def taken(self, place: int) -> list[int]:
        """Who does not come into question any more for the story."""
        story = self.stories[place]
        return [*story.barred, *story.have, *self.given[place]]

    def can_take(self, reader: int, place: int) -> bool:
        """Whether the reader, room or not, could read the story and does not have it."""
        story = self.stories[place]
        return (
            bool(self.pools[story.pool, reader])
            and reader not in story.barred
            and reader not in story.have
            and reader not in self.given[place]
        )

    def has_room(self) -> BoolArray:
        """Who could take another story."""
        room: BoolArray = self._ready < np.inf
        return room

    def reads(self, reader: int) -> bytes:
        """What sets those apart who can read other kinds of stories."""
        return self.pools[:, reader].tobytes()

    def candidates(self, place: int, among: BoolArray) -> IntArray:
        """Who of `among` could read the story and does not have it."""
        found: BoolArray = self.pools[self.stories[place].pool] & among
        taken = self.taken(place)
        if taken:
            found[taken] = False
        return np.flatnonzero(found)

    def freest(self, readers: IntArray) -> int | None:
        """Who of these has the most room for their share; None where none has any."""
        if not len(readers):
            return None
        best = int(readers[self._ready[readers].argmin()])
        return best if self._ready[best] < np.inf else None

    def add(self, place: int, reader: int) -> None:
        """Give the story to this reader."""
        self.given[place].append(reader)
        self.holds[reader].add(place)
        self._carry(reader, 1)

    def remove(self, place: int, reader: int) -> None:
        """Take the story, which is new, from this reader."""
        self.given[place].remove(reader)
        self.holds[reader].discard(place)
        self._carry(reader, -1)

    def _carry(self, reader: int, more: int) -> None:
        self._load[reader] += more
        load = self._load[reader]
        room = load < self._capacity[reader]
        self._ready[reader] = _EVENNESS * load / self._share[reader] + self._tie[reader] if room else np.inf

    def _pair(self, place: int, reader: int) -> None:
        if len(self._pairs):
            for other in (*self.stories[place].have, *self.given[place]):
                weight = min(self._pairs[reader, other] + _SHARED, _MOST_SHARED)
                self._pairs[reader, other] = self._pairs[other, reader] = weight

    def _mind_pairs(self, cost: FloatArray, reader: int) -> None:
        if len(self._pairs):
            cost += self._pairs[reader]


def _marks(rows: Sequence[Sequence[int]], count: int) -> BoolArray:
    marks = np.zeros((len(rows), count), dtype=np.bool_)
    for row, places in zip(marks, rows, strict=True):
        row[list(places)] = True
    return marks
