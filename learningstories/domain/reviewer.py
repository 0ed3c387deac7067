"""A volunteer who reads."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

ReviewerId = NewType("ReviewerId", UUID)


class PromiseUse(StrEnum):
    """How a reviewer's promises may be shown at the event."""

    UNASKED = "unasked"
    NAMED = "named"
    UNSIGNED = "unsigned"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What a reviewer steps aside from: all stories of an author, by name or address, or one story."""

    author: str = ""
    story_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """One reader; `seed` fixes the order in which the stories are read.

    `set_aside_at` is since when the reader's answers are set aside in the results, None where they are not.
    """

    id: ReviewerId
    name: str
    email: str
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    aside: tuple[Aside, ...] = ()
    seed: int = 0
    promise_use: PromiseUse = PromiseUse.UNASKED
    ask_later: bool | None = None
    set_aside_at: datetime | None = None
    set_aside_by: str = ""
    set_aside_reason: str = ""
    added_at: datetime

    def share(self, stories: int) -> int:
        """How many of `stories` that may be read are this reviewer's to read."""
        return stories if self.capacity is None else min(self.capacity, stories)
