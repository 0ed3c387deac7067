"""How far readers agree, and why that is or is not shown, in sentences."""

from typing import TYPE_CHECKING

from learningstories.analysis.agreement import FEWEST_REVIEWERS, FEWEST_STORIES
from learningstories.i18n import _, plural
from learningstories.services.result_words import agreement_words

if TYPE_CHECKING:
    from learningstories.services.results import Results


def agreement_paragraphs(results: "Results") -> tuple[str, ...]:
    """The words, and the figure with its range or what it would take to tell it."""
    first = agreement_words(results) + "."
    if results.alpha is None or results.alpha_low is None or results.alpha_high is None:
        return (first, _missing(results))
    told = _(
        "By Krippendorff's alpha, which is 0 where readers agree no more than by chance and 1 where they"
        " always do, it is {alpha:.2f}, and between {low:.2f} and {high:.2f} nine times in ten."
    )
    shown = told.format(alpha=results.alpha, low=results.alpha_low, high=results.alpha_high)
    meaning = _("Readers need not agree: where they differ, a story speaks to some, and its range is wider.")
    return (first, shown, meaning)


def _missing(results: "Results") -> str:
    found = results.agreement
    if results.alpha_missing == "alike":
        return _("Agreement is measured against what chance would give, and here nothing varies.")
    stories = plural(
        "{n} story was read twice or more", "{n} stories were read twice or more", found.doubly_read
    )
    readers = plural("{n} reader answered", "{n} readers answered", found.reviewers)
    told = _(
        "{stories} and {readers}. With fewer than {least} such stories or {fewest} readers the figure would"
        " swing so much from one reading to the next that it would mislead, so it is not shown."
    )
    return told.format(
        stories=stories.format(n=found.doubly_read),
        readers=readers.format(n=found.reviewers),
        least=FEWEST_STORIES,
        fewest=FEWEST_REVIEWERS,
    )
