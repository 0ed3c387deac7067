"""Everything that is shown of the shortlist at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learningstories.domain.challenge import Challenge
from learningstories.domain.shortlist import ChoosingRules, language
from learningstories.domain.story import Story
from learningstories.services.choosing_rules import rules_for
from learningstories.services.left_out import LeftOut, left_out
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import Place, Programme, programme
from learningstories.services.since_lock import FrozenPlace, changes_since, frozen_places
from learningstories.services.workspace import Workspace

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The running order, what is not in and why, and the lock's figures (by story number).

    `sought` is how many stories the chances should be about by the rules, None while nothing is ranked.
    """

    challenge: Challenge
    programme: Programme
    rules: ChoosingRules
    left_out: tuple[LeftOut, ...]
    frozen: Mapping[int, FrozenPlace]
    since_lock: tuple[str, ...]
    sought: int | None
    undo_label: str | None

    @property
    def unprintable(self) -> tuple[Place, ...]:
        """The chosen stories that the book must leave out."""
        return tuple(place for place in self.programme.places if not place.story.consent_print)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of the challenge and its stories, each once."""
        told = (*self.challenge.themes, *(story.theme.strip() for story in self._stories()))
        return tuple(sorted({name.casefold(): name for name in reversed(told) if name}.values()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that stories are in."""
        return tuple(sorted({language(story) for story in self._stories()} - {""}))

    def _stories(self) -> list[Story]:
        return [place.story for place in self.programme.places] + [one.story for one in self.left_out]

    @property
    def untellable(self) -> tuple[Place, ...]:
        """The chosen stories that may not be told on stage."""
        return tuple(place for place in self.programme.places if not place.story.consent_stage)


def overview(workspace: Workspace, results: "Results | None") -> Overview:
    """Read the shortlist; without `results` nothing is said of ranks."""
    with workspace.read() as unit:
        made = programme(unit)
        sought = _sought(unit, results) if results is not None else None
        lock = made.lock
        return Overview(
            challenge=unit.challenge(),
            programme=made,
            rules=rules_for(unit),
            left_out=left_out(unit, results),
            frozen=frozen_places(lock) if lock else {},
            since_lock=changes_since(unit, lock, results) if lock else (),
            undo_label=workspace.undo_label(),
            sought=sought,
        )


def _sought(unit: UnitOfWork, results: "Results") -> int:
    from learningstories.services.sought import sought_by_rules  # noqa: PLC0415 - NumPy is there by now

    return sought_by_rules(unit, results, rules_for(unit))
