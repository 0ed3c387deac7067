"""Notes each record that a session alters, as it was and as it is."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from learningstories.services.changes import Kind, RecordChange
from learningstories.storage.tables import Recorded

Values = dict[str, Any]


def values_of(row: Recorded) -> Values:
    """The row's columns, as they are now."""
    return {name: getattr(row, name) for name in _names(type(row))}


@cache
def _names(row: type[Recorded]) -> tuple[str, ...]:
    return tuple(column.key for column in inspect(row).column_attrs)


class Recorder:
    """Listens to one session."""

    def __init__(self, session: Session) -> None:
        self._seen: dict[tuple[Kind, UUID], tuple[Values | None, Values | None]] = {}
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._refuse_bulk)

    def changes(self) -> tuple[RecordChange, ...]:
        """What was altered so far, each record once."""
        return tuple(
            RecordChange(kind, key, *_differing(before, after))
            for (kind, key), (before, after) in self._seen.items()
            if before != after
        )

    def note_new(self, kind: Kind, rows: Iterable[Values]) -> None:
        """Note records that were stored by one statement; each with all its columns."""
        self._seen.update(((kind, values["id"]), (None, values)) for values in rows)

    def whole(self, kind: Kind) -> list[tuple[Values | None, Values | None]]:
        """Every altered record of one kind with all its fields, before and after."""
        return [pair for (of, _), pair in self._seen.items() if of is kind and pair[0] != pair[1]]

    def stories(self) -> set[UUID]:
        """The stories that what was altered concerns."""
        found: set[UUID] = set()
        for (kind, key), pair in self._seen.items():
            values = pair[1] or pair[0] or {}
            story = key if kind is Kind.STORY else values.get("story_id")
            if story is not None and pair[0] != pair[1]:
                found.add(story)
        return found

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for row in session.new:
            if isinstance(row, Recorded):
                self._note(row, None, values_of(row))
        for row in session.dirty:
            if isinstance(row, Recorded):
                self._note(row, self._before(row), values_of(row))
        for row in session.deleted:
            if isinstance(row, Recorded):
                self._note(row, self._before(row), None)

    def _before(self, row: Recorded) -> Values:
        if not inspect(row).modified:
            return values_of(row)
        attributes = inspect(row).attrs
        return {
            name: next(iter(attributes[name].history.deleted), value)
            for name, value in values_of(row).items()
        }

    def _note(self, row: Recorded, before: Values | None, after: Values | None) -> None:
        key = (row.record_kind, row.id)
        first = self._seen.get(key)
        self._seen[key] = (first[0] if first else before, after)

    @staticmethod
    def _refuse_bulk(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise TypeError("a bulk statement would escape the undo history")


def _differing(
    before: Values | None, after: Values | None
) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    if before is None or after is None:
        return before, after
    names = [name for name, value in after.items() if before[name] != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
