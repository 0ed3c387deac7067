"""Results that are kept under a name, and what has changed between two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import uuid4

from learningstories.domain.results_draft import ResultsDraft, ResultsDraftId
from learningstories.i18n import _, plural
from learningstories.services.figures import figures
from learningstories.services.results import Results
from learningstories.services.workspace import Workspace

MOST_LETTERS = 120
Snapshot = Mapping[str, Any]
_Place = tuple[int | None, Snapshot]  # a story's rank and its figures
_Ranked = Mapping[int, _Place]
_NOT_RANKED: _Place = (None, {})


class Crossing(StrEnum):
    """Which way a story went over the cut."""

    NONE = "none"
    ENTERED = "entered"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """One story before and after; a rank is None where it was not ranked, and then its score is None."""

    number: int
    title: str
    rank_before: int | None
    rank_after: int | None
    score_before: float | None
    score_after: float | None
    crossing: Crossing

    @property
    def moved(self) -> int:
        """By how many places, upwards above 0; 0 where it was ranked only once."""
        if self.rank_before is None or self.rank_after is None:
            return 0
        return self.rank_before - self.rank_after


def keep_results(workspace: Workspace, results: Results, name: str) -> None:
    """Keep the results as they are, as one step."""
    called = " ".join(name.split())[:MOST_LETTERS]
    with workspace.change(_("Keep the results “{name}”").format(name=called)) as unit:
        unit.results_drafts.add(
            ResultsDraft(
                id=ResultsDraftId(uuid4()),
                name=called,
                made_at=workspace.clock(),
                made_by=workspace.who,
                snapshot=figures(results),
            )
        )


def drop_results(workspace: Workspace, draft: ResultsDraft) -> None:
    """Keep them no longer, as one step that can be undone."""
    with workspace.change(_("Remove the kept results “{name}”").format(name=draft.name)) as unit:
        unit.results_drafts.remove(draft.id)


def kept_results(workspace: Workspace) -> list[ResultsDraft]:
    """All that are kept, the newest first."""
    with workspace.read() as unit:
        return sorted(unit.results_drafts.all(), key=lambda draft: (draft.made_at, draft.id), reverse=True)


def changed_places(before: Snapshot, after: Snapshot) -> list[ChangedPlace]:
    """Every story of either, in the order of `after`, those that are ranked no longer last."""
    old, new = _by_number(before), _by_number(after)
    numbers = [*new, *(number for number in old if number not in new)]
    return [_changed(number, old, new, (before["top"], after["top"])) for number in numbers]


def summary(before: Snapshot, after: Snapshot) -> str:
    """What has changed, in a few sentences."""
    changes = changed_places(before, after)
    entered = [each.title for each in changes if each.crossing is Crossing.ENTERED]
    left = [each.title for each in changes if each.crossing is Crossing.LEFT]
    readings = _readings(after) - _readings(before)
    more = plural("{n:+} reading.", "{n:+} readings.", abs(readings)).format(n=readings)
    told = [more if readings else _("The same number of readings.")]
    if entered or left:
        crossed = _("Among the best now: {entered}. No longer: {left}.")
        told.append(crossed.format(entered=_named(entered), left=_named(left)))
    else:
        told.append(_("The same stories are the best."))
    if before["alpha"] is not None and after["alpha"] is not None:
        alpha = _("Agreement went from {before:.2f} to {after:.2f}.")
        told.append(alpha.format(before=before["alpha"], after=after["alpha"]))
    return " ".join(told)


def _changed(number: int, old: _Ranked, new: _Ranked, tops: tuple[int, int]) -> ChangedPlace:
    was, then = old.get(number, _NOT_RANKED)
    now, story = new.get(number, _NOT_RANKED)
    inside = was is not None and was <= tops[0], now is not None and now <= tops[1]
    crossing = {(False, True): Crossing.ENTERED, (True, False): Crossing.LEFT}.get(inside, Crossing.NONE)
    return ChangedPlace(
        number=number,
        title=(story or then)["title"],
        rank_before=was,
        rank_after=now,
        score_before=then.get("score"),
        score_after=story.get("score"),
        crossing=crossing,
    )


def _by_number(snapshot: Snapshot) -> _Ranked:
    return {story["number"]: (rank, story) for rank, story in enumerate(snapshot["stories"], start=1)}


def _readings(snapshot: Snapshot) -> int:
    return sum(story["n"] for story in snapshot["stories"])


def _named(titles: Sequence[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles) or _("none")
