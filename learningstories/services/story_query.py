"""What the list of stories shows: a question to the store and a line of its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState


class SortBy(StrEnum):
    """What the list can be sorted by."""

    NUMBER = "number"
    TITLE = "title"
    AUTHOR = "author"
    THEME = "theme"
    RECEIVED = "received"
    WORDS = "words"
    READINGS = "readings"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """Which stories, in which order; of what is left empty all.

    `languages` are those that stories were declared to be in or, where none was declared, seem to be in;
    `ranked` are only those that the ranking holds by the challenge's rules.
    """

    search: str = ""
    states: frozenset[StoryState] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    ranked: bool = False
    sort: SortBy = SortBy.RECEIVED
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story, as narrow as a list needs it; `received_at` is ISO 8601 in UTC."""

    number: int
    title: str
    author: str
    theme: str
    language: str
    received_at: str
    words: int
    readings: int
    state: StoryState
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryName:
    """What a story is called."""

    number: int
    title: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What stories can be told apart by, with how many there are of each."""

    themes: Mapping[str, int]
    languages: Mapping[str, int]
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeLine:
    """What the window's frame shows of the challenge, read without loading it; `closes_at` in UTC."""

    title: str
    community: str
    zone: str
    closes_at: datetime
    readings_wanted: int
    stories: int
    reviewers: int
    chosen: int
