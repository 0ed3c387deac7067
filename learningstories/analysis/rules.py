"""The rules that a set of stories must keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy.sparse as sp

from learningstories.analysis.arrays import BoolArray, FloatArray, IntArray


class RuleKind(StrEnum):
    """What a rule is about."""

    PINNED = "pinned"
    EXCLUDED = "excluded"
    SIZE = "size"
    MINUTES = "minutes"
    GROUP_MOST = "group_most"
    GROUP_LEAST = "group_least"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """At least and at most so many stories of each label: of an author, a theme, a language.

    `label` has one whole number a story, shape (S,), from 0; a story with -1 is in no group.
    For a rule about a single theme, give the others -1. `name` is for the caller.
    """

    name: str
    label: IntArray
    least: int = 0
    most: int | None = None

    def __post_init__(self) -> None:
        if self.least < 0 or (self.most is not None and self.most < 0):
            raise ValueError("a limit is below 0")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `Rules`; `group` is its place among the groups, or None."""

    kind: RuleKind
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """At most `size` stories and `available` minutes (None: no limit), and what is in or out in any case.

    `minutes`, `pinned` and `excluded` have shape (S,). Raises ValueError for shapes that differ,
    minutes that are negative or not finite, and limits below 0.
    """

    minutes: FloatArray
    size: int | None
    available: int | None
    pinned: BoolArray
    excluded: BoolArray
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        shape = self.minutes.shape
        columns = (self.pinned, self.excluded, *(group.label for group in self.groups))
        if len(shape) != 1 or any(column.shape != shape for column in columns):
            raise ValueError("columns differ in length")
        if not np.all(np.isfinite(self.minutes) & (self.minutes >= 0)):
            raise ValueError("minutes are negative or not a number")
        if min(self.size or 0, self.available or 0) < 0:
            raise ValueError("a limit is below 0")

    def each(self) -> tuple[Rule, ...]:
        """The rules that are set."""
        plain = (
            (RuleKind.PINNED, bool(self.pinned.any())),
            (RuleKind.EXCLUDED, bool(self.excluded.any())),
            (RuleKind.SIZE, self.size is not None),
            (RuleKind.MINUTES, self.available is not None),
        )
        return (*(Rule(kind) for kind, is_set in plain if is_set), *self._group_rules())

    def _group_rules(self) -> Iterator[Rule]:
        for place, group in enumerate(self.groups):
            if group.most is not None:
                yield Rule(RuleKind.GROUP_MOST, place)
            if group.least > 0:
                yield Rule(RuleKind.GROUP_LEAST, place)

    def row(self, rule: Rule) -> tuple[sp.csr_array, float, float]:
        """`rule` as rows of a table (rows, S), with the least and most of each.

        Raises ValueError for pins and exclusions, which are no rows.
        """
        if rule.group is not None:
            group = self.groups[rule.group]
            table = _members(group.label)
            if rule.kind is RuleKind.GROUP_LEAST:
                return table, group.least, np.inf
            return table, 0, np.inf if group.most is None else group.most
        if rule.kind is RuleKind.SIZE and self.size is not None:
            return sp.csr_array(np.ones((1, len(self.minutes)))), 0, self.size
        if rule.kind is RuleKind.MINUTES and self.available is not None:
            return sp.csr_array(self.minutes[None]), 0, self.available
        raise ValueError(f"no row for {rule}")


def _members(label: IntArray) -> sp.csr_array:
    """Which story has which label, a row a label that occurs; an empty row where none does."""
    inside = np.flatnonzero(label >= 0)
    if not len(inside):
        return sp.csr_array((1, len(label)))
    found, row = np.unique(label[inside], return_inverse=True)
    return sp.csr_array((np.ones(len(inside)), (row, inside)), shape=(len(found), len(label)))
