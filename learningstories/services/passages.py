"""The passages that two texts share, found in time that grows with the texts and not with their product."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from learningstories.domain.compared_words import runs

_MOST_PLACES = 8  # of one run of words: a refrain is not looked for everywhere


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in both texts: at which word they begin in each, and how many they are."""

    left: int
    right: int
    length: int


def passages(left: Sequence[str], right: Sequence[str]) -> list[Passage]:
    """What of the left text stands in the right one, in the left one's order, wherever it was moved to."""
    places: dict[tuple[str, ...], list[int]] = {}
    for start, end in runs(right):
        at = places.setdefault(tuple(right[start:end]), [])
        if len(at) < _MOST_PLACES:
            at.append(start)
    found: list[Passage] = []
    done = after = 0
    for start, end in runs(left):
        there = places.get(tuple(left[start:end])) if start >= done else None
        if there:
            # Of passages that are as long the one that goes on where the last one ended.
            length, _near, place = max((_length(left, start, right, p), -abs(p - after), p) for p in there)
            found.append(Passage(start, place, length))
            done, after = start + length, place + length
    return found


def _length(left: Sequence[str], start: int, right: Sequence[str], place: int) -> int:
    most = min(len(left) - start, len(right) - place)
    length = 0
    while length < most and left[start + length] == right[place + length]:
        length += 1
    return length


def in_order(found: Sequence[Passage]) -> list[Passage]:
    """Of passages in the left text's order those that the right text has in the same order: most words."""
    # A front of chains: none that ends later in the right text has fewer words than one that ends earlier.
    ends: list[int] = []
    chains: list[tuple[int, int]] = []  # words, and the passage that the chain ends with
    before: list[int] = []
    for place, each in enumerate(found):
        at = bisect_right(ends, each.right)
        words, last = chains[at - 1] if at else (0, -1)
        before.append(last)
        words, end = words + each.length, each.right + each.length
        at = bisect_right(ends, end)
        if at and chains[at - 1][0] >= words:
            continue
        at = bisect_left(ends, end)
        beaten = next((n for n in range(at, len(ends)) if chains[n][0] > words), len(ends))
        ends[at:beaten] = [end]
        chains[at:beaten] = [(words, place)]
    return _chain(found, before, chains[-1][1] if chains else -1)


def _chain(found: Sequence[Passage], before: Sequence[int], last: int) -> list[Passage]:
    chain = []
    while last >= 0:
        chain.append(found[last])
        last = before[last]
    return chain[::-1]
