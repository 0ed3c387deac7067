"""Groups of stories, such as languages, that are read by mostly different people."""

from dataclasses import dataclass

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.ratings import Ratings

PARTED = 0.5  # from here on the groups have levels of their own
FEWEST_READERS = 2  # at home in a group that counts as one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Groups:
    """`story` is the group of each story, 0 to `count` - 1, shape (S,).

    `reviewer` is the group in which each reviewer is at home, -1 for who gave no ratings, shape (R,).
    """

    story: IntArray
    reviewer: IntArray
    count: int


def groups_of(ratings: Ratings, label: IntArray) -> Groups:
    """The groups of stories by `label` (S,), and for each reviewer the one most of the ratings are in.

    Raises ValueError for labels that do not fit the stories.
    """
    label = np.asarray(label)
    if label.shape != (ratings.stories,) or (label.size and int(label.min()) < 0):
        raise ValueError("there must be one label from 0 on for each story")
    count = int(label.max(initial=0)) + 1
    given = _given(ratings, label, count)
    home = np.where(given.sum(axis=1) > 0, given.argmax(axis=1), -1)
    return Groups(story=label.astype(np.int64), reviewer=home.astype(np.int64), count=count)


def parting(ratings: Ratings, label: IntArray) -> float:
    """How far the groups of stories by `label` are read by different people.

    0 when two ratings of one reviewer are of the same group as often as any two, 1 when they always are.
    """
    given = _given(ratings, label, int(label.max(initial=0)) + 1)
    total = given.sum(axis=1)
    pairs = float((total * (total - 1)).sum())
    overall = given.sum(axis=0)
    by_chance = float((overall * (overall - 1)).sum()) / max(float(ratings.count * (ratings.count - 1)), 1.0)
    if pairs <= 0 or by_chance >= 1:
        return 0.0
    return (float((given * (given - 1)).sum()) / pairs - by_chance) / (1 - by_chance)


def need_levels(ratings: Ratings, label: IntArray) -> bool:
    """Whether the groups are to have levels of their own.

    They are when two ratings of one reviewer are of the same group at least half as much more often than
    by chance as they could be, and at least two groups have two reviewers or more at home.
    """
    if parting(ratings, label) < PARTED:
        return False
    at_home = groups_of(ratings, label).reviewer
    return int((np.bincount(at_home[at_home >= 0]) >= FEWEST_READERS).sum()) >= 2  # noqa: PLR2004 - "two groups"


def _given(ratings: Ratings, label: IntArray, count: int) -> FloatArray:
    """How many ratings each reviewer gave in each group, shape (R, G)."""
    cell = ratings.reviewer * count + label[ratings.story]
    size = ratings.reviewers * count
    return np.bincount(cell, minlength=size).reshape(ratings.reviewers, count).astype(np.float64)
