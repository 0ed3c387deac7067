"""What leaving one reader out would do to the scores."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy import linalg

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.model import AdditiveModel, Solution, inverse_of
from learningstories.analysis.odds import chances
from learningstories.analysis.ranking import Ranking, solved
from learningstories.analysis.ratings import gather
from learningstories.analysis.variances import Fit


def scores_without_each(
    story: IntArray, reviewer: IntArray, value: FloatArray, *, ranking: Ranking
) -> Iterator[FloatArray]:
    """For each reviewer of `ranking`, made from these same ratings, the scores (S,) without theirs.

    The variance components are kept: one reader hardly moves them, and the picture is of that reader.
    Raises ValueError as `ratings.gather` does.
    """
    ratings = gather(story, reviewer, value, stories=len(ranking.score), reviewers=len(ranking.effect))
    if not ratings.count:
        yield from (ranking.score for _each in range(ratings.reviewers))
        return
    model, solution = solved(ratings, ranking)
    without = _Without(model, solution, ranking)
    by_reviewer = np.argsort(ratings.reviewer, kind="stable")
    ends = np.searchsorted(ratings.reviewer[by_reviewer], np.arange(ratings.reviewers + 1))
    for first, last in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if first == last:
            yield ranking.score
        elif last - first == ratings.count:
            yield ranking.level  # nothing is left to tell stories apart by
        else:
            yield ranking.score + without.change(by_reviewer[first:last])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Left:
    """What is left to say of the stories without one reader: shapes (S,), as in `Ranking`."""

    score: FloatArray
    p_top: FloatArray
    n: IntArray


def chances_without_each(
    story: IntArray, reviewer: IntArray, value: FloatArray, *, ranking: Ranking, draws: int = 1000
) -> Iterator[Left]:
    """For each reviewer of `ranking`, made from these same ratings, the scores and chances without theirs.

    The chances are drawn with the same luck as those of `ranking`, so that they differ by the reader alone;
    the variance components are kept, as above. Raises ValueError as `ratings.gather` does.
    """
    ratings = gather(story, reviewer, value, stories=len(ranking.score), reviewers=len(ranking.effect))
    for reader in range(ratings.reviewers):
        kept = ratings.reviewer != reader
        if kept.all():
            yield Left(score=ranking.score, p_top=ranking.p_top, n=ranking.n)
            continue
        if not kept.any():
            share = min(1.0, ranking.top / max(ratings.stories, 1))
            nobody = np.zeros(ratings.stories, dtype=np.int64)
            yield Left(score=ranking.level, p_top=np.full(ratings.stories, share), n=nobody)
            continue
        columns = ratings.story[kept], ratings.reviewer[kept], ratings.value[kept]
        rest = gather(*columns, stories=ratings.stories, reviewers=ratings.reviewers)
        model, solution = solved(rest, ranking)
        fit = Fit(variances=ranking.variances, solution=solution, criterion=None)
        yield Left(
            score=model.posterior(solution, ranking.variances.residual).score,
            p_top=chances(model, fit, top=ranking.top, seed=ranking.seed, draws=draws),
            n=model.story_count.astype(np.int64),
        )


class _Without:
    """The estimates solve (C'C + P) b = C'y. Without the rows J of C, with e = y - C b and
    H = C (C'C + P)^-1 C', they change by -(C'C + P)^-1 C_J' (I - H_JJ)^-1 e_J: nothing large is solved
    again. Of C'C + P the stories are eliminated as in `model`: what is left of row k is
    q_k = [e_j; e_g] - [B_i, n_i e_g] / D_i, and H_kl = q_k' M^-1 q_l + [i_k = i_l] / D_i.
    """

    def __init__(self, model: AdditiveModel, solution: Solution, ranking: Ranking) -> None:
        ratings = model.ratings
        self._story, self._precision, self._group = ratings.story, solution.precision, model.group
        self._inverse = inverse_of(solution.factor)
        count = sp.csr_array(
            (model.story_count, (np.arange(ratings.stories), model.group)),
            shape=(ratings.stories, model.means),
        )
        self._shared = sp.hstack([model.incidence, count], format="csr")
        seats = ratings.reviewers + model.group[ratings.story]
        rows = np.arange(ratings.count)
        ones = np.ones(ratings.count)
        own = sp.csr_array((ones, (rows, ratings.reviewer)), shape=(ratings.count, self._shared.shape[1]))
        own = own + sp.csr_array((ones, (rows, seats)), shape=own.shape)
        share = sp.csr_array(sp.diags_array(1 / solution.precision) @ self._shared)
        self._left = (own - share[ratings.story]).tocsr()
        fitted = ranking.score[ratings.story] + ranking.effect[ratings.reviewer]
        self._error: FloatArray = ratings.value - fitted
        self._reviewers = ratings.reviewers

    def change(self, rows: IntArray) -> FloatArray:
        """What becomes of the scores (S,) without these ratings."""
        left, stories = sp.csr_array(self._left[rows]), self._story[rows]
        carried = np.asarray(left @ self._inverse)
        hat = (left @ carried.T).T + (stories[:, None] == stories) / self._precision[stories]
        weight = linalg.solve(np.eye(len(rows)) - hat, self._error[rows], assume_a="pos", check_finite=False)
        others = np.asarray(carried.T @ weight)
        own = np.bincount(stories, weight, len(self._precision)) - self._shared @ others
        return np.asarray(-(own / self._precision + others[self._reviewers :][self._group]))
