"""History: every step stored with what it changed, which is also what undo reads."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    delete,
    desc,
    func,
    insert,
    inspect,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.engine import Row

from learningstories.services.changes import ChangeSet, HistoryLine, Kind, RecordChange, StepKind, merged
from learningstories.services.ports import NewStep
from learningstories.storage.columns import Choices, Counts, Tuple, from_json, to_json
from learningstories.storage.failures import told
from learningstories.storage.kept_rows import HistoryRow, HistoryStoryRow
from learningstories.storage.recorded import RECORDED
from learningstories.storage.records import storable
from learningstories.storage.tables import table_of

_READ_OTHERWISE = (Choices, Counts, Tuple)  # JSON takes them as they are, and gives something else back
_LIKE_JSON = (String, Integer, Boolean, *_READ_OTHERWISE)
MERGE_WITHIN = timedelta(minutes=5)
_history = table_of(HistoryRow)
_stories = table_of(HistoryStoryRow)


class SqlJournal:
    """The history table, seen by one transaction of one `writer`.

    Where several people share a challenge, `who` is the one of them whose steps are taken back and brought
    back here: nobody takes back another's. None where it is one person's, in however many windows.
    """

    def __init__(self, connection: Connection, writer: UUID, name: str, who: str | None = None) -> None:
        self._connection = connection
        self._writer = writer
        self._name = name
        self._whose = _history.c.who == who if who is not None else true()

    def write(self, step: NewStep, changes: tuple[RecordChange, ...], stories: set[UUID]) -> int:
        """Note a step, or let it join the one before where both are one act of typing; gives its place."""
        joined = self._joined(step, changes)
        if step.kind is StepKind.STEP:
            self._give_up_undone()
        kind = step.kind
        if joined is not None:
            changes, gone = joined
            stories = stories | self._stories_of(gone)
            if not any(_alters(change) for change in changes):
                kind = StepKind.UNDO  # typed and typed away again: nothing is left to take back
            self._connection.execute(delete(_stories).where(_stories.c.seq == gone))
            self._connection.execute(delete(_history).where(_history.c.seq == gone))
        done = self._connection.execute(
            insert(_history).values(
                writer=self._writer,
                label=storable(step.label),
                at=step.at,
                who=storable(step.who),
                step=kind,
                undone=False,
                merge=step.merge,
                changes=json.dumps([_to_json(c) for c in changes], ensure_ascii=False, separators=(",", ":")),
            )
        )
        seq = int((done.inserted_primary_key or (0,))[0])
        if stories:
            rows = [{"story_id": key, "seq": seq} for key in stories]
            self._connection.execute(insert(_stories), rows)
        return seq

    def _stories_of(self, seq: int) -> set[UUID]:
        return set(self._connection.scalars(select(_stories.c.story_id).where(_stories.c.seq == seq)))

    def _joined(
        self, step: NewStep, changes: tuple[RecordChange, ...]
    ) -> tuple[tuple[RecordChange, ...], int] | None:
        if not step.merge:
            return None
        newest = select(_history).order_by(desc(_history.c.seq)).limit(1)
        last = self._connection.execute(newest).first()
        if last is None or (last.merge, last.writer) != (step.merge, self._writer) or last.undone:
            return None
        if step.at - last.at > MERGE_WITHIN:
            return None
        (line,) = self._lines(newest)
        return merged(line.changes.records, changes), last.seq

    def undoable(self) -> HistoryLine | None:
        """The newest step that is not taken back."""
        return self._one(self._next_step(undone=False))

    def redoable(self) -> HistoryLine | None:
        """The step that was taken back last, unless something else was done since."""
        return self._one(self._next_step(undone=True))

    def label(self, *, undone: bool) -> str | None:
        """The name of the step that Undo would take back, or Redo bring back; what it changed is not read."""
        query = self._next_step(undone=undone).with_only_columns(_history.c.label).limit(1)
        return self._connection.execute(query).scalar()

    def _give_up_undone(self) -> None:
        """From now on nothing is to be brought back: it would not fit what is done instead."""
        self._connection.execute(
            update(_history)
            .where(_history.c.step == StepKind.STEP, _history.c.undone.is_(True), self._whose)
            .values(step=StepKind.GIVEN_UP)
        )

    def mark_undone(self, seq: int, *, undone: bool) -> None:
        """Note that a step is taken back, or holds again."""
        self._connection.execute(update(_history).where(_history.c.seq == seq).values(undone=undone))

    def history(
        self, *, story: UUID | None = None, kinds: Collection[Kind] = (), limit: int = 200
    ) -> Sequence[HistoryLine]:
        """The newest steps first; of one story, with only what they changed in it."""
        query = select(_history).order_by(desc(_history.c.seq)).limit(limit)
        if kinds:
            query = query.where(or_(*map(_alters_kind, kinds)))
        if story is not None:
            query = query.join(_stories, _stories.c.seq == _history.c.seq).where(_stories.c.story_id == story)
        return self._lines(query, of=str(story) if story is not None else "")

    def made_once(self, kind: Kind, key: UUID) -> Mapping[str, Any] | None:
        """The values of a record as it was made; None where it never was."""
        query = select(_history).where(_history.c.changes.contains(str(key))).order_by(_history.c.seq)
        made = (
            change.after
            for line in self._lines(query, of=str(key))
            for change in line.changes.records
            if (change.kind, change.key) == (kind, key) and change.before is None and change.after is not None
        )
        return next(made, None)

    def news(self, after: int) -> Sequence[HistoryLine]:
        """Steps later than `after`, oldest first."""
        return self._lines(select(_history).where(_history.c.seq > after).order_by(_history.c.seq))

    def latest(self, kind: Kind | None = None) -> int:
        """The newest step's place, or that of the newest that altered such a record; 0 before the first."""
        query = select(func.coalesce(func.max(_history.c.seq), 0))
        if kind is not None:
            query = query.where(_alters_kind(kind))
        return int(self._connection.execute(query).scalar_one())

    def _next_step(self, *, undone: bool) -> Select[Any]:
        mine = _history.c.step == StepKind.STEP, _history.c.undone.is_(undone), self._whose
        return select(_history).where(*mine).order_by(_history.c.seq if undone else desc(_history.c.seq))

    def _one(self, query: Any) -> HistoryLine | None:
        return next(iter(self._lines(query.limit(1))), None)

    def _lines(self, query: Any, of: str = "") -> list[HistoryLine]:
        with told(self._name, damaged=(ValueError, TypeError, LookupError, AttributeError)):
            return [_line(row, of) for row in self._connection.execute(query)]


def _alters_kind(kind: Kind) -> ColumnElement[bool]:
    return _history.c.changes.contains(f'"kind":"{kind}"', autoescape=True)


def _alters(change: RecordChange) -> bool:
    return bool(change.before) or bool(change.after)


@cache
def _unlike_json(kind: Kind) -> frozenset[str]:
    """The columns whose values JSON does not take as they are."""
    columns = inspect(RECORDED[kind]).columns
    return frozenset(name for name, column in columns.items() if not isinstance(column.type, _LIKE_JSON))


@cache
def _read_otherwise(kind: Kind) -> frozenset[str]:
    """The columns whose values JSON takes as they are, but does not give back so."""
    columns = inspect(RECORDED[kind]).columns
    return frozenset(name for name, column in columns.items() if isinstance(column.type, _READ_OTHERWISE))


def _to_json(change: RecordChange) -> dict[str, Any]:
    told = _unlike_json(change.kind)

    def side(values: Any) -> Any:
        if values is None:
            return None
        written = dict(values)
        for name in told:
            if name in written:
                written[name] = to_json(written[name])
        return written

    return {
        "kind": change.kind,
        "key": str(change.key),
        "before": side(change.before),
        "after": side(change.after),
    }


def _from_json(stored: dict[str, Any]) -> RecordChange:
    kind = Kind(stored["kind"])
    columns, told = inspect(RECORDED[kind]).columns, _unlike_json(kind) | _read_otherwise(kind)
    names = set(columns.keys())

    def side(values: dict[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        if not values.keys() <= names:
            raise LookupError
        unlike = (name for name in values if name in told)
        return {**values, **{name: from_json(columns[name].type, values[name]) for name in unlike}}

    return RecordChange(kind, UUID(stored["key"]), side(stored["before"]), side(stored["after"]))


def _stories_in(stored: dict[str, Any]) -> set[Any]:
    """The record's own key, and the story it belongs to; a story's own record has no other."""
    sides = [stored[side] or {} for side in ("before", "after")]
    return {stored["key"], *(side.get("story_id") for side in sides)}


def _line(row: Row[Any], of: str) -> HistoryLine:
    changes = json.loads(row.changes)
    # A step that added hundreds of stories is read for the sake of one.
    records = tuple(_from_json(change) for change in changes if not of or of in _stories_in(change))
    return HistoryLine(
        seq=row.seq,
        label=row.label,
        at=row.at,
        who=row.who,
        kind=row.step,
        undone=row.undone,
        changes=ChangeSet(row.label, records),
    )
