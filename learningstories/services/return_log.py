"""What became of the returns that came, to be read later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from learningstories.domain.pack import Return, ReturnBy, ReturnState
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import StoryId
from learningstories.services.judging import HELD_ANSWERS
from learningstories.services.merge_codes import StoryOutcome, told
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """One return; `taken_in_at` is None while it is held."""

    name: str
    came_by: ReturnBy
    state: ReturnState
    code: str
    message: str
    reviewer: Reviewer | None
    received_at: datetime
    taken_in_at: datetime | None
    stories: tuple[StoryOutcome, ...]
    sha: str


def return_log(workspace: Workspace) -> Sequence[ReturnLine]:
    """All returns that are kept, the last one first; not what was typed at this computer."""
    with workspace.read() as unit:
        people = {reviewer.id: reviewer for reviewer in unit.reviewers.all()}
        numbers = {story.id: story.number for story in unit.stories.all()}
        kept = [each for each in unit.returns.all() if each.came_by is not ReturnBy.HERE]
    kept.sort(key=lambda each: (each.merged_at or each.received_at, each.received_at, each.id), reverse=True)
    return [_line(each, people.get(each.reviewer_id) if each.reviewer_id else None, numbers) for each in kept]


def _line(kept: Return, reviewer: Reviewer | None, numbers: Mapping[StoryId, int]) -> ReturnLine:
    stories = tuple(
        StoryOutcome(story_id=key, number=numbers.get(key) if key else None, code=code)
        for code, ids in kept.stories.items()
        for key in (StoryId(UUID(each)) if each else None for each in ids)
    )
    new = sum(story.code not in HELD_ANSWERS and story.code != "nothing_new" for story in stories)
    return ReturnLine(
        name=kept.name,
        came_by=kept.came_by,
        state=kept.state,
        code=kept.code,
        message=told(kept.code, new, reviewer, kept.name),
        reviewer=reviewer,
        received_at=kept.received_at,
        taken_in_at=kept.merged_at,
        stories=stories,
        sha=kept.sha,
    )
