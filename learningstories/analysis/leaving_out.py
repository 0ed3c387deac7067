"""What leaving one reader out would do to the scores."""

from collections.abc import Iterator

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray
from learningstories.analysis.ranking import Ranking, solved
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
    if not kept.any():
        return ranking.level  # nothing is left to tell stories apart by
    left = gather(
        ratings.story[kept],
        ratings.reviewer[kept],
        ratings.value[kept],
        stories=ratings.stories,
        reviewers=ratings.reviewers,
    )
    model, solution = solved(left, ranking)
    return model.posterior(solution, ranking.variances.residual).score
