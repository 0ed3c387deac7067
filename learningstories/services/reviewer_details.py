"""Everything that is shown of one reviewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from learningstories.domain.pack import Pack
from learningstories.domain.reviewer import Reviewer
from learningstories.services.answering import is_begun
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerDetails:
    """The packs, the newest first; what may be handed to others; what the stepping aside is about.

    `unread` are the numbers of stories that were given to this reviewer and not answered yet, `numbers`
    those of the stories that are stepped aside from, by their ids.
    """

    reviewer: Reviewer
    packs: Sequence[Pack]
    unread: Sequence[int]
    numbers: Mapping[UUID, int]


def reviewer_details(workspace: Workspace, email: str) -> ReviewerDetails:
    """Read a reviewer; raises `NoSuchReviewer`."""
    with workspace.read() as unit:
        reviewer = reviewer_of(unit, email)
        packs = sorted(unit.packs.find(reviewer_id=reviewer.id), key=lambda pack: pack.made_at, reverse=True)
        readings = unit.readings.find(reviewer_id=reviewer.id)
        begun = {reading.story_id for reading in readings if is_begun(reading)}
        given = [each.story_id for each in unit.assignments.find(reviewer_id=reviewer.id)]
        asides: set[UUID] = {each.story_id for each in reviewer.aside if each.story_id is not None}
        wanted = sorted(asides | {key for key in given if key not in begun})
        stories = {story.id: story for story in unit.stories.find(id=wanted)} if wanted else {}
    open_ones = [stories[key] for key in given if key not in begun and key in stories]
    return ReviewerDetails(
        reviewer=reviewer,
        packs=packs,
        unread=sorted(story.number for story in open_ones if not story.withdrawn),
        numbers={key: story.number for key, story in stories.items() if key in asides},
    )
