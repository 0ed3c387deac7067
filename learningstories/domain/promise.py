"""What somebody said a story would make them do, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.story import StoryId

PromiseId = NewType("PromiseId", UUID)
ASKED_AFTER = timedelta(days=30)


class Outcome(StrEnum):
    """What became of a promise; `SILENT` was asked about, and no answer is expected any more."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    NOT = "not"
    SILENT = "silent"


class Asking(StrEnum):
    """Where asking about a promise stands."""

    ANSWERED = "answered"
    ASKED = "asked"
    DUE = "due"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A guest's promise, or what became of a reader's.

    A reader's promise is part of the reading; one of these stands beside it from when it is first asked
    about or answered, with `reviewer_id`, and holds the text of then. Its name, address and consent are
    the reader's. `told` is what they did, in their own words.
    """

    id: PromiseId
    number: int
    reviewer_id: ReviewerId | None = None
    story_id: StoryId | None = None
    name: str = ""
    email: str = ""
    text: str
    use: PromiseUse = PromiseUse.HIDDEN
    ask_later: bool = False
    made_at: datetime
    asked_at: datetime | None = None
    outcome: Outcome = Outcome.OPEN
    told: str = ""
    answered_at: datetime | None = None


def ask_at(made_at: datetime, event_at: datetime | None) -> datetime:
    """When to ask: 30 days after the evening, or after the promise where there is no evening before it."""
    return (made_at if event_at is None else max(made_at, event_at)) + ASKED_AFTER


def asking(
    outcome: Outcome, asked_at: datetime | None, *, may_ask: bool, at: datetime, now: datetime
) -> Asking:
    """Where asking stands; `at` is when to ask."""
    if outcome is not Outcome.OPEN:
        return Asking.ANSWERED
    if not may_ask:
        return Asking.NEVER
    if asked_at is not None:
        return Asking.ASKED
    return Asking.DUE if at <= now else Asking.LATER
