"""Who would read what: told before it is done, and what came of it after."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from learningstories.domain.reviewer import Reviewer, ReviewerId


class WhyShort(StrEnum):
    """Why a story has fewer readers than it should."""

    NOBODY = "nobody"  # nobody reads its language, or there is nobody at all
    ALL_HAVE_IT = "all_have_it"  # everybody who could read it does
    ASIDE = "aside"  # who else could read it steps aside, or is set aside
    FULL = "full"  # who else could read it has no room, and nobody could take anything off them


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A story that has fewer readers than it should: nobody else can read it."""

    number: int
    title: str
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """Stories in one language that are short for one reason, and what would be enough.

    `language` is empty where it is not known. So many more `people` who read it, each with `room` for so
    many, would be enough. `full` are those who could read some of these if they had more room.
    """

    language: str
    why: WhyShort
    stories: tuple[Short, ...]
    people: int
    room: int
    full: tuple[Reviewer, ...] = ()

    @property
    def missing(self) -> int:
        """How many readings are missing in all."""
        return sum(story.missing for story in self.stories)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderGroup:
    """Readers who share stories with each other and with no others, and the languages of their stories."""

    readers: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStory:
    """One story and its readers, each by the place in `Assigned.loads`.

    `kept` have or read it and still would, for `new` ones it would be new, from `taken` it would be taken
    away, and `aside` step aside from it or are set aside.
    """

    number: int
    title: str
    language: str
    kept: tuple[int, ...]
    new: tuple[int, ...]
    taken: tuple[int, ...]
    aside: tuple[int, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What was given out: how many new assignments, how many each reviewer has now, and what is short.

    `given` are the numbers of the stories that are new to each, `taken` how many assignments were taken
    back. `apart` are the groups into which the readers fall that share no story, the largest first; more
    than one are hard to compare. `stories` are all that may be read.
    """

    new: int
    taken: int
    loads: tuple[tuple[Reviewer, int], ...]
    given: Mapping[ReviewerId, tuple[int, ...]]
    short: tuple[Short, ...]
    unmet: tuple[Unmet, ...]
    apart: tuple[ReaderGroup, ...]
    stories: tuple[PlannedStory, ...]

    @property
    def groups(self) -> int:
        """How many groups of readers share no story."""
        return len(self.apart)
