"""Which of two stories is truly better, so far as the ratings can tell."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import linalg
from scipy.special import ndtr

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.model import AdditiveModel
from learningstories.analysis.ranking import Z90, Ranking, solved
from learningstories.analysis.ratings import gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """By how many points one story lies above another, its standard deviation and 90 % range.

    `chance` is how likely the first is truly better, one half where nothing tells them apart.
    """

    points: float
    sd: float
    low: float
    high: float
    chance: float


def difference(
    story: IntArray, reviewer: IntArray, value: FloatArray, *, ranking: Ranking, one: int, other: int
) -> Difference:
    """Compare the stories of index `one` and `other`, both together under the model of `ranking`.

    Two ranges that overlap do not tell it: stories read by the same people share what is not known of
    these. The variance of s_i - s_k is s2 (1/D_i + 1/D_k + (t_i - t_k)' M^-1 (t_i - t_k)). Raises
    ValueError as `ratings.gather` does.
    """
    points = float(ranking.score[one] - ranking.score[other])
    variances = ranking.variances
    if one == other or ranking.method == "none":
        return Difference(points=points, sd=0.0, low=points, high=points, chance=0.5)
    ratings = gather(story, reviewer, value, stories=len(ranking.score), reviewers=len(ranking.effect))
    model, solution = solved(ratings, ranking)
    carried = linalg.solve_triangular(
        solution.factor, _weights(model, solution.precision, one, other), lower=True, check_finite=False
    )
    spread = 1 / solution.precision[one] + 1 / solution.precision[other] + float(carried @ carried)
    sd = sqrt(variances.residual * spread)
    return Difference(
        points=points, sd=sd, low=points - Z90 * sd, high=points + Z90 * sd, chance=float(ndtr(points / sd))
    )


def _weights(model: AdditiveModel, precision: FloatArray, one: int, other: int) -> FloatArray:
    """t_i - t_k with t = [B_i, n_i e_g] / D_i - e_g, shape (R + G,)."""
    two = np.array([one, other])
    rows = model.incidence[two].toarray() / precision[two, None]
    means = np.zeros((2, model.means))
    means[[0, 1], model.group[two]] = model.story_count[two] / precision[two] - 1
    return np.append(rows[0] - rows[1], means[0] - means[1])
