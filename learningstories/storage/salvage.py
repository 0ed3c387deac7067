"""Reads all lines of a damaged database's tables that can still be reached."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection, DatabaseError

from learningstories.services.progress import Control
from learningstories.storage.leaves import Line

_LEAST, _LARGEST = -(1 << 63), (1 << 63) - 1
_MOST_TRIES = 20_000  # in one table
_ID = re.compile("[0-9a-f]{32}")
_KINDS: dict[str, tuple[type, ...]] = {
    "VARCHAR": (str,),
    "JSON": (str,),
    "DATETIME": (str,),
    "BLOB": (bytes,),
    "INTEGER": (int,),
    "BIGINT": (int,),
    "BOOLEAN": (int,),
    "FLOAT": (float, int),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table as it should be; `own_number` is the place of the column that is a line's number.

    Lines that are not numbered are kept by their key.
    """

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    needed: tuple[bool, ...]
    own_number: int | None
    is_numbered: bool


@dataclass(slots=True)
class Reach:
    """What came of reading a table: whether some of it could not be reached."""

    failed: bool = False
    tries: int = 0
    seen: set[int] = field(default_factory=set)


def tables(connection: Connection) -> list[Table]:
    """The tables of a sound database that hold what people entered."""
    named = """SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema
        WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
        AND name NOT LIKE 'search%'
        AND name NOT IN ('alembic_version', 'shingle', 'standing') ORDER BY rowid"""
    found = connection.execute(named).fetchall()
    return [_table(connection, name, is_numbered=not keyed) for name, keyed in found]


def _table(connection: Connection, name: str, *, is_numbered: bool) -> Table:
    rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = [place for place, row in enumerate(rows) if row[5]]
    alone = len(keys) == 1 and rows[keys[0]][2] == "INTEGER"
    return Table(
        name=name,
        columns=tuple(row[1] for row in rows),
        kinds=tuple(row[2].split("(")[0] for row in rows),
        needed=tuple(bool(row[3]) for row in rows),
        own_number=keys[0] if alone else None,
        is_numbered=is_numbered,
    )


def reach(connection: Connection, table: Table, found: Reach, control: Control) -> Iterator[Line]:
    """The lines of a table that the tree leads to, around all that is damaged."""
    control.step(0, 1)
    if not table.is_numbered:
        yield from _read_keyed(connection, table, found)
        return
    last = yield from _read(connection, table, found, _LEAST, _LARGEST, "ASC")
    if not found.failed:
        return
    first = yield from _read(connection, table, found, last, _LARGEST, "DESC")
    if not found.seen:
        return
    gaps = [(last, first)] if first < _LARGEST else [(last, last + _MOST_TRIES)]
    while gaps and found.tries < _MOST_TRIES:
        control.step(0, 1)
        low, high = gaps.pop()
        if high - low < 2:  # noqa: PLR2004 - nothing is between
            continue
        middle = (low + high) // 2
        last = yield from _read(connection, table, found, middle - 1, high, "ASC")
        first = yield from _read(connection, table, found, low, middle, "DESC")
        gaps += [(max(last, middle), high)] if last < high - 1 else []
        gaps += [(low, min(first, middle))] if first > low + 1 else []


def _read(
    connection: Connection, table: Table, found: Reach, low: int, high: int, way: str
) -> Generator[Line, None, int]:
    """Lines with numbers between the two, until the damage; gives the last number that was read."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    query = f"""SELECT rowid, {columns} FROM "{table.name}" NOT INDEXED
        WHERE rowid > ? AND rowid < ? ORDER BY rowid {way}"""  # noqa: S608 - our own names
    at = low if way == "ASC" else high
    found.tries += 1
    try:
        for number, *values in connection.execute(query, (low, high)):
            at = number
            if number not in found.seen:
                found.seen.add(number)
                yield number, tuple(values)
    except (DatabaseError, OverflowError):
        found.failed = True
        return at
    return high if way == "ASC" else low


def _read_keyed(connection: Connection, table: Table, found: Reach) -> Iterator[Line]:
    """The lines before the damage, if there is any, and those after it."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    for way in ("ASC", "DESC"):
        query = f'SELECT {columns} FROM "{table.name}" ORDER BY "{table.columns[0]}" {way}'  # noqa: S608 - our own
        try:
            yield from ((0, tuple(values)) for values in connection.execute(query))
        except DatabaseError:
            found.failed = True
        if not found.failed:
            return


def fits(table: Table, values: Sequence[object]) -> bool:
    """Whether a line that was found by itself can be one of the table's."""
    if not table.is_numbered or len(values) != len(table.columns):
        return False
    return all(_can_be(table, place, value) for place, value in enumerate(values))


def _can_be(table: Table, place: int, value: object) -> bool:
    kind = table.kinds[place]
    if value is None:
        return not table.needed[place] or place == table.own_number
    if kind == "CHAR":
        return isinstance(value, str) and _ID.fullmatch(value) is not None
    return isinstance(value, _KINDS.get(kind, (object,)))
