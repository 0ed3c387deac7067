"""What leaving one reader out would do to the scores."""

from collections.abc import Iterator

import numpy as np

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray
from learningstories.analysis.model import AdditiveModel
from learningstories.analysis.ranking import Ranking
from learningstories.analysis.ratings import Ratings, gather


def scores_without_each(
    story: IntArray, reviewer: IntArray, value: FloatArray, *, ranking: Ranking
) -> Iterator[FloatArray]:
    """For each reviewer of `ranking`, made from these same ratings, the scores (S,) without theirs.

    The variance components are kept: one reader hardly moves them, and the picture is of that reader.
    Raises ValueError as `ratings.gather` does.
    """
    ratings = gather(story, reviewer, value, stories=len(ranking.score), reviewers=len(ranking.effect))
    for left_out in range(ratings.reviewers):
        kept = ratings.reviewer != left_out
        yield ranking.score if kept.all() else _scores(ratings, kept, ranking)


def _scores(ratings: Ratings, kept: BoolArray, ranking: Ranking) -> FloatArray:
    parts = ranking.variances
    if not kept.any():
        return np.full(ratings.stories, ranking.mu)  # nothing is left to tell stories apart by
    model = AdditiveModel(
        gather(
            ratings.story[kept],
            ratings.reviewer[kept],
            ratings.value[kept],
            stories=ratings.stories,
            reviewers=ratings.reviewers,
        )
    )
    solution = model.solve(parts.residual / parts.story, parts.residual / parts.reviewer)
    return model.posterior(solution, parts.residual).score
