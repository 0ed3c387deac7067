"""As much of readings and stories as promises need, read narrowly: there may be tens of thousands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId


@dataclass(frozen=True, slots=True)
class SaidAction:
    """What a reader will do after a story."""

    reviewer_id: ReviewerId
    story_id: StoryId
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class StoryName:
    """Which story."""

    id: StoryId
    number: int
    title: str
    language: str


class SaidActions(Protocol):
    """What readers said they will do, in readings that have an answer."""

    def all(self) -> Sequence[SaidAction]:
        """All of them, in the order in which they were made."""
        ...

    def stories(self) -> Mapping[StoryId, StoryName]:
        """All stories by their ids."""
        ...
