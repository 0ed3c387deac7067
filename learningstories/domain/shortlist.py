"""What was chosen for the evening, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from learningstories.domain.story import Mood, Story, StoryId, language_of, main_language

ChoiceId = NewType("ChoiceId", UUID)
LockId = NewType("LockId", UUID)
ChoosingRulesId = NewType("ChoosingRulesId", UUID)
PauseId = NewType("PauseId", UUID)
ShortlistDraftId = NewType("ShortlistDraftId", UUID)


LIMITS = ("theme_least", "theme_most", "language_least", "language_most")


class ChoiceKind(StrEnum):
    """In or out by decision; a story without a choice is simply not in."""

    CHOSEN = "chosen"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One decision about one story; `position` is its place in the running order, from 1.

    `minutes` is the organiser's own figure; None takes it from the words.
    """

    id: ChoiceId
    story_id: StoryId
    kind: ChoiceKind
    position: int = 0
    minutes: int | None = None
    pinned: bool = False
    reason: str = ""
    chosen_by: str = ""
    chosen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The shortlist as it was frozen: who, when, on which numbers. There is at most one."""

    id: LockId
    locked_at: datetime
    locked_by: str
    snapshot: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLimit:
    """At least or at most so many stories of one theme or language, whatever holds for the others.

    `kind` is one of `LIMITS`; `name` is the theme as it is written, or the language's code.
    """

    kind: str
    name: str
    limit: int

    @property
    def key(self) -> str:
        """What stories of that theme or language have in common."""
        return self.name.strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingRules:
    """What a proposal keeps to. There is at most one; None and 0 set no limit.

    `minutes` is the time for stories: None follows the event's, 0 is as long as it takes. Of each
    author, theme and language there are at least and at most so many stories, but for those that `named`
    tells of; a story may be chosen from `readings_least` readings on.
    """

    id: ChoosingRulesId
    minutes: int | None = None
    size: int | None = None
    author_most: int | None = None
    theme_most: int | None = None
    language_most: int | None = None
    theme_least: int = 0
    language_least: int = 0
    readings_least: int = 1
    named: tuple[NamedLimit, ...] = ()

    def limit(self, kind: str, key: str) -> int | None:
        """The limit of that kind (one of `LIMITS`) for one theme or language; None sets none."""
        own = self.own(kind, key)
        return own.limit if own is not None else getattr(self, kind) or None

    def own(self, kind: str, key: str) -> NamedLimit | None:
        """The limit of that kind that one theme or language has for itself."""
        return next((one for one in self.named if (one.kind, one.key) == (kind, key)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A pause in the running order, once `after` stories are told."""

    id: PauseId
    after: int
    minutes: int
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistDraft:
    """A shortlist as it stood, kept under a name; `snapshot` as `services.shortlist_facts` tells it."""

    id: ShortlistDraftId
    name: str
    made_at: datetime
    made_by: str
    snapshot: Mapping[str, Any]


def voice(story: Story) -> str:
    """What tells one author from another: the address, or else the name; empty if there is neither."""
    return (story.email or story.author).strip().casefold()


def theme(story: Story) -> str:
    """What tells one theme from another."""
    return story.theme.strip().casefold()


def language(story: Story) -> str:
    """What tells one language from another: not its variety."""
    return main_language(language_of(story))


def mood(story: Story) -> str:
    """What tells one mood from another; empty where nobody said."""
    return "" if story.mood is Mood.UNSAID else str(story.mood)
