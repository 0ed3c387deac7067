"""What comes of a challenge's further criteria in its ranking, in words."""

from typing import TYPE_CHECKING

from learningstories.domain.challenge import Criterion
from learningstories.i18n import _, plural
from learningstories.services.criteria import HEADLINE, mixed_in
from learningstories.services.result_words import apart

if TYPE_CHECKING:
    from learningstories.services.results import Results


def weight_words(criterion: Criterion) -> str:
    """What comes of one criterion."""
    if not criterion.weight:
        return _("stands beside the ranking and changes nothing in it")
    return _("counts {weight} where the headline counts {headline}").format(
        weight=criterion.weight, headline=HEADLINE
    )


def mixed_chip(results: "Results") -> str:
    """In a few words that further criteria are mixed in; empty where none is."""
    return _("Further criteria are mixed in") if mixed_in(results.table.challenge) else ""


def criteria_paragraphs(results: "Results") -> tuple[str, ...]:
    """What comes of all of them; nothing where none is asked."""
    criteria = results.table.challenge.criteria
    if not criteria:
        return ()
    each = (
        _("“{question}” {what}.").format(question=apart(one.question), what=weight_words(one))
        for one in criteria
    )
    if mixed_in(results.table.challenge):
        told = _(
            "You gave weights: the ranking is made from each reader's weighted mean of the headline and"
            " these questions. A scale of another length is stretched to the headline's, and what was not"
            " answered does not count. The plain mean stays that of the headline alone."
        )
    else:
        told = plural(
            "Readers answered {n} further question. It is reported beside, and not mixed in.",
            "Readers answered {n} further questions. They are reported beside, and not mixed in.",
            len(criteria),
        ).format(n=len(criteria))
    return (told, *each)
