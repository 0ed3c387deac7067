"""One thing that was found and may become a story: a draft with the time it came, or why there is none."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from learningstories.domain.arrival import Claim, ReceivedBy, surest
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict, read_moment, verdict, zone_name
from learningstories.domain.errors import (
    StoryUnreadable,
    TimeAmbiguous,
    TimeImpossible,
    TimeNotUnderstood,
    ZoneUnknown,
)
from learningstories.services.deliveries import Part
from learningstories.services.drafts import Draft, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where something was found: a file, a part of one, or a row (`row` counts from 0) of a form."""

    path: Path | None = None
    part: Part | None = None
    form: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one place: a draft, or the failure that says why there is none.

    `claims` are all that says when it came, `received_at` is the surest of them, `received_by` what that
    rests on; `verdict` is whether the story came in time.
    """

    source: str
    draft: Draft | None = None
    failure: StoryUnreadable | None = None
    received_at: datetime
    received_by: ReceivedBy = ReceivedBy.ENTERED
    claims: tuple[Claim, ...] = ()
    verdict: Verdict = Verdict.ON_TIME
    problems: tuple[Problem, ...] = ()
    origin: Origin = field(default_factory=Origin)


def understood(
    draft: Draft,
    challenge: Challenge,
    *,
    now: datetime,
    received: datetime | None = None,
    origin: Origin | None = None,
) -> Found:
    """A draft with the time at which it came: as given, else by the surest of its claims, else now."""
    claims, problems = _claims(draft, challenge.zone)
    given = [Claim(by=ReceivedBy.GIVEN, at=received)] if received else []
    claims = (*given, *claims, Claim(by=ReceivedBy.ENTERED, at=now))
    chosen = surest(claims)
    moment, claim = (chosen.at or now, chosen.by) if chosen else (now, ReceivedBy.ENTERED)
    return Found(
        source=draft.source,
        draft=draft,
        received_at=moment,
        received_by=claim,
        claims=claims,
        verdict=verdict(challenge, moment, LateDecision.OPEN, draft.email),
        problems=(*draft.problems, *problems),
        origin=origin or Origin(),
    )


def _claims(draft: Draft, zone: str) -> tuple[Sequence[Claim], Sequence[Problem]]:
    if not draft.received_text:
        return draft.claims, ()
    told = told_time(draft.received_text, zone)
    claim = Claim(by=ReceivedBy.FRONT_MATTER, at=told, said=draft.received_text)
    problem = Problem(code="received_not_understood", facts={"value": draft.received_text})
    return (claim, *draft.claims), (() if told else (problem,))


def told_time(text: str, zone: str) -> datetime | None:
    """The moment that a file names, on the clocks of `zone` unless it names its own; else None."""
    told, _space, named = text.strip().rpartition(" ")
    with suppress(ZoneUnknown):
        text, zone = told, zone_name(named)
    try:
        return read_moment(text, zone)
    except (TimeImpossible, TimeAmbiguous):
        return None
    except TimeNotUnderstood:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
