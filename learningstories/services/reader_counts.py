"""How far reviewers and stories are, as counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStories:
    """How many stories that may be read each reviewer has read, and from which each stepped aside."""

    read: Mapping[UUID, int]
    aside: Mapping[UUID, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many readers one story has."""

    number: int
    title: str
    readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How many stories that may be read have how many readers, and those with the fewest, by number."""

    stories: Mapping[int, int]
    fewest: tuple[Coverage, ...]

    @property
    def count(self) -> int:
        """How many stories may be read."""
        return sum(self.stories.values())

    def with_at_least(self, readers: int) -> int:
        """How many have so many readers, or more."""
        return sum(count for of, count in self.stories.items() if of >= readers)
