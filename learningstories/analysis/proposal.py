"""Proposes the best set of stories for the time there is, within the organiser's rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray
from learningstories.analysis.dominance import worth_keeping
from learningstories.analysis.rules import Group, Rule, RuleKind, Rules

GAP = 1e-6  # of the value of the best set; what is left unproved below this counts as proved
SECONDS = 5.0
SOLVED, IMPOSSIBLE = 0, 2  # milp's words for a proved best choice, and for rules that no choice keeps
HALF = 0.5  # the solver's 0 and 1 are true to about 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WhyNot:
    """What it would take to have one more story in.

    `leaves` and `joins` are the story indices that would go and come (the story itself among the
    latter), `cost` the worth lost. When `possible` is false these are empty and 0, and
    `clashes` names the rules in the way (none if only the time was too short).
    """

    possible: bool
    leaves: IntArray
    joins: IntArray
    cost: float
    clashes: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Proposal:
    """The chosen story indices, ascending, with their total `worth` and `minutes`.

    `optimal` when no better set exists; otherwise `gap` is the share of its worth by which a better
    one might exceed it (inf when nothing was found in time). When no set keeps all rules,
    `clashes` names rules of which any one has to give way, and nothing is chosen.
    """

    chosen: IntArray
    optimal: bool
    gap: float
    worth: float
    minutes: float
    clashes: tuple[Rule, ...]
    value: FloatArray
    rules: Rules
    seconds: float

    def why_not(self, story: int) -> WhyNot:
        """Choose again with `story` (an index) pinned, and say what that changes."""
        pinned = self.rules.pinned.copy()
        pinned[story] = True
        other = _propose(self.value, replace(self.rules, pinned=pinned), self.seconds)
        possible = bool(np.isin(story, other.chosen))
        after = other.chosen if possible else self.chosen
        return WhyNot(
            possible=possible,
            leaves=np.setdiff1d(self.chosen, after),
            joins=np.setdiff1d(after, self.chosen),
            cost=self.worth - other.worth if possible else 0.0,
            clashes=other.clashes,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Answer:
    status: int
    chosen: IntArray | None
    gap: float


def propose(  # noqa: PLR0913 (two columns, then settings that are only given by name)
    value: FloatArray,
    minutes: FloatArray,
    *,
    size: int | None,
    minutes_available: int | None,
    pinned: BoolArray,
    excluded: BoolArray,
    groups: Sequence[Group] = (),
    seconds: float = SECONDS,
) -> Proposal:
    """Choose the stories with the largest sum of `value`, at most `size` and `minutes_available`.

    `value` (see `worth`), `minutes`, `pinned` and `excluded` have shape (S,). Solved exactly by
    HiGHS in at most about `seconds`. Raises ValueError as `Rules` does and for a value that is not finite.
    """
    worth_of_each = np.asarray(value, dtype=np.float64)
    rules = Rules(
        minutes=np.asarray(minutes, dtype=np.float64),
        size=size,
        available=minutes_available,
        pinned=np.asarray(pinned, dtype=np.bool_),
        excluded=np.asarray(excluded, dtype=np.bool_),
        groups=tuple(groups),
    )
    if worth_of_each.shape != rules.minutes.shape or not np.all(np.isfinite(worth_of_each)):
        raise ValueError("values do not fit the stories or are not numbers")
    return _propose(worth_of_each, rules, seconds)


def worth(p_top: FloatArray, score: FloatArray) -> FloatArray:
    """What choosing by odds maximises, shape (S,): the odds, and the score where odds are equal."""
    return p_top + 0.001 * score


def _propose(value: FloatArray, rules: Rules, seconds: float) -> Proposal:
    kept = np.flatnonzero(worth_keeping(value, rules))
    found = _solve(value, rules, rules.each(), kept, seconds)
    chosen = np.zeros(0, dtype=np.int64) if found.chosen is None else found.chosen
    return Proposal(
        chosen=chosen,
        optimal=found.status == SOLVED,
        gap=found.gap,
        worth=float(value[chosen].sum()),
        minutes=float(rules.minutes[chosen].sum()),
        clashes=_clashes(rules, seconds) if found.status == IMPOSSIBLE else (),
        value=value,
        rules=rules,
        seconds=seconds,
    )


def _solve(
    value: FloatArray, rules: Rules, kept_rules: Sequence[Rule], stories: IntArray, seconds: float
) -> _Answer:
    """The best choice among `stories` (indices) that keeps `kept_rules`."""
    lowest, highest = np.zeros(len(stories)), np.ones(len(stories))
    kinds = {rule.kind for rule in kept_rules}
    if RuleKind.PINNED in kinds:
        lowest[rules.pinned[stories]] = 1
    if RuleKind.EXCLUDED in kinds:
        highest[rules.excluded[stories]] = 0
    if not len(stories):
        return _Answer(status=SOLVED, chosen=stories, gap=0.0)
    if np.any(lowest > highest):
        return _Answer(status=IMPOSSIBLE, chosen=None, gap=np.inf)
    found = milp(
        -value[stories],
        integrality=np.ones(len(stories), dtype=np.int64),
        bounds=Bounds(lowest, highest),
        constraints=_constraints(rules, kept_rules, stories),
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    if found.x is None:
        return _Answer(status=found.status, chosen=None, gap=np.inf)
    return _Answer(status=found.status, chosen=stories[found.x > HALF], gap=float(found.mip_gap or 0.0))


def _constraints(rules: Rules, kept_rules: Sequence[Rule], stories: IntArray) -> tuple[LinearConstraint, ...]:
    in_or_out = (RuleKind.PINNED, RuleKind.EXCLUDED)
    rows = [rules.row(rule) for rule in kept_rules if rule.kind not in in_or_out]
    return tuple(
        LinearConstraint(sp.csc_array(table[:, stories]), least, most) for table, least, most in rows
    )


def _clashes(rules: Rules, seconds: float) -> tuple[Rule, ...]:
    """Rules that no choice keeps together, while any of them left out would leave a choice."""
    needed = rules.each()
    for rule in rules.each():
        rest = tuple(other for other in needed if other != rule)
        if not _possible(rules, rest, seconds):
            needed = rest
    return needed


def _possible(rules: Rules, kept_rules: Sequence[Rule], seconds: float) -> bool:
    everything = np.arange(len(rules.minutes))
    found = _solve(np.zeros(len(everything)), rules, kept_rules, everything, seconds)
    return found.status != IMPOSSIBLE
