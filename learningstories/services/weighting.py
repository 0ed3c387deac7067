"""Further criteria: told beside the headline, and mixed into it only where the organiser gives weights."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from learningstories.analysis.arrays import FloatArray
from learningstories.domain.challenge import Challenge, Criterion
from learningstories.domain.errors import NoSuchCriterion
from learningstories.i18n import _
from learningstories.services.ports import Rating
from learningstories.services.workspace import Workspace

HEADLINE = 100  # what the headline counts, and the weights of criteria are said by


def set_weight(workspace: Workspace, question: str, weight: int) -> None:
    """Let a criterion count `weight` where the headline counts 100, as one step; with 0 it is not mixed in.

    Nothing is stored where it does already. Raises `NoSuchCriterion`, `ChallengeInvalid`.
    """
    label = _("Let “{question}” count {weight} % of the headline").format(question=question, weight=weight)
    with workspace.change(label) as unit:
        challenge = unit.challenge()
        if all(criterion.question != question for criterion in challenge.criteria):
            raise NoSuchCriterion(question)
        changed = tuple(
            replace(criterion, weight=weight) if criterion.question == question else criterion
            for criterion in challenge.criteria
        )
        unit.challenges.replace(replace(challenge, criteria=changed))


def mixed_in(challenge: Challenge) -> tuple[Criterion, ...]:
    """The criteria that are mixed in."""
    return tuple(criterion for criterion in challenge.criteria if criterion.weight)


def further_points(challenge: Challenge, ratings: Sequence[Rating]) -> FloatArray:
    """The answers to the further criteria, shape (N, C); 0 where there is none."""
    count = len(challenge.criteria)
    points = np.zeros((len(ratings), count))
    if count:
        for row, rating in enumerate(ratings):
            given = rating.criteria[:count]
            points[row, : len(given)] = given
    return points


def weighed(challenge: Challenge, value: FloatArray, further: FloatArray) -> FloatArray:
    """What is ranked, on the headline's scale: the weighted mean of what a reader answered, shape (N,).

    A criterion with a scale of another length is stretched to the headline's; one that was not answered
    does not count for that reading.
    """
    total, by = HEADLINE * value, np.full(len(value), float(HEADLINE))
    steps = len(challenge.scale) - 1
    for place, criterion in enumerate(challenge.criteria):
        points = np.minimum(further[:, place], len(criterion.scale))
        answered = (points > 0) * float(criterion.weight)
        total += answered * (1 + (points - 1) * steps / (len(criterion.scale) - 1))
        by += answered
    mean: FloatArray = total / by
    return mean
