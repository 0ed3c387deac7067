"""What would go into packs, and what of blind ones is to be looked at before they are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import StoryId, minutes_to_read
from learningstories.i18n import speaking
from learningstories.services.blinding import BlindLook, look
from learningstories.services.pack_making import PackMaker
from learningstories.services.pack_port import Packs
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPack:
    """What a reviewer's pack would hold; `made_at` is when the last one was made, None where none was."""

    reviewer: Reviewer
    stories: frozenset[StoryId]
    minutes: int
    made_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """A pack for each reviewer by name, also for those who have nothing to read."""

    challenge: Challenge
    packs: tuple[PlannedPack, ...]


def pack_plan(workspace: Workspace, files: Packs) -> PackPlan:
    """What packs would hold if they were made now."""
    with workspace.read() as unit:
        challenge = unit.challenge()
        maker = PackMaker(unit, files, {}, challenge)
        people = sorted(unit.reviewers.all(), key=lambda person: (alphabetic(person.name), person.email))
        newest: dict[object, datetime] = {}
        for pack in unit.packs.all():
            newest[pack.reviewer_id] = max(pack.made_at, newest.get(pack.reviewer_id, pack.made_at))
        found = [(person, maker.stories_for(person)) for person in people]
    packs = (
        PlannedPack(
            reviewer=person,
            stories=frozenset(story.id for story in stories),
            minutes=sum(minutes_to_read(story.words) for story in stories),
            made_at=newest.get(person.id),
        )
        for person, stories in found
    )
    return PackPlan(challenge=challenge, packs=tuple(packs))


def blind_looks(workspace: Workspace, stories: Iterable[StoryId], control: Control) -> Sequence[BlindLook]:
    """What there is to look at in these stories, by number; raises `Cancelled`."""
    wanted = set(stories)
    found = []
    with workspace.read() as unit:
        there = [story for story in unit.stories.all() if story.id in wanted]
        with speaking(unit.challenge().language):
            for done, story in enumerate(sorted(there, key=lambda story: story.number)):
                control.step(done, len(there))
                found.append(look(unit, story))
    return found
