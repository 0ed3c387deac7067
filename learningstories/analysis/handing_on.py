"""Makes room for stories that are short: readers hand stories on until somebody has room."""

from collections.abc import Callable, Sequence

import numpy as np

from learningstories.analysis.arrays import BoolArray, IntArray
from learningstories.analysis.sharing_out import SharingOut

_FAR = np.iinfo(np.int64).max
Handing = tuple[int, int]  # a story, and who takes it


def hand_on(plan: SharingOut, short: Sequence[int], step: Callable[[int, int], None]) -> frozenset[int]:
    """Fill these stories as far as that can be done at all, by the shortest chains there are.

    Gives the readers who prove that what is short now stays short, see `SharedOut`. This is the search for
    a maximum flow by Dinic's layers, begun with what is given out; those readers are a smallest cut.
    """
    while short:
        layers = _Layers(plan)
        for done, place in enumerate(short):
            step(done, len(short))
            while plan.missing(place) and layers.make_room(place):
                pass
        short = [place for place in short if plan.missing(place)]
        if not layers.used:
            return frozenset(np.flatnonzero(layers.far == _FAR).tolist())
    return frozenset()


class _Layers:
    """`far` is how often a story must be handed on until somebody has room, from each reader on."""

    def __init__(self, plan: SharingOut) -> None:
        self._plan = plan
        self.far: IntArray = np.full(len(plan.holds), _FAR, dtype=np.int64)
        self.used = False
        taken = [sorted(set(plan.taken(place))) for place in range(len(plan.stories))]
        self._taken = _pairs(taken)
        self._given = _pairs(plan.given)
        self._pool = np.array([story.pool for story in plan.stories], dtype=np.int64)
        self._spread()

    def _spread(self) -> None:
        front: BoolArray = self._plan.has_room()
        steps = 0
        while front.any():
            self.far[front] = steps
            steps += 1
            story, reader = self._given
            reached = reader[self._can_go_to(front)[story]]
            front = np.zeros(len(front), dtype=np.bool_)
            front[reached] = True
            front &= self.far == _FAR

    def _can_go_to(self, front: BoolArray) -> BoolArray:
        """Which stories somebody of `front` could take."""
        pools = self._plan.pools
        story, reader = self._taken
        there = front[reader] & pools[self._pool[story], reader]
        has = np.bincount(story[there], minlength=len(self._pool))
        reachable: BoolArray = (pools & front).sum(axis=1)[self._pool] > has
        return reachable

    def make_room(self, place: int) -> bool:
        """Give the story to one more reader, who hands another on; whether that could be done."""
        while True:
            able = self._plan.candidates(place, self.far < _FAR)
            if not len(able):
                return False
            first = int(able[self.far[able].argmin()])
            chain = self._chain(first)
            if chain is not None:
                self._shift(place, first, chain)
                self.used = True
                return True

    def _chain(self, first: int) -> list[Handing] | None:
        """What is handed on to whom so that `first` has room; None where others were there before."""
        chain: list[Handing] = []
        reader = first
        while self.far[reader] > 0:
            handing = self._next(reader)
            if handing is None:
                break
            chain.append(handing)
            reader = handing[1]
        if self._plan.has_room()[reader]:
            return chain
        self.far[reader] = _FAR  # until the layers are made anew
        return None

    def _next(self, reader: int) -> Handing | None:
        nearer: BoolArray = self.far == self.far[reader] - 1
        for story in sorted(self._plan.holds[reader]):
            able = self._plan.candidates(story, nearer)
            if len(able):
                taker = self._plan.freest(able)
                return story, int(able[0]) if taker is None else taker
        return None

    def _shift(self, place: int, first: int, chain: Sequence[Handing]) -> None:
        giver = first
        for story, taker in chain:
            self._plan.remove(story, giver)
            self._plan.add(story, taker)
            giver = taker
        self._plan.add(place, first)


def _pairs(of_stories: Sequence[Sequence[int]]) -> tuple[IntArray, IntArray]:
    """Stories and readers, one pair beside the other."""
    sizes = np.array([len(of_story) for of_story in of_stories], dtype=np.int64)
    story = np.repeat(np.arange(len(of_stories)), sizes)
    reader = np.array([one for of_story in of_stories for one in of_story], dtype=np.int64)
    return story, reader
