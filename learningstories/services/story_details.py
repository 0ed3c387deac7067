"""Everything that is shown of one story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Reading, has_open_concern
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import (
    ROLES,
    Attachment,
    Story,
    StoryState,
    StoryVersion,
    shortcomings,
    story_state,
)
from learningstories.services.changes import HistoryLine
from learningstories.services.counting import counts
from learningstories.services.flags import Flag, flags_of_story
from learningstories.services.kept_words import Origin
from learningstories.services.ports import UnitOfWork
from learningstories.services.proof import Proof, proof, steps_of
from learningstories.services.workspace import Workspace

MOST_HISTORY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetails:
    """One story with its text, files, readings and past; `versions` newest first.

    `against` is what stands against the story by the rules, decided about or not. `origins` says how the
    answers came that did not begin at this computer, `flags` what is to be said about them.
    """

    challenge: Challenge
    story: Story
    markdown: str
    state: StoryState
    versions: Sequence[StoryVersion]
    attachments: Sequence[Attachment]
    readings: Sequence[tuple[Reviewer, Reading]]
    history: Sequence[HistoryLine]
    against: Sequence[StoryState]
    proof: Proof
    origins: Mapping[ReviewerId, Origin]
    flags: Mapping[ReviewerId, frozenset[Flag]]


def details(workspace: Workspace, number: int) -> StoryDetails:
    """Read a story; raises `NoSuchStory`."""
    with workspace.read() as unit:
        challenge, story = unit.challenge(), unit.story(number)
        readings = _readings(unit, story)
        answers = [reading for _reviewer, reading in readings]
        concern = has_open_concern(story, answers)
        flags = flags_of_story(unit, story, answers)
        counting = sum(counts(challenge, one, flags[one.reviewer_id]) for one in answers)
        return StoryDetails(
            challenge=challenge,
            story=story,
            markdown=unit.texts.get(story.text_sha),
            state=story_state(story, challenge, counting, concern=concern),
            versions=sorted(unit.versions.find(story_id=story.id), key=lambda v: -v.version),
            attachments=sorted(
                unit.attachments.find(story_id=story.id), key=lambda a: (ROLES.index(a.role), a.name)
            ),
            readings=readings,
            history=workspace.history(story=story.id, limit=MOST_HISTORY),
            against=shortcomings(story, challenge, concern=concern),
            proof=proof(story, challenge, steps_of(workspace, story)),
            origins=_origins(unit, answers),
            flags=flags,
        )


def _readings(unit: UnitOfWork, story: Story) -> list[tuple[Reviewer, Reading]]:
    readings = unit.readings.find(story_id=story.id)
    people = {r.id: r for r in unit.reviewers.find(id=[r.reviewer_id for r in readings])}
    told = [(people[r.reviewer_id], r) for r in readings]
    return sorted(told, key=lambda pair: (-(pair[1].value or 0), pair[0].name))


def _origins(unit: UnitOfWork, readings: Sequence[Reading]) -> Mapping[ReviewerId, Origin]:
    shown = {one.reviewer_id: one.revision_id for one in readings if one.revision_id is not None}
    found = unit.revisions.origins(shown.values())
    return {who: found[key] for who, key in shown.items() if key in found}
