"""What came of taking in returns, in a sentence or two."""

from learningstories.i18n import _, numeral, plural
from learningstories.services.merging import MergeReport
from learningstories.services.return_rows import Fate, fate


def merged_words(report: MergeReport) -> str:
    """How many returns and answers are new, what is held, and what is to be chosen among."""
    answers = sum(outcome.new for outcome in report.files if outcome.code == "merged")
    told = plural(
        "{returns} return is taken in: {answers}.",
        "{returns} returns are taken in: {answers}.",
        report.merged,
    )
    new = plural("{n} new answer", "{n} new answers", answers).format(n=numeral(answers))
    parts = [told.format(returns=numeral(report.merged), answers=new)] if report.merged else []
    held = sum(fate(outcome.code, ()) is Fate.HELD for outcome in report.files)
    if held:
        words = plural("{n} is held.", "{n} are held.", held)
        parts.append(words.format(n=numeral(held)))
    conflicts = sum(story.code == "conflict" for outcome in report.files for story in outcome.stories)
    if conflicts:
        words = plural(
            "{n} answer contradicts another: choose on the Reviewers page.",
            "{n} answers contradict others: choose on the Reviewers page.",
            conflicts,
        )
        parts.append(words.format(n=numeral(conflicts)))
    return " ".join(parts) or _("Nothing in it was new.")
