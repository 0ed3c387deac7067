"""Who is to read which story."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId

AssignmentId = NewType("AssignmentId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One story that one reviewer is to read."""

    id: AssignmentId
    reviewer_id: ReviewerId
    story_id: StoryId
    assigned_at: datetime
