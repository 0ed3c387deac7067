"""A story that was sent to the challenge."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import ceil
from typing import NewType
from uuid import UUID

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict, verdict

StoryId = NewType("StoryId", UUID)
VersionId = NewType("VersionId", UUID)
AttachmentId = NewType("AttachmentId", UUID)

ROLES = ("original", "picture", "sound", "video", "file")
WORDS_READ_A_MINUTE = 230
WORDS_TOLD_A_MINUTE = 130


class NameUse(StrEnum):
    """How much of the author's name may be shown."""

    FULL = "full"
    FIRST = "first"
    NONE = "none"


class Eligibility(StrEnum):
    """What the organiser decided about a story that does not keep to the rules."""

    OPEN = "open"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"


class StoryState(StrEnum):
    """Where a story stands; derived, never stored. The first that applies is shown."""

    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    LATE = "late"
    NO_CONSENT = "no_consent"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    READING = "reading"
    READY = "ready"


NEEDS_ATTENTION = frozenset(
    {StoryState.LATE, StoryState.NO_CONSENT, StoryState.TOO_LONG, StoryState.TOO_SHORT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One submission; its text is in the version that `version` names.

    `fingerprint` is the SHA-256 of what was received, `message_id` that of the mail it came in,
    `form_row` names the form and the row in it, `consent_wording` is what the author agreed to,
    `language_found` what the text itself seems to be in. `received_reason` says why another time
    counts than the surest of `claims`.
    """

    id: StoryId
    number: int
    title: str
    author: str = ""
    email: str = ""
    theme: str = ""
    language: str = ""
    consent_read: bool = False
    consent_print: bool = False
    consent_web: bool = False
    consent_stage: bool = False
    name_use: NameUse = NameUse.FULL
    received_at: datetime
    received_by: ReceivedBy = ReceivedBy.ENTERED
    received_reason: str = ""
    claims: tuple[Claim, ...] = ()
    source: str = ""
    fingerprint: str = ""
    message_id: str = ""
    form_row: str = ""
    consent_wording: str = ""
    language_found: str = ""
    version: int = 1
    text_sha: str = ""
    words: int = 0
    withdrawn: bool = False
    withdrawn_reason: str = ""
    late_decision: LateDecision = LateDecision.OPEN
    late_reason: str = ""
    eligibility: Eligibility = Eligibility.OPEN
    eligibility_reason: str = ""
    added_at: datetime

    @property
    def public_name(self) -> str:
        """The author's name as the author wants it shown; empty for none."""
        return public_name(self.author, self.name_use)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryVersion:
    """One text that a story had; the texts themselves are kept by their SHA-256."""

    id: VersionId
    story_id: StoryId
    version: int
    text_sha: str
    words: int
    source: str = ""
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a story; `role` is one of `ROLES`, `seconds` how long it plays."""

    id: AttachmentId
    story_id: StoryId
    sha: str
    name: str
    media_type: str
    size: int
    role: str
    description: str = ""
    width: int = 0
    height: int = 0
    seconds: int = 0


def public_name(name: str, use: NameUse) -> str:
    """A name, as much of it as may be shown."""
    if use is NameUse.NONE:
        return ""
    return name.split(maxsplit=1)[0] if use is NameUse.FIRST and name.split() else name


def minutes_to_read(words: int) -> int:
    """How long reading silently takes, in whole minutes, at least one."""
    return max(1, round(words / WORDS_READ_A_MINUTE))


def minutes_on_stage(words: int) -> int:
    """How long telling takes, with a minute to come and go."""
    return max(1, ceil(words / WORDS_TOLD_A_MINUTE)) + 1


def story_verdict(story: Story, challenge: Challenge) -> Verdict:
    """Whether the story came in time."""
    return verdict(challenge, story.received_at, story.late_decision)


def story_state(story: Story, challenge: Challenge, readings: int) -> StoryState:
    """Where the story stands. `storage.story_list` says the same in SQL; a test holds them together."""
    in_time = story_verdict(story, challenge)
    reached = (
        (StoryState.WITHDRAWN, story.withdrawn),
        (StoryState.REFUSED, in_time is Verdict.REFUSED),
        (StoryState.LATE, in_time is Verdict.LATE),
        (StoryState.NO_CONSENT, not (story.consent_read and story.consent_print)),
        (StoryState.TOO_LONG, challenge.words_most is not None and story.words > challenge.words_most),
        (StoryState.TOO_SHORT, challenge.words_least is not None and story.words < challenge.words_least),
        (StoryState.READY, readings >= challenge.readings_wanted),
    )
    return next((state for state, applies in reached if applies), StoryState.READING)


def may_be_published(story: Story) -> bool:
    """Whether the author has agreed to the story being printed or told; one is enough to choose it."""
    return story.consent_print or story.consent_stage


def apart_from_consent(story: Story, challenge: Challenge, readings: int) -> StoryState:
    """Where the story would stand if its author had agreed to everything."""
    return story_state(replace(story, consent_read=True, consent_print=True), challenge, readings)


def takes_part(story: Story, challenge: Challenge) -> bool:
    """Whether the story is in the challenge: neither withdrawn nor refused as late."""
    return not story.withdrawn and story_verdict(story, challenge) is not Verdict.REFUSED


def may_be_read(story: Story, challenge: Challenge) -> bool:
    """Whether reviewers may be given the story."""
    return story.consent_read and takes_part(story, challenge)
