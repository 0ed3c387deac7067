"""What a reviewer was given to read."""

from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import StoryId
from learningstories.services.ports import UnitOfWork


def assigned_to(unit: UnitOfWork, reviewer: Reviewer) -> frozenset[StoryId] | None:
    """The stories that a reviewer is to read; None where nothing was assigned to anybody."""
    mine = unit.assignments.find(reviewer_id=reviewer.id)
    if not mine and not unit.assignments.exist():
        return None
    return frozenset(each.story_id for each in mine)
