"""What is ranked: the headline, with further criteria mixed in only where the organiser gives weights."""

from collections.abc import Sequence

import numpy as np

from learningstories.analysis.arrays import FloatArray
from learningstories.domain.challenge import Challenge
from learningstories.services.criteria import HEADLINE
from learningstories.services.ports import Rating


def further_points(challenge: Challenge, ratings: Sequence[Rating]) -> FloatArray:
    """The answers to the further criteria, shape (N, C); 0 where there is none on the criterion's scale."""
    count = len(challenge.criteria)
    points = np.zeros((len(ratings), count))
    if count:
        for row, rating in enumerate(ratings):
            given = rating.criteria[:count]
            points[row, : len(given)] = given
        longest = np.array([len(criterion.scale) for criterion in challenge.criteria])
        points[(points < 1) | (points > longest)] = 0
    return points


def weighed(challenge: Challenge, value: FloatArray, further: FloatArray) -> FloatArray:
    """What is ranked, on the headline's scale: the weighted mean of what a reader answered, shape (N,).

    A criterion with a scale of another length is stretched to the headline's; one that was not answered
    does not count for that reading.
    """
    total, by = HEADLINE * value, np.full(len(value), float(HEADLINE))
    steps = len(challenge.scale) - 1
    for place, criterion in enumerate(challenge.criteria):
        points = further[:, place]
        answered = (points > 0) * float(criterion.weight)
        total += answered * (1 + (points - 1) * steps / (len(criterion.scale) - 1))
        by += answered
    mean: FloatArray = total / by
    return mean
