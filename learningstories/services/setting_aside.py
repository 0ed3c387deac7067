"""What setting a reader aside would change, or taking one back, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _, listed, numeral, plural, quoted
from learningstories.services.ports import Lists
from learningstories.services.result_words import apart
from learningstories.services.results import Results, StoryResult, compute
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What is different without one reader's `readings`, or with them; None where nothing can be ranked."""

    readings: int
    entering: tuple[StoryResult, ...] = ()
    leaving: tuple[StoryResult, ...] = ()
    before: Results | None
    after: Results | None
    back: bool = False


def consequences(workspace: Workspace, lists: Lists, before: Results, reviewer: UUID) -> Consequences:
    """Work the ranking out without the reader, for as many places; not for the interface's thread."""
    readings = _readings(before, reviewer)
    try:
        after = compute(workspace, lists, top=before.top, supposed={reviewer: ""})
    except NothingToRank:
        return Consequences(readings=readings, before=before, after=None)
    entering, leaving = _moved(before, after)
    return Consequences(readings=readings, entering=entering, leaving=leaving, before=before, after=after)


def consequences_of_return(
    workspace: Workspace, lists: Lists, before: Results | None, reviewer: UUID
) -> Consequences:
    """Work the ranking out with a reader who is set aside; not for the interface's thread.

    `before` is None while there is nothing to rank.
    """
    try:
        after = compute(workspace, lists, top=before.top if before else None, back=reviewer)
    except NothingToRank:
        return Consequences(readings=0, before=before, after=None, back=True)
    readings = _readings(after, reviewer) - (_readings(before, reviewer) if before else 0)
    entering, leaving = _moved(before, after) if before else ((), ())
    return Consequences(
        readings=readings, entering=entering, leaving=leaving, before=before, after=after, back=True
    )


def _readings(results: Results, reviewer: UUID) -> int:
    return next(
        (
            told.n
            for one, told in zip(results.table.readers, results.readers, strict=True)
            if one.id == reviewer
        ),
        0,
    )


def _moved(before: Results, after: Results) -> tuple[tuple[StoryResult, ...], tuple[StoryResult, ...]]:
    """The stories that would come among the best, and those that would go."""
    inside, then = before.stories[: before.top], after.stories[: after.top]
    was, will = {story.number for story in inside}, {story.number for story in then}
    entering = tuple(story for story in then if story.number not in was)
    return entering, tuple(story for story in inside if story.number not in will)


def consequence_words(found: Consequences) -> list[str]:
    """The same in sentences."""
    told = plural(
        "{n} reading would not count any more.", "{n} readings would not count any more.", found.readings
    )
    if found.back:
        told = plural("{n} reading would count again.", "{n} readings would count again.", found.readings)
    first = told.format(n=found.readings)
    if found.before is None or found.after is None:
        return [first, _beginning_or_end(found)]
    if not found.readings:
        return [first, _("Nothing else would change.")]
    return [first, *_moves(found, found.before.top), _agreement(found.before, found.after)]


def _beginning_or_end(found: Consequences) -> str:
    if found.after is None:
        return _("No reading would be left, so there would be nothing to rank.")
    return _("Then there would be something to rank.")


def _moves(found: Consequences, top: int) -> list[str]:
    if not found.entering and not found.leaving:
        return [_("The same stories would be in the top {top}.").format(top=top)]
    words = []
    for told, stories in (
        (_("Into the top {top} would come {titles}."), found.entering),
        (_("Out of the top {top} would go {titles}."), found.leaving),
    ):
        if stories:
            words.append(told.format(top=top, titles=_titles(stories)))
    return words


def _agreement(before: Results, after: Results) -> str:
    if before.alpha is None and after.alpha is None:
        return _("How far readers agree can be told neither with nor without.")
    if before.alpha is None or after.alpha is None:
        known = before.alpha if before.alpha is not None else after.alpha
        words = _("Too little would be left to say how far readers agree ({alpha:.2f} now).")
        if before.alpha is None:
            words = _("How far readers agree could then be told: {alpha:.2f}.")
        return words.format(alpha=known)
    words = _("The readers' agreement would go from {before:.2f} to {after:.2f}.")
    if numeral(before.alpha, ".2f") == numeral(after.alpha, ".2f"):
        words = _("The readers' agreement would stay at {before:.2f}.")
    return words.format(before=before.alpha, after=after.alpha)


_MOST_TITLES = 5


def _titles(stories: Sequence[StoryResult]) -> str:
    named = listed(quoted(apart(story.title)) for story in stories[:_MOST_TITLES])
    more = len(stories) - _MOST_TITLES
    if more <= 0:
        return named
    return plural("{titles} and {n} more", "{titles} and {n} more", more).format(titles=named, n=more)
