"""The challenge: what is asked, until when, and by which rules."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from learningstories.domain.counting import NOT_COUNTED, Rule
from learningstories.domain.errors import ChallengeInvalid

ChallengeId = NewType("ChallengeId", UUID)

QUESTION = "How much does this story make you want to act?"
SCALE = ("Not at all", "A little", "Somewhat", "A lot", "Very strongly")
ACTION_QUESTION = "What would you do? One action."
CHANCE_QUESTION = "The chance you do it within 30 days"
WHY_QUESTION = "Why? One sentence"
FEWEST_POINTS, MOST_POINTS = 2, 7
MOST_GRACE = 366 * 24 * 60
MOST_WORDS = 1_000_000
MOST_READINGS = 1_000
MOST_EVENT_MINUTES = 7 * 24 * 60
MOST_WEIGHT = 1_000  # ten times the headline
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
CALL = "Tell a story about learning which inspires someone to act."


class LateRule(StrEnum):
    """What happens to a story that comes after the deadline and its grace."""

    REFUSE = "refuse"
    DECIDE = "decide"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A further question with a scale of its own, told beside the headline.

    `weight` is how much it counts where the headline counts 100; with 0 it is not mixed into it at all.
    """

    question: str
    scale: tuple[str, ...]
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A later deadline for one author, known by the e-mail address; `until` and `granted_at` in UTC."""

    email: str
    until: datetime
    reason: str
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One challenge; moments are in UTC, `zone` is how they are told.

    `contact` is where stories and returns are sent; `story_languages` those that stories may be in, none
    for any. What comes back from reviewers after `returns_until` is late. `not_counted` are the kinds of
    reading that do not enter the ranking.
    """

    id: ChallengeId
    title: str
    community: str = ""
    call: str = CALL
    question: str = QUESTION
    scale: tuple[str, ...] = SCALE
    criteria: tuple[Criterion, ...] = ()
    action_question: str = ACTION_QUESTION
    chance_question: str = CHANCE_QUESTION
    why_question: str = WHY_QUESTION
    opens_at: datetime | None = None
    closes_at: datetime
    zone: str
    grace_minutes: int = 0
    late_rule: LateRule = LateRule.DECIDE
    extensions: tuple[Extension, ...] = ()
    contact: str = ""
    story_languages: tuple[str, ...] = ()
    words_least: int | None = None
    words_most: int | None = None
    themes: tuple[str, ...] = ()
    readings_wanted: int = 3
    returns_until: datetime | None = None
    blind: bool = False
    not_counted: tuple[Rule, ...] = NOT_COUNTED
    event_title: str = ""
    event_at: datetime | None = None
    event_place: str = ""
    event_minutes: int = 60
    language: str = "en"

    def __post_init__(self) -> None:
        for field, cause in _faults(self):
            raise ChallengeInvalid(field, cause)


def _faults(c: Challenge) -> list[tuple[str, str]]:
    """What makes no sense, as (field, cause)."""
    least = c.words_least if c.words_least is not None else 0
    most = c.words_most if c.words_most is not None else max(1, least)
    checks = (
        ("title", "empty", not c.title.strip()),
        ("question", "empty", not c.question.strip()),
        ("scale", "points", not _is_scale(c.scale)),
        ("scale", "empty", any(not point.strip() for point in c.scale)),
        ("criteria", "points", not all(_is_scale(x.scale) for x in c.criteria)),
        ("criteria", "empty", not all(p.strip() for x in c.criteria for p in (x.question, *x.scale))),
        ("criteria", "weight", not all(0 <= x.weight <= MOST_WEIGHT for x in c.criteria)),
        ("opens_at", "after_close", c.opens_at is not None and c.opens_at >= c.closes_at),
        ("grace_minutes", "negative", c.grace_minutes < 0),
        ("grace_minutes", "too_many", c.grace_minutes > MOST_GRACE),
        ("words_least", "negative", least < 0),
        ("words_most", "none", most < 1),
        ("words_most", "below_least", most < least),
        ("words_most", "too_many", max(most, least) > MOST_WORDS),
        ("readings_wanted", "none", c.readings_wanted < 1),
        ("readings_wanted", "too_many", c.readings_wanted > MOST_READINGS),
        ("story_languages", "no_code", any(not _LANGUAGE.fullmatch(code) for code in c.story_languages)),
        ("extensions", "empty", any(not extension.email.strip(" ") for extension in c.extensions)),
        ("event_minutes", "none", c.event_minutes < 1),
        ("event_minutes", "too_many", c.event_minutes > MOST_EVENT_MINUTES),
    )
    return [(field, cause) for field, cause, wrong in checks if wrong]


def _is_scale(points: tuple[str, ...]) -> bool:
    return FEWEST_POINTS <= len(points) <= MOST_POINTS
