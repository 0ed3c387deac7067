"""Further criteria: told beside the headline, and mixed into it only where the organiser gives weights."""

from dataclasses import replace

from learningstories.domain.challenge import Challenge, Criterion
from learningstories.domain.errors import NoSuchCriterion
from learningstories.i18n import _
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
