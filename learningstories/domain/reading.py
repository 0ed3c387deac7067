"""What one reviewer made of one story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import Eligibility, Story, StoryId

ReadingId = NewType("ReadingId", UUID)


class Knows(StrEnum):
    """Whether the reviewer knows the author."""

    NO = "no"
    GUESS = "guess"
    YES = "yes"
    ASIDE = "aside"


class Concern(StrEnum):
    """What a reviewer wants the organiser to look at."""

    NONE = "none"
    CONSENT = "consent"
    SAFETY = "safety"
    IDENTIFIES = "identifies"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answers; `value` is a point of the challenge's scale, 1 the lowest, None while unanswered.

    `criteria` holds a point for each further criterion, 0 while unanswered.
    `text_sha` is the text that was read; `position` its place in the reviewer's order, from 1.
    `revision_id` names the answers that are shown where they came in a return, or are kept beside such;
    None where they were typed at this computer. `vector` is what these answers had seen, as `domain.revision`
    explains it; none where they had seen nothing but themselves.
    """

    id: ReadingId
    story_id: StoryId
    reviewer_id: ReviewerId
    value: int | None = None
    criteria: tuple[int, ...] = ()
    action: str = ""
    no_action: bool = False
    chance: int | None = None
    why: str = ""
    share_why: bool = False
    knows: Knows = Knows.NO
    aside_reason: str = ""
    concern: Concern = Concern.NONE
    concern_note: str = ""
    skipped: bool = False
    text_sha: str = ""
    position: int = 0
    vector: tuple[tuple[str, int], ...] = ()
    revision_id: UUID | None = None
    changed_at: datetime

    @property
    def counts(self) -> bool:
        """Whether there is an answer that its reader stands by; by the challenge's rules it may not count."""
        return self.value is not None and self.knows is not Knows.ASIDE


def has_open_concern(story: Story, readings: Iterable[Reading]) -> bool:
    """Whether a reader has raised a concern that was not there yet when the story was found eligible."""
    since = story.eligibility_at if story.eligibility is Eligibility.ELIGIBLE else None
    raised = (reading for reading in readings if reading.concern is not Concern.NONE)
    return any(since is None or reading.changed_at > since for reading in raised)
