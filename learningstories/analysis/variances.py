"""How much stories, reviewers and chance each spread the ratings: three ways to estimate it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import exp, log

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.model import AdditiveModel, Ratios, Solution

PRIOR_MODES = (log(0.9), log(0.35))  # of ln(sd story / sd noise) and ln(sd reviewer / sd noise)
GROUP_MODES = (log(0.5), log(0.5))  # the same for groups of stories and of reviewers
PRIOR_SD = 0.5
BOUNDS = (-7.0, 4.0)  # of both logarithms
WIDE = (-12.0, 9.0)  # the same without prior: measurements may be sharper than readers ever are
ROUNDING = 1 / 12  # variance that rounding to whole points hides
GUESS = 1.0  # noise variance when nothing is known: about a point either way
_STEPS = (WIDE[0], -4.0, -2.0, -0.5, 1.0, 3.0, 6.0, WIDE[1])
_EVERYWHERE = [np.array(each) for each in product(_STEPS, repeat=2)]
_PARTS = ("story", "reviewer", "story_group", "reviewer_group")
_DESCENTS = 3  # of those, how many of the best are followed down
_NEAR = 0.1  # to the end of what is looked at
_FALLS = 0.5  # by how much less noise makes it less where it has no end: by 2 for each degree of freedom
SMALLEST = 1e-9  # determinant of a 3 x 3 system in units of N, below which moments say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Variances:
    """Variance components in squared scale points; those of groups are 0 where there are none."""

    story: float
    reviewer: float
    residual: float
    story_group: float = 0.0
    reviewer_group: float = 0.0

    @property
    def ratios(self) -> Ratios:
        """The residual variance divided by each other one."""
        return Ratios(
            story=self.residual / self.story,
            reviewer=self.residual / self.reviewer,
            story_group=self.residual / self.story_group if self.story_group else 1.0,
            reviewer_group=self.residual / self.reviewer_group if self.reviewer_group else 1.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """Components, the system solved at their ratios, and the REML criterion (without prior).

    `criterion` is None when it has no finite value: where all ratings are the same, there is but one, or
    stories and reviewers explain every rating exactly (`exact`).
    """

    variances: Variances
    solution: Solution
    criterion: float | None
    exact: bool = False


def by_reml(model: AdditiveModel) -> Fit:
    """Restricted maximum likelihood, without prior: what lme4 reports.

    Small tables may have several hills, and the highest may lie at the edge: all are looked for.
    """
    return _without_depths(model, _fit(model, lambda _logs: 0.0, beginnings=_EVERYWHERE))


def by_map(model: AdditiveModel) -> Fit:
    """Restricted likelihood with a weak prior on both ratios: steady with few ratings.

    Source: Chung et al. 2013, "A nondegenerate penalized likelihood estimator for variance
    parameters in multilevel models", with log-normal priors centred on what rating panels show.
    """
    return _fit(model, _penalty)


def by_moments(model: AdditiveModel) -> Fit | None:
    """Method of moments in time proportional to N; None when the table cannot tell the parts apart.

    Source: Gao and Owen 2017, "Efficient moment calculations for variance components in large
    unbalanced crossed random effects models".
    """
    found = _moments(model)
    if found is None or found[2] <= 0:
        return None
    noise = float(found[2])
    logs = np.array([_log_ratio(float(part), noise) for part in found[:2]])
    return _finish(model, np.append(logs, _modes(model)[2:]), noise)


def by_reml_of_one(model: AdditiveModel, *, first: bool | None) -> Fit:
    """Restricted likelihood with stories alone (`first`), reviewers alone, or neither (None) beside chance.

    For a table that cannot tell the other part from chance; what is left out has next to no variance here.
    Needs at least two ratings that differ.
    """
    floor = WIDE[0]
    if first is None:
        return _finish(model, np.array([floor, floor]), None)

    def logs(ratio: float) -> FloatArray:
        return np.array([ratio, floor] if first else [floor, ratio])

    def target(ratio: float) -> float:
        return model.criterion(_solve(model, logs(ratio)))

    near = min(range(len(_STEPS)), key=lambda place: target(_STEPS[place]))
    around = (_STEPS[max(near - 1, 0)], _STEPS[min(near + 1, len(_STEPS) - 1)])
    best = minimize_scalar(target, bounds=around, method="bounded", options={"xatol": 1e-7})
    return _without_depths(model, _finish(model, logs(min(float(best.x), _STEPS[near], key=target)), None))


def _without_depths(model: AdditiveModel, fit: Fit) -> Fit:
    """The same without a criterion where that would fall for ever as the noise goes to nothing."""
    parts = fit.variances
    sharper = 0.5 * log(max(parts.story, parts.reviewer) / parts.residual)
    if fit.criterion is None or sharper < WIDE[1] - _NEAR:
        return fit
    blunter = [0.5 * log(part / parts.residual) - 1 for part in (parts.story, parts.reviewer)]
    falls = model.criterion(_solve(model, np.array(blunter))) - fit.criterion
    return replace(fit, criterion=None, exact=True) if falls > _FALLS else fit


def _fit(
    model: AdditiveModel, penalty: Callable[[FloatArray], float], beginnings: Sequence[FloatArray] = ()
) -> Fit:
    if model.ratings.alike:
        return _finish(model, _modes(model), _unseen_noise(model.ratings.count))

    def target(logs: FloatArray) -> float:
        return model.criterion(_solve(model, logs)) + penalty(logs)

    bounds = WIDE if beginnings else BOUNDS
    best = _descent(target, _modes(model), bounds)
    for start in sorted(beginnings, key=target)[:_DESCENTS]:
        best = min(best, _descent(target, start, bounds), key=target)
    # Where a descent came to rest against an edge, another one from there may go on along it.
    again = _descent(target, best, bounds) if beginnings else best
    return _finish(model, min(best, again, key=target), None)


def _descent(
    target: Callable[[FloatArray], float], start: FloatArray, bounds: tuple[float, float]
) -> FloatArray:
    step = np.where(start < bounds[1], 0.3, -0.3)
    simplex = start + np.vstack([np.zeros(len(start)), np.diag(step)])
    found = minimize(
        target,
        start,
        method="Nelder-Mead",
        bounds=[bounds] * len(start),
        options={"xatol": 1e-5, "fatol": 1e-10, "initial_simplex": simplex, "maxiter": 500},
    )
    return np.asarray(found.x, dtype=np.float64)


def _finish(model: AdditiveModel, logs: FloatArray, noise: float | None) -> Fit:
    solution = _solve(model, logs)
    alike = model.ratings.alike
    noise = solution.squares / (model.ratings.count - 1) if noise is None else noise
    story, reviewer, *groups = (noise * exp(2 * each) for each in logs)
    of_groups = {"story_group": groups[0], "reviewer_group": groups[1]} if groups else {}
    return Fit(
        variances=Variances(story=story, reviewer=reviewer, residual=noise, **of_groups),
        solution=solution,
        criterion=None if alike else model.criterion(solution),
    )


def _solve(model: AdditiveModel, logs: FloatArray) -> Solution:
    return model.solve(Ratios(**dict(zip(_PARTS, np.exp(-2 * logs).tolist(), strict=False))))


def _modes(model: AdditiveModel) -> FloatArray:
    return np.array(PRIOR_MODES if model.groups is None else PRIOR_MODES + GROUP_MODES)


def _penalty(logs: FloatArray) -> float:
    return float((((logs - np.array(PRIOR_MODES + GROUP_MODES)[: len(logs)]) / PRIOR_SD) ** 2).sum())


def _unseen_noise(count: int) -> float:
    """Noise variance when all `count` ratings are the same.

    A guess that counts as one rating, beside the rounding that equal answers hide.
    """
    return (GUESS + ROUNDING * (count - 1)) / count


def _log_ratio(part: float, noise: float) -> float:
    low, high = BOUNDS[0], WIDE[1]
    return min(max(0.5 * log(max(part, noise * exp(2 * low)) / noise), low), high)


def _moments(model: AdditiveModel) -> FloatArray | None:
    """Story, reviewer and noise variance; any may come out negative."""
    count, value = float(model.ratings.count), _within_groups(model)
    within_story, stories = _within(value, model.ratings.story, model.story_count)
    within_reviewer, reviewers = _within(value, model.ratings.reviewer, model.reviewer_count)
    squares = count * float(value @ value)
    matrix = np.array(
        [
            [0.0, count - stories, count - stories],
            [count - reviewers, 0.0, count - reviewers],
            [
                count**2 - float(model.story_count @ model.story_count),
                count**2 - float(model.reviewer_count @ model.reviewer_count),
                count**2 - count,
            ],
        ]
    ) / np.array([[count], [count], [count**2]])
    if abs(float(np.linalg.det(matrix))) < SMALLEST:
        return None
    return np.linalg.solve(matrix, np.array([within_story, within_reviewer, squares / count]) / count)


def _within_groups(model: AdditiveModel) -> FloatArray:
    """The values about the mean of their group of stories and of reviewers together."""
    if model.groups is None:
        return model.value
    groups, ratings = model.groups, model.ratings
    cell = groups.story[ratings.story] * groups.count + groups.reviewer[ratings.reviewer]
    size = np.bincount(cell)
    mean = np.bincount(cell, weights=model.value) / np.maximum(size, 1)
    left: FloatArray = model.value - mean[cell]
    return left


def _within(value: FloatArray, group: IntArray, size: FloatArray) -> tuple[float, int]:
    """Sum of squares within groups, and how many groups have a rating."""
    mean = np.bincount(group, weights=value, minlength=len(size)) / np.maximum(size, 1)
    return float(((value - mean[group]) ** 2).sum()), int(np.count_nonzero(size))
