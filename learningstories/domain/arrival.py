"""When a story came: every claim of time there is, and which one counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReceivedBy(StrEnum):
    """What a time of receipt rests on, the surest first.

    DECIDED is the organiser's own word for it, which no file can claim.
    """

    DECIDED = "decided"
    GIVEN = "given"
    FORM_STAMP = "form_stamp"
    RECEIVED_HEADER = "received_header"
    DELIVERY = "delivery"
    FRONT_MATTER = "front_matter"
    DATE_HEADER = "date_header"
    FILE_TIME = "file_time"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that says when a story came.

    `said` is as it was written, `at` is in UTC, or None where that was not understood.
    """

    by: ReceivedBy
    at: datetime | None = None
    said: str = ""


def arrivals(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims of a story arrival by arrival: the first text, then each newer one.

    Those of one arrival end with the moment at which it was added here.
    """
    found: list[list[Claim]] = [[]]
    for claim in claims:
        found[-1].append(claim)
        if claim.by is ReceivedBy.ENTERED:
            found.append([])
    return [tuple(each) for each in found if each]


def surest_of_first(claims: Iterable[Claim]) -> Claim | None:
    """The claim that counts for a story: a text that was mended later does not make it late."""
    return next((surest(each) for each in arrivals(claims)), None)


_UNSURE = frozenset({ReceivedBy.FILE_TIME, ReceivedBy.ENTERED})


def came_before(claims: Iterable[Claim], others: Iterable[Claim]) -> bool:
    """Whether one text surely came before what came last of another; copied files tell nothing of that."""
    mine, theirs = surest(claims), surest(next(reversed(arrivals(others)), ()))
    if mine is None or theirs is None or mine.by in _UNSURE or theirs.by in _UNSURE:
        return False
    return mine.at is not None and theirs.at is not None and mine.at < theirs.at


def surest(claims: Iterable[Claim]) -> Claim | None:
    """The claim that counts: of those that were understood the surest kind, the first of its kind."""
    order = list(ReceivedBy)
    understood = [claim for claim in claims if claim.at is not None]
    return min(understood, key=lambda claim: order.index(claim.by), default=None)
