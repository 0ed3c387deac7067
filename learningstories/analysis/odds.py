"""The chance of each story to be among the best."""

import numpy as np
from scipy import linalg

from learningstories.analysis.arrays import FloatArray
from learningstories.analysis.model import CELLS, AdditiveModel
from learningstories.analysis.variances import Fit


def chances(model: AdditiveModel, fit: Fit, *, top: int, seed: int, draws: int) -> FloatArray:
    """How often each story is among the best `top` in `draws` draws of what the truth may be, shape (S,).

    Reviewer effects and means are drawn together, then the stories given them, so that what is
    shared between stories (a strict reader, the mean) is shared in every draw. The sum is `top`.
    """
    stories = model.ratings.stories
    if top >= stories or top <= 0:
        return np.full(stories, 1.0 if top > 0 else 0.0)
    generator = np.random.default_rng(seed)
    shared = _shared(fit, generator, draws)
    inside = np.zeros(stories)
    step = max(1, CELLS // stories)
    for first in range(0, draws, step):
        drawn = _stories(model, fit, shared[:, first : first + step], generator)
        edge = np.partition(drawn, stories - top, axis=1)[:, stories - top]
        inside += (drawn >= edge[:, None]).sum(axis=0)
    return inside / draws


def _shared(fit: Fit, generator: np.random.Generator, draws: int) -> FloatArray:
    """Draws of the reviewer effects and, last, the means of the groups, shape (R + G, draws)."""
    factor, projected = fit.solution.factor, fit.solution.projected
    noise = generator.standard_normal((len(projected), draws)) * np.sqrt(fit.variances.residual)
    return linalg.solve_triangular(
        factor, projected[:, None] + noise, lower=True, trans="T", overwrite_b=True, check_finite=False
    )


def _stories(
    model: AdditiveModel, fit: Fit, shared: FloatArray, generator: np.random.Generator
) -> FloatArray:
    """Draws of the stories given the rest, shape (draws, S), about the mean of all ratings."""
    precision, reviewers = fit.solution.precision, model.ratings.reviewers
    level = shared[reviewers:].T[:, model.group]
    expected = model.story_sum - (model.incidence @ shared[:reviewers]).T - level * model.story_count
    noise = generator.standard_normal(expected.shape) * np.sqrt(fit.variances.residual / precision)
    drawn: FloatArray = expected / precision + level + noise
    return drawn
