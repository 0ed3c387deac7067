"""What each reader is like: strict or generous, and whether the answers follow the others'.

Codes only: how they are said to a person is decided elsewhere, as a reason to talk and never as guilt.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray
from learningstories.analysis.ranking import Z90, Ranking
from learningstories.analysis.ratings import Ratings, gather

FEWEST_READINGS = 8
LEAST_LEAN = 0.25  # of the noise's standard deviation; less than this nobody would notice
AGAINST = -2.8  # standard errors of the slope below 1


class Tendency(StrEnum):
    """How a reader's answers lie to the others', the stories being equal."""

    STRICT = "strict"
    AVERAGE = "average"
    GENEROUS = "generous"
    UNKNOWN = "unknown"


class Following(StrEnum):
    """Whether a reader's answers rise with the other readers' of the same stories.

    ALIKE is the same answer to every story, AGAINST rises much less or falls.
    """

    FOLLOWS = "follows"
    AGAINST = "against"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readers:
    """One entry a reviewer.

    `slope` is how much the answers rise with what the others' lead one to expect: 1 is in step,
    0 unrelated, below 0 contrary; `slope_se` its standard error. Both are 0 where `shared`, the
    number of ratings of stories that others rated too, does not allow a slope.
    """

    tendency: tuple[Tendency, ...]
    following: tuple[Following, ...]
    slope: FloatArray
    slope_se: FloatArray
    shared: IntArray


def tendencies(ranking: Ranking) -> tuple[Tendency, ...]:
    """Strict or generous when the 90 % range lies on one side of 0 and it is enough to be noticed."""
    least = LEAST_LEAN * ranking.variances.residual**0.5
    clear = (np.abs(ranking.effect) > Z90 * ranking.effect_sd) & (np.abs(ranking.effect) >= least)
    known = ranking.readings >= FEWEST_READINGS
    words = np.where(clear, np.where(ranking.effect < 0, "strict", "generous"), "average")
    return tuple(Tendency(str(word)) for word in np.where(known, words, "unknown"))


def check_readers(story: IntArray, reviewer: IntArray, value: FloatArray, *, ranking: Ranking) -> Readers:
    """Check every reviewer of `ranking`, which was made from these same N ratings.

    Each rating is compared with what the other ratings of that story lead one to expect, less
    their readers' tendencies; the slope of one on the other is tested against 1.
    Raises ValueError as `ratings.gather` does.
    """
    ratings = gather(story, reviewer, value, stories=len(ranking.score), reviewers=len(ranking.effect))
    slope, error, shared = _slopes(ratings, ranking)
    alike = _alike(ratings) & (ranking.readings >= FEWEST_READINGS)
    known = (shared >= FEWEST_READINGS) & (error > 0)
    against = (slope - 1) / np.where(known, error, 1.0) < AGAINST
    words = np.where(known, np.where(against, "against", "follows"), "unknown")
    return Readers(
        tendency=tendencies(ranking),
        following=tuple(Following(str(word)) for word in np.where(alike, "alike", words)),
        slope=slope,
        slope_se=error,
        shared=shared,
    )


def _slopes(ratings: Ratings, ranking: Ranking) -> tuple[FloatArray, FloatArray, IntArray]:
    """Slope, its standard error and the ratings behind it, each of shape (R,)."""
    if ranking.method == "none":
        nothing = np.zeros(ratings.reviewers)
        return nothing, nothing, nothing.astype(np.int64)
    noise, by = ranking.variances.residual, ratings.reviewer
    others = ranking.n[ratings.story] - 1
    trust = others + noise / ranking.variances.story
    level = ranking.level[ratings.story]
    apart = ratings.value - level - ranking.effect[by]
    expected = (np.bincount(ratings.story, apart, ratings.stories)[ratings.story] - apart) / trust
    expected += level - ranking.mu
    use = (others > 0).astype(np.float64)

    def total(column: FloatArray) -> FloatArray:
        return np.bincount(by, column * use, ratings.reviewers).astype(np.float64)

    shared = total(np.ones(ratings.count))
    per_one = 1 / np.maximum(shared, 1)
    centred = expected - (total(expected) * per_one)[by]
    squares = total(centred**2)
    usable = squares > np.finfo(float).eps * np.maximum(total(expected**2), 1)
    below = np.where(usable, squares, 1.0)
    error = np.sqrt((noise + total((noise / trust).astype(np.float64)) * per_one) / below)
    slope = total(centred * ratings.value) / below
    return np.where(usable, slope, 0.0), np.where(usable, error, 0.0), shared.astype(np.int64)


def _alike(ratings: Ratings) -> BoolArray:
    """Whether a reviewer gave ratings and all are the same."""
    highest, lowest = np.full(ratings.reviewers, -np.inf), np.full(ratings.reviewers, np.inf)
    np.maximum.at(highest, ratings.reviewer, ratings.value)
    np.minimum.at(lowest, ratings.reviewer, ratings.value)
    same: BoolArray = highest == lowest
    return same
