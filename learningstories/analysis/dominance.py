"""Leaves out stories that no best set needs, so that a large challenge is chosen from in time."""

from bisect import bisect_right, insort
from collections import defaultdict

import numpy as np

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray
from learningstories.analysis.rules import Rules


def worth_keeping(value: FloatArray, rules: Rules) -> BoolArray:
    """Which stories a best set may need, shape (S,); some best set is among them.

    With at most N chosen, a story is left out when N others of different authors are no worse,
    no longer, and in the same groups otherwise: one of the N is always free to stand in for it.
    With everything excluded nothing is left out.
    """
    keep = rules.pinned | ~rules.excluded
    most = _most_chosen(rules)
    apart, together = _split(rules, most)
    minutes = np.zeros(len(value)) if rules.available is None else rules.minutes
    shelves: defaultdict[tuple[int, ...], _Shelf] = defaultdict(_Shelf)
    for story in np.lexsort((minutes, -value)):
        if not keep[story] or rules.excluded[story]:
            continue
        shelf = shelves[tuple(int(label[story]) for label in together)]
        owner = int(apart[story])
        if shelf.no_longer(float(minutes[story])) >= most and not rules.pinned[story]:
            keep[story] = False
        else:
            shelf.add(owner if owner >= 0 else -1 - int(story), float(minutes[story]))
    return keep if keep.any() else np.ones(len(value), dtype=np.bool_)


class _Shelf:
    """Kept stories of the same groups: the shortest of each author."""

    def __init__(self) -> None:
        self._shortest: dict[int, float] = {}
        self._sorted: list[float] = []

    def no_longer(self, minutes: float) -> int:
        """How many authors have a story of at most `minutes`."""
        return bisect_right(self._sorted, minutes)

    def add(self, owner: int, minutes: float) -> None:
        known = self._shortest.get(owner)
        if known is not None and known <= minutes:
            return
        if known is not None:
            self._sorted.remove(known)
        self._shortest[owner] = minutes
        insort(self._sorted, minutes)


def _most_chosen(rules: Rules) -> int:
    """The most stories that size and minutes leave room for."""
    most = len(rules.minutes) if rules.size is None else rules.size
    if rules.available is not None:
        room = np.searchsorted(np.cumsum(np.sort(rules.minutes)), rules.available + 1e-6, side="right")
        most = min(most, int(room))
    return max(most, 1)


def _split(rules: Rules, most: int) -> tuple[IntArray, tuple[IntArray, ...]]:
    """The labels in which stand-ins must differ (of one kind, as authors), and those they must share."""
    together = [group.label for group in rules.groups]
    for place, group in enumerate(rules.groups):
        if group.least == 0 and group.most and len(np.unique(group.label)) > 2 * most:
            return together.pop(place), tuple(together)
    return np.full(len(rules.minutes), -1), tuple(together)
