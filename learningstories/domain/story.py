"""A story that was sent to the challenge."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import ceil
from typing import NewType
from uuid import UUID

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Challenge
from learningstories.domain.counting import Rule
from learningstories.domain.deadline import LateDecision, Verdict, verdict
from learningstories.domain.letters import small_letters

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


class Mood(StrEnum):
    """How a story is to be heard, so that an evening can go from one to the other; the organiser's word."""

    UNSAID = "unsaid"
    LIGHT = "light"
    SERIOUS = "serious"


class Eligibility(StrEnum):
    """What the organiser decided about a story that does not keep to the rules."""

    OPEN = "open"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"


class StoryState(StrEnum):
    """Where a story stands; derived, never stored. The first that applies is shown."""

    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    NOT_ELIGIBLE = "not_eligible"
    LATE = "late"
    CONCERN = "concern"
    NO_CONSENT = "no_consent"
    NO_AUTHOR = "no_author"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    READING = "reading"
    READY = "ready"


# What stands against a story until the organiser decides that it is eligible all the same.
DECIDABLE = frozenset(
    {
        StoryState.CONCERN,
        StoryState.NO_AUTHOR,
        StoryState.OTHER_LANGUAGE,
        StoryState.TOO_LONG,
        StoryState.TOO_SHORT,
    }
)
NEEDS_ATTENTION = DECIDABLE | {StoryState.LATE, StoryState.NO_CONSENT}
# Those in these states do not take part.
OUT = frozenset({StoryState.WITHDRAWN, StoryState.REFUSED, StoryState.NOT_ELIGIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One submission; its text is in the version that `version` names.

    `fingerprint` is the SHA-256 of what was received, `message_id` that of the mail it came in,
    `form_row` names the form and the row in it, `consent_wording` is what the author agreed to,
    `language_found` what the text itself seems to be in. `received_reason` says why another time
    counts than the surest of `claims`; `eligibility_at` is when `eligibility` was decided. `author_said` is
    how the author's name is said, `questions` are those to talk about after it.
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
    eligibility_at: datetime | None = None
    author_said: str = ""
    questions: tuple[str, ...] = ()
    mood: Mood = Mood.UNSAID
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
    return verdict(challenge, story.received_at, story.late_decision, story.email)


def language_of(story: Story) -> str:
    """The language that the story is in: as declared, else as found in its text; empty for unknown."""
    return story.language or story.language_found


def main_language(code: str) -> str:
    """A language without its country or script: "pt" for "pt-BR"."""
    return small_letters(code.partition("-")[0])


def speaks_otherwise(story: Story, challenge: Challenge) -> bool:
    """Whether the story is in a language that stories may not be in; one that is unknown may be any."""
    spoken = main_language(language_of(story))
    allowed = {main_language(code) for code in challenge.story_languages}
    return bool(spoken and allowed) and spoken not in allowed


def shortcomings(story: Story, challenge: Challenge, *, concern: bool = False) -> tuple[StoryState, ...]:
    """All that stands against the story by the rules, decided about or not, the gravest first.

    `concern` is whether a reader has raised one that was not decided about since.
    """
    most, least = challenge.words_most, challenge.words_least
    found = (
        (StoryState.CONCERN, concern),
        (StoryState.NO_CONSENT, not (story.consent_read and story.consent_print)),
        (StoryState.NO_AUTHOR, not story.author),
        (StoryState.OTHER_LANGUAGE, speaks_otherwise(story, challenge)),
        (StoryState.TOO_LONG, most is not None and story.words > most),
        (StoryState.TOO_SHORT, least is not None and story.words < least),
    )
    return tuple(state for state, applies in found if applies)


def story_state(story: Story, challenge: Challenge, readings: int, *, concern: bool = False) -> StoryState:
    """Where the story stands. `storage.story_list` says the same in SQL; a test holds them together.

    `concern` is as in `shortcomings`: a newer one counts although the story was decided about.
    """
    in_time = story_verdict(story, challenge)
    decided = DECIDABLE - {StoryState.CONCERN} if story.eligibility is Eligibility.ELIGIBLE else frozenset()
    against = [s for s in shortcomings(story, challenge, concern=concern) if s not in decided]
    reached = (
        (StoryState.WITHDRAWN, story.withdrawn),
        (StoryState.REFUSED, in_time is Verdict.REFUSED),
        (StoryState.NOT_ELIGIBLE, story.eligibility is Eligibility.NOT_ELIGIBLE),
        (StoryState.LATE, in_time is Verdict.LATE),
        *((state, True) for state in against),
        (StoryState.READY, readings >= challenge.readings_wanted),
    )
    return next((state for state, applies in reached if applies), StoryState.READING)


def may_be_published(story: Story) -> bool:
    """Whether the author has agreed to the story being printed or told; one is enough to choose it."""
    return story.consent_print or story.consent_stage


def apart_from_consent(
    story: Story, challenge: Challenge, readings: int, *, concern: bool = False
) -> StoryState:
    """Where the story would stand if its author had agreed to everything."""
    agreed = replace(story, consent_read=True, consent_print=True)
    return story_state(agreed, challenge, readings, concern=concern)


def takes_part(story: Story, challenge: Challenge) -> bool:
    """Whether the story is in the challenge: neither withdrawn, nor refused as late, nor not eligible."""
    out = story.withdrawn or story.eligibility is Eligibility.NOT_ELIGIBLE
    return not out and story_verdict(story, challenge) is not Verdict.REFUSED


def keeping_unranked(
    story: Story, challenge: Challenge, readings: int, *, concern: bool = False
) -> tuple[Rule, ...]:
    """The rules by which the story is not ranked; none if it is. `storage.story_rules` says the same in SQL.

    `readings` is how many of its readings count, `concern` as in `shortcomings`.
    """
    in_time = story_verdict(story, challenge)
    concerns = (
        (Rule.WITHDRAWN_STORY, story.withdrawn),
        (Rule.REFUSED_STORY, in_time is Verdict.REFUSED),
        (Rule.NOT_ELIGIBLE_STORY, story.eligibility is Eligibility.NOT_ELIGIBLE),
        (Rule.LATE_STORY, in_time is Verdict.LATE),
        (Rule.CONCERN, concern),
        (Rule.UNREAD_STORY, not readings),
    )
    return tuple(rule for rule, applies in concerns if applies and rule in challenge.not_counted)


def may_be_read(story: Story, challenge: Challenge) -> bool:
    """Whether reviewers may be given the story."""
    return story.consent_read and takes_part(story, challenge)
