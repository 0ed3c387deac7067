"""One repository for every kind of record: a frozen domain record in, the same out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Boolean, Dialect, insert, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg as PGDialect
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as SQLiteDialect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from learningstories.domain.errors import FileDamaged
from learningstories.storage.columns import SERVER, Choices, Counts, Tuple
from learningstories.storage.tables import Recorded, table_of

T = TypeVar("T")
_NO_TEXT = frozenset((int, bool, UUID, datetime))
_OFTEN_THE_SAME = (Boolean, Choices, Counts, Tuple)  # in many records, and slow to make fit
# In the wording of SQLite, with question marks; a server's engine puts its own in their place.
_DIALECTS: dict[str, Dialect] = {
    "sqlite": SQLiteDialect(),
    SERVER: PGDialect(paramstyle="qmark"),  # type: ignore[no-untyped-call]
}
_AT_ONCE = 500  # as many as a database takes in one question


def storable(value: Any) -> Any:
    """The value with half characters and NUL, which some database does not take, made others."""
    if not value or type(value) in _NO_TEXT:
        return value
    if isinstance(value, str):
        whole = value if _is_plain(value) else value.encode("utf-8", "replace").decode()
        return whole.replace("\0", "\ufffd")
    if isinstance(value, tuple):
        return tuple(storable(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {name: getattr(value, name) for name in _names(type(value))}
        mended = {name: storable(part) for name, part in told.items()}
        return value if mended == told else replace(value, **mended)
    return value


def _is_plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _insertion(
    row: type[Recorded], names: tuple[str, ...], where: str
) -> tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]:
    """The statement that stores a record, and in its order each column with what makes its value fit."""
    table, dialect = table_of(row), _DIALECTS[where]
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    order = compiled.positiontup or list(names)
    return str(compiled), tuple((name, _processor(table.c[name].type, dialect)) for name in order)


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is not None and isinstance(kind, _OFTEN_THE_SAME):
        return lru_cache(_AT_ONCE)(process)
    return process


def _fitted(
    values: dict[str, Any], processors: tuple[tuple[str, Callable[[Any], Any] | None], ...]
) -> tuple[Any, ...]:
    return tuple([process(values[name]) if process else values[name] for name, process in processors])


class SqlRecords(Generic[T]):
    """The records of one kind, in the table of `row`."""

    def __init__(self, session: Session, row: type[Recorded], record: type[T]) -> None:
        self._session = session
        self._row = row
        self._record = record
        self._names = tuple(field.name for field in fields(record))  # type: ignore[arg-type]  # all records are
        self._all_of = attrgetter(*self._names)
        self._found: Sequence[Recorded] = ()  # held, so that what is replaced next need not be read again

    def add(self, record: T) -> None:
        """Store a new record."""
        self._session.add(self._row(**{name: storable(getattr(record, name)) for name in self._names}))

    def add_all(self, records: Sequence[T]) -> None:
        """Store many new records: as `add`, but one statement does it, which is far quicker."""
        if not records:
            return
        new = [self._values(each) for each in records]
        self._session.flush()  # what they refer to may still wait to be stored
        connection = self._session.connection()
        statement, processors = _insertion(self._row, self._names, connection.dialect.name)
        # As the driver takes them: for thousands, going through the statement costs more than all the rest.
        rows = [_fitted(values, processors) for values in new]
        connection.exec_driver_sql(statement, rows)
        self._session.info["recorder"].note_new(self._row.record_kind, new)

    def _values(self, record: T) -> dict[str, Any]:
        values = dict(zip(self._names, self._all_of(record), strict=True))
        for name, value in values.items():
            if value and type(value) not in _NO_TEXT and not (type(value) is str and _is_plain(value)):
                values[name] = storable(value)
        return values

    def replace_all(self, records: Sequence[T]) -> None:
        """Store many records that are there already, as they are now: as `replace`, but read at once."""
        for start in range(0, len(records), _AT_ONCE):
            some = records[start : start + _AT_ONCE]
            keys = [getattr(record, "id") for record in some]  # noqa: B009 - T has no bound
            self._session.flush()
            # Held here, so that each is found where it is asked for singly.
            held = self._session.scalars(select(self._row).where(self._row.id.in_(keys))).all()
            for record in some:
                self.replace(record)
            del held

    def all(self) -> Sequence[T]:
        """Every record of the kind."""
        return self.find()

    def find(self, **equal: Any) -> Sequence[T]:
        """The records whose fields equal the values given, or are one of them where a list is given."""
        query = select(self._row)
        for name, value in equal.items():
            column = getattr(self._row, name)
            query = query.where(column.in_(value) if isinstance(value, list) else column == value)
        self._session.flush()
        with self._understood():
            rows = self._session.scalars(query).all()
            self._found = rows if len(rows) <= _AT_ONCE else ()
            return [self._out(row) for row in rows]

    def exist(self) -> bool:
        """Whether there is any record of the kind."""
        self._session.flush()
        return self._session.scalar(select(self._row.id).limit(1)) is not None

    def get(self, key: UUID) -> T:
        """The record with this id."""
        return self._out(self._stored(key))

    def replace(self, record: T) -> None:
        """Store a record that is there already, as it is now."""
        row = self._stored(getattr(record, "id"))  # noqa: B009 - T has no bound
        for name in self._names:
            value = storable(getattr(record, name))
            if getattr(row, name) != value:
                setattr(row, name, value)

    def remove(self, key: UUID) -> None:
        """Remove the record with this id."""
        self._session.delete(self._stored(key))

    def _stored(self, key: UUID) -> Recorded:
        self._session.flush()
        with self._understood():
            return self._session.get_one(self._row, key)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What cannot be read as what it should be was not stored by this app."""
        try:
            yield
        except (ValueError, TypeError, LookupError) as error:
            raise FileDamaged(self._session.info["file"]) from error

    def _out(self, row: Recorded) -> T:
        return self._record(**{name: getattr(row, name) for name in self._names})
