"""When a story counts as having come, where the surest claim of it is not to count."""

from dataclasses import replace
from datetime import datetime

from learningstories.domain.arrival import Claim, ReceivedBy, surest_of_first
from learningstories.domain.errors import NoSuchClaim, TimeNotCome
from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.reasons import reason_in
from learningstories.services.wording import moment_words
from learningstories.services.workspace import Workspace


def rest_on(workspace: Workspace, number: int, claim: Claim, reason: str) -> Story:
    """Let another of a story's claims count.

    Raises `ReasonNeeded`, `NoSuchStory` and, where the story has no such claim, `NoSuchClaim`.
    """
    reason = reason_in(reason)
    with workspace.read() as unit:
        story = unit.story(number)
    if claim.at is None or claim not in every_claim(story):
        raise NoSuchClaim(number)
    return _count(workspace, number, at=claim.at, by=claim.by, reason=reason)


def set_time(workspace: Workspace, number: int, at: datetime, reason: str) -> Story:
    """Let a time count that nothing claims; raises `ReasonNeeded`, `NoSuchStory`, `TimeNotCome`."""
    reason = reason_in(reason)
    if at > workspace.clock():
        raise TimeNotCome
    return _count(workspace, number, at=at, by=ReceivedBy.DECIDED, reason=reason)


def back_to_surest(workspace: Workspace, number: int) -> Story:
    """Let the surest claim count again; raises `NoSuchStory`, `NoSuchClaim`."""
    with workspace.read() as unit:
        claim = surest_of_first(unit.story(number).claims)
    if claim is None or claim.at is None:
        raise NoSuchClaim(number)
    return _count(workspace, number, at=claim.at, by=claim.by)


def every_claim(story: Story) -> tuple[Claim, ...]:
    """The story's claims, with the time that counts where no claim was kept for it."""
    kept = any(claim.by is story.received_by and claim.at == story.received_at for claim in story.claims)
    if kept or story.received_by is ReceivedBy.DECIDED:
        return story.claims
    return (Claim(by=story.received_by, at=story.received_at), *story.claims)


def _count(workspace: Workspace, number: int, *, at: datetime, by: ReceivedBy, reason: str = "") -> Story:
    with workspace.read() as unit:
        zone = unit.challenge().zone
    label = _("Count {moment} as when #{number} came").format(
        moment=moment_words(at, zone, named=False), number=number
    )
    with workspace.change(label) as unit:
        story = unit.story(number)
        story = replace(
            story, received_at=at, received_by=by, received_reason=reason, claims=every_claim(story)
        )
        unit.stories.replace(story)
    return story
