"""What storage can do to history that no step could: let go of what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from learningstories.domain.scrubbing import Scrub
    from learningstories.services.changes import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An author, a reviewer or a guest: `key` is that of the story, the reviewer or the promise."""

    kind: Kind
    key: UUID
    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """A step that somebody is in, as history tells it."""

    at: datetime
    who: str
    label: str


class Forgetting(Protocol):
    """Part of a unit of work. Its own step is noted without a single value, and nothing takes it back."""

    def prune(self, before: datetime) -> int:
        """Let go of all steps older than that; how many there were."""
        ...

    def named_so(self, words: Collection[str]) -> Iterable[Named]:
        """Authors, reviewers and guests with one of these names or addresses, A to Z in any size."""
        ...

    def answers_naming(self, words: Collection[str], but: Collection[UUID]) -> int:
        """How many readings of others than these reviewers say one of the words."""
        ...

    def steps(self, scrub: Scrub) -> Sequence[PastStep]:
        """The steps that the person is in, the newest first."""
        ...

    def forget(self, scrub: Scrub) -> None:
        """Let go of all that history and what is kept hold of a person, when the unit is committed.

        The person's own records are to be removed in the same unit, before.
        """
        ...
