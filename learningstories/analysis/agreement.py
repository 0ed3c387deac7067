"""How far readers agree about the same stories."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.sparse as sp

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.ratings import gather
from learningstories.analysis.variances import Variances

FEWEST_STORIES = 30
FEWEST_REVIEWERS = 3
MOST_POINTS = 2_000
MOST_POINTS_RANGE = 12
CELLS = 4_000_000

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Why = Literal["", "stories", "reviewers", "alike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Krippendorff's alpha with a 90 % bootstrap range; all None when it must not be shown.

    `doubly_read` counts the stories read twice or more, `reviewers` those who gave ratings.
    `why` says what is missing: more stories read twice, more reviewers, or ratings that differ.
    """

    alpha: float | None
    low: float | None
    high: float | None
    doubly_read: int
    reviewers: int
    why: Why


def enough(doubly_read: int, reviewers: int) -> bool:
    """Whether there is enough to show alpha at all: with less it swings too much to mean anything."""
    return doubly_read >= FEWEST_STORIES and reviewers >= FEWEST_REVIEWERS


def measure(
    story: IntArray,
    reviewer: IntArray,
    value: FloatArray,
    *,
    level: Level = "ordinal",
    seed: int = 2013,
    draws: int = 1000,
) -> Agreement:
    """Alpha of N ratings (three columns) and its range, or why they are not shown.

    Raises ValueError as `krippendorff_alpha` and, from 30 stories on, `bootstrap_range` do.
    """
    doubly_read = int((np.unique(story, return_counts=True)[1] > 1).sum())
    reviewers = len(np.unique(reviewer))
    alpha, ends, why = None, None, _lacking(doubly_read, reviewers)
    if not why:
        alpha = krippendorff_alpha(story, value, level=level)
        ends = bootstrap_range(story, value, level=level, seed=seed, draws=draws)
        why = "alike" if alpha is None else ""
    return Agreement(
        alpha=alpha,
        low=None if ends is None else float(ends[0]),
        high=None if ends is None else float(ends[1]),
        doubly_read=doubly_read,
        reviewers=reviewers,
        why=why,
    )


def _lacking(doubly_read: int, reviewers: int) -> Why:
    if enough(doubly_read, reviewers):
        return ""
    return "stories" if doubly_read < FEWEST_STORIES else "reviewers"


def krippendorff_alpha(story: IntArray, value: FloatArray, *, level: Level) -> float | None:
    """1 for perfect agreement, 0 for chance, or None.

    None if no story was read twice, or if all ratings of those that were are the same.
    `story` and `value` are columns of length N. Source: Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability". Raises ValueError for columns that do not fit together,
    more than 2,000 different values at level "ratio", and values below 0 there.
    """
    points, counts = _units(story, value, MOST_POINTS if level == "ratio" else None)
    if not counts.shape[0]:
        return None
    if len(points) > MOST_POINTS:
        return _by_sums(points, counts, level)
    read = counts.sum(axis=1)
    weighted = sp.diags_array(1 / (read - 1)) @ counts
    observed = np.asarray((counts.T @ weighted).toarray())
    observed[np.diag_indices(len(points))] -= weighted.sum(axis=0)
    alpha = float(_alphas(observed[None], points, level)[0])
    return None if np.isnan(alpha) else alpha


def bootstrap_range(
    story: IntArray, value: FloatArray, *, level: Level, seed: int = 2013, draws: int = 1000
) -> FloatArray | None:
    """The 5th and 95th percentile of alpha when stories are drawn again with replacement, shape (2,).

    None where alpha is. Raises ValueError as `krippendorff_alpha` does, and for more than 12
    different values.
    """
    points, counts = _units(story, value, MOST_POINTS_RANGE)
    # Stories that were answered alike are drawn together, which is the same and far quicker.
    table, alike = np.unique(counts.toarray(), axis=0, return_counts=True)
    size = int(alike.sum())
    if not size:
        return None
    shares = table / (table.sum(axis=1, keepdims=True) - 1)
    pairs = table[:, :, None] * shares[:, None, :]
    pairs[:, np.arange(len(points)), np.arange(len(points))] -= shares
    generator = np.random.default_rng(seed)
    found = []
    step = max(1, CELLS // len(table))
    for first in range(0, draws, step):
        times = generator.multinomial(size, alike / size, size=min(step, draws - first))
        observed = np.tensordot(times.astype(np.float64), pairs, axes=1)
        found.append(_alphas(observed, points, level))
    alphas = np.concatenate(found)
    alphas = alphas[~np.isnan(alphas)]
    return np.percentile(alphas, [5, 95]) if alphas.size else None


def icc(variances: Variances, readings: int = 1) -> float:
    """Intraclass correlation: the share of the variance of a mean of `readings` ratings that is the stories'.

    0 to 1; ICC(2,1) and ICC(2,k) of Shrout and Fleiss 1979, also where the numbers of ratings differ.
    """
    noise = (variances.reviewer + variances.residual) / readings
    return variances.story / (variances.story + noise) if variances.story + noise > 0 else 0.0


def _by_sums(points: FloatArray, counts: sp.csr_array, level: Level) -> float | None:
    """Alpha without a table of all pairs of values, whose differences are squares of sums at these levels."""
    read = np.asarray(counts.sum(axis=1))
    totals = np.asarray(counts.sum(axis=0))
    if level == "nominal":
        alike = np.asarray(counts.multiply(counts).sum(axis=1))
        observed, expected = read**2 - alike, totals.sum() ** 2 - totals @ totals
    else:
        place = np.cumsum(totals) - totals / 2 if level == "ordinal" else points
        place = place - (totals @ place) / totals.sum()
        observed = 2 * (read * (counts @ place**2) - (counts @ place) ** 2)
        expected = 2 * totals.sum() * (totals @ place**2)
    if not expected > 0:
        return None
    return float(1 - (observed / (read - 1)).sum() / (expected / (totals.sum() - 1)))


def _units(story: IntArray, value: FloatArray, most: int | None) -> tuple[FloatArray, sp.csr_array]:
    """The different values, and how often each was given to each story that was read twice or more."""
    points, code = np.unique(np.asarray(value, dtype=np.float64), return_inverse=True)
    found, unit = np.unique(np.asarray(story, dtype=np.int64), return_inverse=True)
    checked = gather(unit, code, np.asarray(value), stories=len(found), reviewers=len(points))
    if most is not None and len(points) > most:
        raise ValueError(f"more than {most} different values")
    shape = (len(found), len(points))
    counts = sp.csr_array((np.ones(checked.count), (checked.story, checked.reviewer)), shape=shape)
    return points, counts[np.flatnonzero(counts.sum(axis=1) > 1)]


def _alphas(observed: FloatArray, points: FloatArray, level: Level) -> FloatArray:
    """Alpha of each coincidence matrix, shapes (draws, V, V) to (draws,); NaN where nothing differs."""
    totals = observed.sum(axis=2)
    total = totals.sum(axis=1)
    distance = _distance(totals, points, level)
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2)) / (total - 1)
    seen = (observed * distance).sum(axis=(1, 2))
    disagreement = np.divide(seen, expected, out=np.full(len(seen), np.nan), where=expected > 0)
    alphas: FloatArray = 1 - disagreement
    return alphas


def _distance(totals: FloatArray, points: FloatArray, level: Level) -> FloatArray:
    """Squared difference of each two values, shape (draws or 1, V, V)."""
    place = np.cumsum(totals, axis=1) - totals / 2 if level == "ordinal" else points[None]
    apart = np.asarray(place[:, :, None] - place[:, None, :])
    if level == "nominal":
        apart = (apart != 0).astype(np.float64)
    if level == "ratio":
        if points.size and points[0] < 0:
            raise ValueError("a ratio scale has no values below 0")
        both = place[:, :, None] + place[:, None, :]
        apart = np.divide(apart, both, out=np.zeros_like(both), where=both > 0)
    squared: FloatArray = np.square(apart)
    return squared
