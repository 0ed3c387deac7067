"""How many readings each rule about what counts concerns; light, for lists give it."""

from collections.abc import Mapping
from dataclasses import dataclass

from learningstories.domain.counting import Rule


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many readings with an answer a rule concerns, and of how many stories."""

    readings: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What counts: of `given` readings with an answer `counting` enter the ranking.

    `by_rule` says what each rule concerns, whether it leaves that out or not; a reading may be concerned
    by several. `skipped` readings have no answer, so that there is nothing to count.
    """

    given: int
    counting: int
    skipped: int
    by_rule: Mapping[Rule, Concerned]
    not_counted: frozenset[Rule]
