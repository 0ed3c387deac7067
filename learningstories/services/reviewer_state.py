"""How far a reviewer's pack has come, and who may be reminded of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from learningstories.services.reviewer_list import ReviewerLine

PATIENCE = timedelta(days=3)  # before that nobody need be asked where the answers are


class PackState(StrEnum):
    """Where a reviewer's newest pack stands."""

    NOT_MADE = "not_made"
    HERE = "here"  # no pack: the stories are read at this computer
    SILENT = "silent"
    PARTLY = "partly"
    LATE = "late"
    RETURNED = "returned"
    REVOKED = "revoked"


def pack_state(line: ReviewerLine, until: datetime | None) -> PackState:
    """Where it stands; what comes back after `until` does not count."""
    if line.wanted and line.answered >= line.wanted:
        return PackState.RETURNED if line.last_return is not None else PackState.HERE
    if line.pack is None:
        return PackState.HERE if line.answered else PackState.NOT_MADE
    if line.pack.revoked:
        return PackState.REVOKED
    if line.last_return is None:
        return PackState.SILENT
    late = until is not None and line.last_return > until
    return PackState.LATE if late else PackState.PARTLY


def may_be_reminded(line: ReviewerLine) -> bool:
    """Whether there is a pack of which something is still to come."""
    return line.pack is not None and not line.pack.revoked and line.answered < line.wanted


def is_silent(made_at: datetime, last_return: datetime | None, now: datetime, until: datetime | None) -> bool:
    """Whether nothing came back of a pack although it was to be expected by now."""
    due = made_at + PATIENCE
    if until is not None and until > made_at:
        due = min(due, until)
    return last_return is None and now > due
