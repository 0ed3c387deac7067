"""What waits for the organiser's decision: late stories, and those that something stands against."""

from collections.abc import Sequence
from dataclasses import dataclass

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision
from learningstories.domain.reading import Concern
from learningstories.domain.story import Eligibility, Story, StoryState
from learningstories.services import eligibility, stories
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.story_query import SortBy, StoryQuery
from learningstories.services.wording import concern_words, verdict_words
from learningstories.services.workspace import Workspace

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """One story, and in words what is to be decided about it."""

    number: int
    title: str
    author: str
    told: str


def to_decide(workspace: Workspace, lists: Lists, state: StoryState) -> tuple[ToDecide, ...]:
    """The first `MOST` stories in a state that somebody has to decide about, by number."""
    query = StoryQuery(states=frozenset({state}), sort=SortBy.NUMBER, descending=False)
    numbers = [line.number for line in lists.first_lines(query, MOST)]
    with workspace.read() as unit:
        challenge = unit.challenge()
        found = [unit.story(number) for number in numbers]
        return tuple(
            ToDecide(
                number=story.number,
                title=story.title,
                author=story.author,
                told=_told(unit, challenge, state, story),
            )
            for story in found
        )


def _told(unit: UnitOfWork, challenge: Challenge, state: StoryState, story: Story) -> str:
    if state is StoryState.LATE:
        return verdict_words(challenge, story.received_at, story.late_decision, story.email)
    if state is StoryState.CONCERN:
        raised = [r for r in unit.readings.find(story_id=story.id) if r.concern is not Concern.NONE]
        return " · ".join(
            f"{concern_words(r.concern)}: {r.concern_note}" if r.concern_note else concern_words(r.concern)
            for r in raised
        )
    return eligibility.against_words(state, story, challenge)


def decide(
    workspace: Workspace, state: StoryState, numbers: Sequence[int], reason: str, *, take: bool
) -> Sequence[int]:
    """Take stories in all the same or leave them out, with a reason, as one step; tell which.

    Raises `ReasonNeeded`, `NoSuchStory`, and for late ones `NotLate`.
    """
    if state is StoryState.LATE:
        late = LateDecision.ACCEPT if take else LateDecision.REFUSE
        return stories.decide_late(workspace, numbers, late, reason)
    found = Eligibility.ELIGIBLE if take else Eligibility.NOT_ELIGIBLE
    return eligibility.decide(workspace, numbers, found, reason)
