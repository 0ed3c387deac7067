"""The additive model: rating = mu + story + reviewer + noise, with normal story and reviewer effects.

The S story effects are eliminated, which leaves a dense system of the R reviewer effects and mu
(Bates et al. 2015, "Fitting linear mixed-effects models using lme4", equations 34 to 42, for this
two-way design). Notation below: ls and lr are the noise variance divided by the story and by the
reviewer variance; D = n_i + ls; B is the sparse S x R table of how often i was rated by j.

Where groups of stories are read by different people, each group g has a mean m_g of its own, normal
about mu, and the readers at home in a group share a part of their effects; lg and lh are the noise
variance divided by these two. Then M has a row for each m_g in place of that of mu.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log, log1p, pi
from typing import cast

import numpy as np
import scipy.sparse as sp
from scipy import linalg

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.groups import Groups
from learningstories.analysis.ratings import Ratings

CELLS = 500_000  # of a dense block held at a time, 4 MB: less than a processor's own memory
LARGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratios:
    """The noise variance divided by each other one: ls, lr, and lg and lh, which groups alone need."""

    story: float
    reviewer: float
    story_group: float = 1.0
    reviewer_group: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """The system solved for one choice of ratios.

    `precision` is D, shape (S,); `factor` the lower Cholesky factor L of the system in reviewer
    effects and the means of the G groups (one, mu, if there are no groups), (R + G, R + G);
    `projected` u = L^-1 rhs; `squares` the penalised residual sum of squares, in squared scale points.
    """

    ratios: Ratios
    precision: FloatArray
    factor: FloatArray
    projected: FloatArray
    squares: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posterior:
    """What the ratings say of each story (S,) and reviewer (R,), in scale points; variances squared.

    `level` is where a story of which nothing else is known would be: the mean of its group.
    """

    mu: float
    level: FloatArray
    score: FloatArray
    score_variance: FloatArray
    effect: FloatArray
    effect_variance: FloatArray


class AdditiveModel:
    """The sums of a table of at least one rating that every fit needs; values are kept about their mean."""

    def __init__(self, ratings: Ratings, groups: Groups | None = None) -> None:
        story, reviewer = ratings.story, ratings.reviewer
        shape = (ratings.stories, ratings.reviewers)
        self.ratings, self.groups = ratings, groups
        self.group = np.zeros(shape[0], dtype=np.int64) if groups is None else groups.story
        self.means = 1 if groups is None else groups.count
        self.centre = float(ratings.value.mean())
        self.value: FloatArray = ratings.value - self.centre
        self.story_count = _sums(story, np.ones(ratings.count), shape[0])
        self.reviewer_count = _sums(reviewer, np.ones(ratings.count), shape[1])
        self.story_sum = _sums(story, self.value, shape[0])
        self.reviewer_sum = _sums(reviewer, self.value, shape[1])
        self.incidence = sp.csr_array((np.ones(ratings.count), (story, reviewer)), shape=shape)

    def solve(self, ratios: Ratios) -> Solution:
        """Solve for `ratios`, each above 0."""
        precision = self.story_count + ratios.story
        factor = self._system(precision, ratios)
        left = self.story_sum * (1 - self.story_count / precision)
        rhs = np.append(
            self.reviewer_sum - self.incidence.T @ (self.story_sum / precision),
            _sums(self.group, left, self.means),
        )
        projected = linalg.solve_triangular(factor, rhs, lower=True, check_finite=False)
        squares = (
            self.value @ self.value - self.story_sum @ (self.story_sum / precision) - projected @ projected
        )
        return Solution(
            ratios=ratios,
            precision=precision,
            factor=factor,
            projected=projected,
            squares=max(float(squares), float(np.finfo(np.float64).tiny)),
        )

    def _system(self, precision: FloatArray, ratios: Ratios) -> FloatArray:
        """The lower Cholesky factor of M."""
        size, means = self.ratings.reviewers, self.means
        matrix = np.zeros((size + means, size + means), order="F")
        shared = (self.incidence.T @ (sp.diags_array(1 / precision) @ self.incidence)).tocoo()
        matrix[shared.coords] = -shared.data
        matrix[np.arange(size), np.arange(size)] += self.reviewer_count + ratios.reviewer
        for members, common in self._common(ratios):
            matrix[np.ix_(members, members)] -= ratios.reviewer * common / (1 + len(members) * common)
        left = 1 - self.story_count / precision
        by_group = sp.csr_array((left, (self.group, np.arange(len(left)))), shape=(means, len(left)))
        matrix[size:, :size] = (by_group @ self.incidence).toarray()
        matrix[:size, size:] = matrix[size:, :size].T
        matrix[size:, size:] = ratios.story_group * (np.eye(means) - 1 / means)
        matrix[np.arange(means) + size, np.arange(means) + size] += np.asarray(by_group @ self.story_count)
        return cast("FloatArray", linalg.cholesky(matrix, lower=True, overwrite_a=True, check_finite=False))

    def _common(self, ratios: Ratios) -> Iterator[tuple[IntArray, float]]:
        """The reviewers of each group, and the variance that they share by that of their own."""
        if self.groups is not None:
            for group in range(self.groups.count):
                members = np.flatnonzero(self.groups.reviewer == group)
                if len(members):
                    yield members, ratios.reviewer / ratios.reviewer_group

    def criterion(self, solution: Solution) -> float:
        """Minus twice the restricted log likelihood at its best noise variance (lme4's REML criterion).

        Needs at least two ratings that differ.
        """
        free, ratios = self.ratings.count - 1, solution.ratios
        determinant = (
            float(np.log(solution.precision).sum())
            - self.ratings.stories * log(ratios.story)
            + 2 * float(np.log(np.diag(solution.factor)).sum())
            - self.ratings.reviewers * log(ratios.reviewer)
            + sum(log1p(len(members) * common) for members, common in self._common(ratios))
            - (self.means - 1) * log(ratios.story_group)
            + log(self.means)
        )
        return determinant + free * (1 + log(2 * pi * solution.squares / free))

    def posterior(self, solution: Solution, noise: float) -> Posterior:
        """Estimates and their variances, given the noise variance `noise`."""
        found = linalg.solve_triangular(
            solution.factor, solution.projected, lower=True, trans="T", check_finite=False
        )
        effect, level = found[: self.ratings.reviewers], found[self.ratings.reviewers :][self.group]
        about_level = self.story_sum - self.incidence @ effect - self.story_count * level
        inverse = inverse_of(solution.factor)
        spread = 1 / solution.precision + self._carried(solution.precision, inverse)
        return Posterior(
            mu=self.centre + float(level.mean()),
            level=self.centre + level,
            score=self.centre + level + about_level / solution.precision,
            score_variance=noise * spread,
            effect=effect,
            effect_variance=noise * np.diag(inverse)[: self.ratings.reviewers],
        )

    def reviewer_scores(self, solution: Solution, noise: float) -> Posterior:
        """The same with reviewers where stories are: mu and the effect of each together, shape (R,).

        For tables that were turned, because they have fewer stories than reviewers; without groups.
        """
        found = linalg.solve_triangular(
            solution.factor, solution.projected, lower=True, trans="T", check_finite=False
        )
        inverse = inverse_of(solution.factor)
        own, shared = np.diag(inverse), inverse[-1]
        return Posterior(
            mu=self.centre + float(found[-1]),
            level=np.full(self.ratings.reviewers, self.centre + float(found[-1])),
            score=self.centre + float(found[-1]) + found[:-1],
            score_variance=noise * np.maximum(own[:-1] + own[-1] + 2 * shared[:-1], 0.0),
            effect=found[:-1],
            effect_variance=noise * own[:-1],
        )

    def _carried(self, precision: FloatArray, inverse: FloatArray) -> FloatArray:
        """What not knowing the reviewers and the means adds to each story: t' M^-1 t, shape (S,).

        Of M^-1 only what lies between a story's own readers is looked up.
        """
        starts, readers = self.incidence.indptr, self.incidence.indices
        count = np.diff(starts)
        carried = np.empty(self.ratings.stories)
        for each in np.unique(count):
            same = np.flatnonzero(count == each)
            step = max(1, CELLS // (int(each) + 1) ** 2)
            for first in range(0, len(same), step):
                chosen = same[first : first + step]
                entry = starts[chosen, None] + np.arange(each)
                mean = self.ratings.reviewers + self.group[chosen, None]
                column = np.hstack([readers[entry], mean])
                own = (self.story_count[chosen] / precision[chosen] - 1)[:, None]
                weight = np.hstack([self.incidence.data[entry] / precision[chosen, None], own])
                between = inverse[column[:, :, None], column[:, None, :]]
                carried[chosen] = ((between @ weight[:, :, None])[:, :, 0] * weight).sum(axis=1)
        return carried


def _sums(index: IntArray, weight: FloatArray, size: int) -> FloatArray:
    return np.bincount(index, weights=weight, minlength=size).astype(np.float64)


def inverse_of(factor: FloatArray) -> FloatArray:
    """M^-1 from its lower Cholesky factor."""
    # dpotri takes a third of the time on a large system, but its threads trip over each other on a small one
    if len(factor) < LARGE:
        return linalg.cho_solve((factor, True), np.eye(len(factor)), check_finite=False)
    inverse: FloatArray = linalg.lapack.dpotri(factor, lower=1)[0]
    for first in range(0, len(inverse), LARGE):
        block = slice(first, first + LARGE)
        square = np.tril(inverse[block, block])
        inverse[block, block] = square + np.tril(square, -1).T
        inverse[block, first + LARGE :] = inverse[first + LARGE :, block].T
    return inverse
