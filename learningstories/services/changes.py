"""What a committed step altered: the one record that undo, history and live views share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Kind(StrEnum):
    """The kinds of record that a step can alter."""

    CHALLENGE = "challenge"
    STORY = "story"
    VERSION = "version"
    ATTACHMENT = "attachment"
    REVIEWER = "reviewer"
    READING = "reading"
    CHOICE = "choice"
    LOCK = "lock"
    CHOOSING_RULES = "choosing_rules"
    PAUSE = "pause"
    SHORTLIST_DRAFT = "shortlist_draft"
    BOOK = "book"
    SAVED_OUTPUT = "saved_output"
    FORM = "form"
    PROMISE = "promise"
    ASSIGNMENT = "assignment"
    PACK = "pack"
    RETURN = "return"
    RESOLUTION = "resolution"
    REDACTION = "redaction"
    RESULTS_DRAFT = "results_draft"


OF_THE_SHORTLIST = (Kind.CHOICE, Kind.LOCK, Kind.CHOOSING_RULES, Kind.PAUSE, Kind.SHORTLIST_DRAFT)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after; ``None`` where it did not exist.

    Where it existed before and after, both hold only the fields that differ, so that a step
    can be taken back although another field has changed since.
    """

    kind: Kind
    key: UUID
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def inverse(self) -> "RecordChange":
        """The change that takes this one back."""
        return RecordChange(self.kind, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one step altered, under the name that the Undo menu shows."""

    label: str
    records: tuple[RecordChange, ...]

    def touches(self, *kinds: Kind) -> bool:
        """Whether any record of these kinds was altered."""
        return any(record.kind in kinds for record in self.records)

    def keys(self, kind: Kind) -> frozenset[UUID]:
        """The records of one kind that were altered."""
        return frozenset(record.key for record in self.records if record.kind is kind)

    def inverse(self) -> "ChangeSet":
        """The step that takes this one back, last change first."""
        return ChangeSet(self.label, tuple(r.inverse() for r in reversed(self.records)))


class MissedChanges(ChangeSet):
    """Stands for whatever was altered while nobody could be told: who shows anything reads it again."""

    def touches(self, *_kinds: Kind) -> bool:
        """Nobody knows: perhaps."""
        return True


def merged(first: Iterable[RecordChange], second: Iterable[RecordChange]) -> tuple[RecordChange, ...]:
    """Two steps as one: what came to nothing by both is not in it."""
    both = {(change.kind, change.key): change for change in first}
    for change in second:
        key = (change.kind, change.key)
        both[key] = _one_after_other(both[key], change) if key in both else change
    return tuple(change for change in both.values() if change.before is not None or change.after is not None)


def _one_after_other(first: RecordChange, second: RecordChange) -> RecordChange:
    if first.before is None or second.after is None:
        after = None if second.after is None else {**(first.after or {}), **second.after}
        return RecordChange(first.kind, first.key, first.before, after)
    before = {**(second.before or {}), **first.before}
    after = {**(first.after or {}), **second.after}
    same = {name for name, value in before.items() if after[name] == value}
    return RecordChange(
        first.kind,
        first.key,
        {n: v for n, v in before.items() if n not in same},
        {n: v for n, v in after.items() if n not in same},
    )


class StepKind(StrEnum):
    """How a step came about."""

    START = "start"  # making the file: without it there is nothing to go back to
    STEP = "step"
    NOTE = "note"  # of what left the file, such as a book that was saved: nothing takes that back
    GIVEN_UP = "given_up"  # a step taken back, after which something else was done
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One step, as history tells it."""

    seq: int
    label: str
    at: datetime
    who: str
    kind: StepKind
    undone: bool
    changes: ChangeSet
