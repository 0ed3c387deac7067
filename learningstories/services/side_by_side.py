"""Two texts side by side: which passages they share, and where these stand in each."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from learningstories.domain.compared_words import placed_words
from learningstories.services.passages import Passage, in_order, passages

_LAST_OF_ONE_UNIT = 0xFFFF
Span = tuple[int, int]
_Placed = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Where a passage stands in the left and in the right text; `is_in_order` unless it was moved."""

    left: Span
    right: Span
    is_in_order: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the texts: how many words it has, how many of them stand in the other, and where."""

    words: int
    same: int
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What two texts share; places count as the letters of a text do in Qt."""

    left: Side
    right: Side
    passages: Sequence[SharedPassage]


def side_by_side(left: str, right: str) -> SideBySide:
    """The passages that two plain texts share, in the left one's order."""
    words, others = placed_words(left), placed_words(right)
    found = passages(_folded(words), _folded(others))
    back = passages(_folded(others), _folded(words))
    here, there = _counted_in_units(left), _counted_in_units(right)
    ordered = {(each.left, each.right) for each in in_order(found)}
    return SideBySide(
        left=_side(words, found, here),
        right=_side(others, back, there),
        passages=[
            SharedPassage(
                _span(words, each.left, each.length, here),
                _span(others, each.right, each.length, there),
                (each.left, each.right) in ordered,
            )
            for each in found
        ],
    )


def _folded(words: _Placed) -> list[str]:
    return [word for word, _start, _end in words]


def _side(words: _Placed, found: Sequence[Passage], place: Callable[[int], int]) -> Side:
    spans = [_span(words, each.left, each.length, place) for each in found]
    return Side(words=len(words), same=sum(each.length for each in found), spans=spans)


def _span(words: _Placed, first: int, count: int, place: Callable[[int], int]) -> Span:
    return place(words[first][1]), place(words[first + count - 1][2])


def _counted_in_units(text: str) -> Callable[[int], int]:
    """A place in the text as Qt counts it, for which the rarest letters are two."""
    wide = [place for place, letter in enumerate(text) if ord(letter) > _LAST_OF_ONE_UNIT]
    return lambda place: place + bisect_left(wide, place)


class LinkedPlaces:
    """Which height of one text belongs to which of the other, from heights that are the same passage."""

    def __init__(self, pairs: Sequence[tuple[float, float]], heights: tuple[float, float]) -> None:
        self._left, self._right = [0.0], [0.0]
        for left, right in [*sorted(pairs), heights]:
            if left >= self._left[-1] and right >= self._right[-1]:
                self._left.append(left)
                self._right.append(right)

    def across(self, height: float) -> float:
        """The height in the right text for one in the left."""
        return _between(height, self._left, self._right)

    def back(self, height: float) -> float:
        """The height in the left text for one in the right."""
        return _between(height, self._right, self._left)


def _between(height: float, known: Sequence[float], wanted: Sequence[float]) -> float:
    after = min(max(1, bisect_right(known, height)), len(known) - 1)
    if after < 1:
        return height
    start, end = known[after - 1], known[after]
    share = min(1.0, max(0.0, (height - start) / (end - start))) if end > start else 0.0
    return wanted[after - 1] + share * (wanted[after] - wanted[after - 1])
