"""Which readers can be compared through the stories they share, and swaps that bring groups together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from learningstories.analysis.arrays import BoolArray, IntArray
from learningstories.analysis.sharing_out import SharingOut

Reading = tuple[int, int]  # a story, and one who reads it
NONE = -1
_PATIENCE = 5  # where so many readings were of no use, others of their kind are hardly of any


def groups(stories: Sequence[Sequence[int]], readers: int) -> IntArray:
    """The group of each reader, `NONE` for who reads nothing; readers of two groups share no story."""
    who = np.array([reader for of_story in stories for reader in of_story], dtype=np.int64)
    sizes = np.array([len(of_story) for of_story in stories], dtype=np.int64)
    what = np.repeat(np.arange(len(stories)), sizes)
    size = readers + len(stories)
    found = np.full(readers, NONE, dtype=np.int64)
    if len(who):
        shared = coo_array((np.ones(len(who), dtype=np.int8), (who, readers + what)), shape=(size, size))
        labels = connected_components(shared, directed=False)[1]
        reading = np.unique(who)
        found[reading] = np.unique(labels[reading], return_inverse=True)[1]
    return found


def link(plan: SharingOut) -> None:
    """Let readers of different groups swap stories until all are connected, as far as swaps can do that.

    Where none can, one gives a story to another who has room. No story gets fewer readers.
    """
    everyone = [[*story.have, *given] for story, given in zip(plan.stories, plan.given, strict=True)]
    group = groups(everyone, len(plan.holds))
    for backwards in (False, True):
        if len(np.unique(group[group != NONE])) > 1:
            _Linking(plan, group, _spare_readings(plan, backwards=backwards)).run()


class _Linking:
    """A reading is spare where its reader and its story are connected without it: it may go elsewhere.

    The others, which are not spare, are a spanning forest. Where a spare reading of one group and any of
    another change readers, both groups become one, and their trees one tree.
    """

    def __init__(self, plan: SharingOut, group: IntArray, spare: Iterable[Reading]) -> None:
        self._plan, self._group = plan, group
        self._spare = dict.fromkeys(spare, True)
        self._in_vain: Counter[tuple[int, int, bytes]] = Counter()

    def run(self) -> None:
        """Bring together what can be."""
        for bring in (self._swap, self._move):
            for reading in list(self._spare):
                if len(np.unique(self._group[self._group != NONE])) == 1:
                    return
                if reading in self._spare:
                    bring(*reading)

    def _swap(self, story: int, reader: int) -> None:
        """Swap the spare reading with any of another group."""
        plan = self._plan
        tried = (plan.stories[story].pool, int(self._group[reader]), plan.reads(reader))
        if self._in_vain[tried] >= _PATIENCE:
            return
        for other in plan.candidates(story, self._others(reader)).tolist():
            for theirs in sorted(plan.holds[other]):
                if plan.can_take(reader, theirs):
                    del self._spare[story, reader]
                    self._hand(story, reader, other)
                    self._hand(theirs, other, reader)
                    self._join(reader, other)
                    return
        self._in_vain[tried] += 1

    def _move(self, story: int, reader: int) -> None:
        """Give the spare reading to somebody of another group who has room."""
        other = self._plan.freest(self._plan.candidates(story, self._others(reader)))
        if other is not None:
            del self._spare[story, reader]
            self._hand(story, reader, other)
            self._join(reader, other)

    def _others(self, reader: int) -> BoolArray:
        others: BoolArray = (self._group != NONE) & (self._group != self._group[reader])
        return others

    def _hand(self, story: int, giver: int, taker: int) -> None:
        self._plan.remove(story, giver)
        self._plan.add(story, taker)
        if self._spare.pop((story, giver), False):
            # What was not needed to hold the other group together is not needed in the new one, either.
            self._spare[story, taker] = True

    def _join(self, reader: int, other: int) -> None:
        self._group[self._group == self._group[other]] = self._group[reader]


def _spare_readings(plan: SharingOut, *, backwards: bool) -> Iterator[Reading]:
    """The new readings that close a ring of stories and readers; what stays as it is connects first.

    Of a ring it is the last reading that is spare, or `backwards` the first.
    """
    leader: dict[int, int] = {}

    def lead(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    def closes(story: int, reader: int) -> bool:
        one, other = lead(reader), lead(-1 - story)
        leader[one] = other
        return one == other

    for place, story in enumerate(plan.stories):
        for reader in story.have:
            closes(place, reader)
    new = [(place, reader) for place, given in enumerate(plan.given) for reader in given]
    yield from [reading for reading in (reversed(new) if backwards else new) if closes(*reading)]
