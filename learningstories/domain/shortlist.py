"""What was chosen for the evening, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from learningstories.domain.story import StoryId

ChoiceId = NewType("ChoiceId", UUID)
LockId = NewType("LockId", UUID)


class ChoiceKind(StrEnum):
    """In or out by decision; a story without a choice is simply not in."""

    CHOSEN = "chosen"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One decision about one story; `position` is its place in the running order, from 1.

    `minutes` is the organiser's own figure; None takes it from the words.
    """

    id: ChoiceId
    story_id: StoryId
    kind: ChoiceKind
    position: int = 0
    minutes: int | None = None
    pinned: bool = False
    reason: str = ""
    chosen_by: str = ""
    chosen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The shortlist as it was frozen: who, when, on which numbers. There is at most one."""

    id: LockId
    locked_at: datetime
    locked_by: str
    snapshot: Mapping[str, Any]
