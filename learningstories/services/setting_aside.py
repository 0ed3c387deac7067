"""What setting a reader aside would change, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _, plural
from learningstories.services.ports import Lists
from learningstories.services.results import Results, StoryResult, compute
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What is different without one reader's `readings`; `after` is None where nothing would be left."""

    readings: int
    entering: tuple[StoryResult, ...]
    leaving: tuple[StoryResult, ...]
    before: Results
    after: Results | None


def consequences(workspace: Workspace, lists: Lists, before: Results, reviewer: UUID) -> Consequences:
    """Work the ranking out without the reader, for as many places; not for the interface's thread."""
    seat = next((index for index, one in enumerate(before.table.readers) if one.id == reviewer), None)
    readings = before.readers[seat].n if seat is not None else 0
    try:
        after = compute(workspace, lists, top=before.top, supposed={reviewer: ""})
    except NothingToRank:
        return Consequences(readings=readings, entering=(), leaving=(), before=before, after=None)
    inside, then = before.stories[: before.top], after.stories[: after.top]
    was, will = {story.number for story in inside}, {story.number for story in then}
    return Consequences(
        readings=readings,
        entering=tuple(story for story in then if story.number not in was),
        leaving=tuple(story for story in inside if story.number not in will),
        before=before,
        after=after,
    )


def consequence_words(found: Consequences) -> list[str]:
    """The same in sentences."""
    told = plural(
        "{n} reading would not count any more.", "{n} readings would not count any more.", found.readings
    )
    first = told.format(n=found.readings)
    if found.after is None:
        return [first, _("No reading would be left, so there would be nothing to rank.")]
    return [first, *_moves(found), _agreement(found.before, found.after)]


def _moves(found: Consequences) -> list[str]:
    top = found.before.top
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
    if abs(before.alpha - after.alpha) < _NOTICED:
        words = _("The readers' agreement would stay at {before:.2f}.")
    return words.format(before=before.alpha, after=after.alpha)


_NOTICED = 0.005
_MOST_TITLES = 5


def _titles(stories: Sequence[StoryResult]) -> str:
    named = ", ".join(_("“{title}”").format(title=story.title) for story in stories[:_MOST_TITLES])
    more = len(stories) - _MOST_TITLES
    return named if more <= 0 else _("{titles} and {n} more").format(titles=named, n=more)
