"""Languages and themes that are read by mostly different people, and so have levels of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.groups import need_levels
from learningstories.analysis.ratings import gather
from learningstories.services.story_query import StoryLine

Kind = Literal["language", "theme", "both"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """What stories are told apart by; `label` is the place in `names` of each story's (language, theme).

    Of `names` that part is empty which the stories are not told apart by, and one that a story has not got.
    """

    kind: Kind
    names: tuple[tuple[str, str], ...]
    label: IntArray


def levels_of(
    lines: Sequence[StoryLine], story: IntArray, reviewer: IntArray, value: FloatArray, *, readers: int
) -> Levels | None:
    """By what the design needs the stories told apart, from the most that is needed; None if by nothing.

    The columns name rows of `lines`, and `readers` reviewers.
    """
    ratings = gather(story, reviewer, value, stories=len(lines), reviewers=readers)
    needed = {levels.kind: levels for levels in _candidates(lines) if need_levels(ratings, levels.label)}
    # Both together only where neither alone would do: else nothing is gained by more groups.
    if {"language", "theme"} <= needed.keys() and "both" in needed:
        return needed["both"]
    return needed.get("language") or needed.get("theme")


def _candidates(lines: Sequence[StoryLine]) -> Iterator[Levels]:
    yield _told_apart("language", [(line.language, "") for line in lines])
    yield _told_apart("theme", [("", line.theme) for line in lines])
    yield _told_apart("both", [(line.language, line.theme) for line in lines])


def _told_apart(kind: Kind, of_each: Sequence[tuple[str, str]]) -> Levels:
    names = sorted(set(of_each))
    place = {name: index for index, name in enumerate(names)}
    return Levels(
        kind=kind, names=tuple(names), label=np.array([place[each] for each in of_each], dtype=np.int64)
    )
