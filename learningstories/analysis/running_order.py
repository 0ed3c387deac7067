"""The order in which chosen stories are heard."""

from collections.abc import Sequence

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray

NEXT = 10.0  # cost of neighbours with the same label, in the first kind of label
APART = 2.0  # the same with one story between
LESSER = 0.2  # each further kind counts this much of the one before
STARTS = 6
PATIENT = 60  # above this many stories, fewer starts
SEED = 2013


def running_order(value: FloatArray, groups: Sequence[IntArray] = ()) -> IntArray:
    """Places 0 to n - 1 of `value` (n,) as they should be heard: the best opens, the second best closes.

    In between the labels of each of `groups` (n,) alternate as far as they can, the first kind
    (themes, say) before the next (languages); -1 is no label. Found by swapping pairs from a few
    starts: good, not proved best. Neighbours of one label cannot be avoided when more than half
    of the stories, rounded up, have it. The same input always gives the same order.
    """
    best_first = np.argsort(-np.asarray(value, dtype=np.float64), kind="stable")
    count = len(best_first)
    if count <= 3:  # noqa: PLR2004 (with one story between opener and closer there is nothing to swap)
        return np.concatenate([best_first[:1], best_first[2:], best_first[1:2]])
    alike = _likeness(count, groups)
    generator = np.random.default_rng(SEED)
    found: tuple[float, IntArray] | None = None
    for _start in range(STARTS if count <= PATIENT else 1):
        middle = generator.permutation(best_first[2:])
        tried = _swapped(np.concatenate([best_first[:1], middle, best_first[1:2]]), alike)
        if found is None or tried[0] < found[0]:
            found = tried
        if found[0] == 0:
            break
    return best_first if found is None else found[1]


def _likeness(count: int, groups: Sequence[IntArray]) -> FloatArray:
    """The cost of each two stories as neighbours, shape (n, n)."""
    alike = np.zeros((count, count))
    for rank, label in enumerate(groups):
        if label.shape != (count,):
            raise ValueError("columns differ in length")
        same = (label[:, None] == label) & (label >= 0)
        alike += same * NEXT * LESSER**rank
    return alike


def _swapped(order: IntArray, alike: FloatArray) -> tuple[float, IntArray]:
    """`order` with pairs swapped, ends kept, until no swap lowers its cost; and that cost."""
    cost = _cost(order, alike)
    better = True
    while better and cost > 0:
        better = False
        for first in range(1, len(order) - 2):
            for second in range(first + 1, len(order) - 1):
                order[[first, second]] = order[[second, first]]
                tried = _cost(order, alike)
                if tried < cost - 1e-9:
                    cost, better = tried, True
                else:
                    order[[first, second]] = order[[second, first]]
    return cost, order


def _cost(order: IntArray, alike: FloatArray) -> float:
    near = alike[order[:-1], order[1:]].sum()
    return float(near + APART / NEXT * alike[order[:-2], order[2:]].sum())
