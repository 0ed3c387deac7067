"""What storage can do to history that no step could: let go of what it remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from learningstories.domain.scrubbing import Scrub


class Forgetting(Protocol):
    """Part of a unit of work. Its own step is noted without a single value, and nothing takes it back."""

    def prune(self, before: datetime) -> int:
        """Let go of all steps older than that; how many there were."""
        ...

    def forget(self, scrub: Scrub) -> None:
        """Let go of all that history and what is kept hold of a person, when the unit is committed.

        The person's own records are to be removed in the same unit.
        """
        ...
