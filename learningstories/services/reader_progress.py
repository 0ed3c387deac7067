"""How far each reviewer is, as briefly as it can be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.story import OUT, StoryState, takes_part
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderProgress:
    """How many of the stories that a reviewer may read are read, or stepped aside from."""

    name: str
    email: str
    read: int
    wanted: int


def readers(workspace: Workspace, lists: Lists) -> tuple[ReaderProgress, ...]:
    """Every reviewer, by name."""
    states = lists.state_counts()
    with workspace.read() as unit:
        return progress(unit, lists, unit.challenge(), states)


def progress(
    unit: UnitOfWork, lists: Lists, challenge: Challenge, states: Mapping[StoryState, int]
) -> tuple[ReaderProgress, ...]:
    """Every reviewer by name, with the counts of stories by state that are known already."""
    kept = unit.stories.find(consent_read=False, withdrawn=False)
    closed = sum(takes_part(story, challenge) for story in kept)
    out = sum(states.get(state, 0) for state in OUT)
    readable = sum(states.values()) - out - closed
    counts, assigned = lists.answered_counts(), lists.assigned_counts()
    people = sorted(unit.reviewers.all(), key=lambda reader: (alphabetic(reader.name), reader.email))
    return tuple(
        ReaderProgress(
            name=reader.name or reader.email,
            email=reader.email,
            read=counts.get(reader.id, 0),
            wanted=assigned.get(reader.id, 0)
            if assigned
            else max(reader.share(readable), counts.get(reader.id, 0)),
        )
        for reader in people
    )
