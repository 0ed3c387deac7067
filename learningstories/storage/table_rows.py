"""Copies the lines of all tables from one database to another, and tells whether they are the same."""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Table, func, insert, select

from learningstories.services.progress import Control
from learningstories.storage import kept_rows, recorded  # noqa: F401 - so that all tables are known
from learningstories.storage.columns import SERVER, to_json
from learningstories.storage.tables import Row

_AT_ONCE = 1_000
_FILES_AT_ONCE = 20  # pieces of files are large
_WHOLE = 1 << 256


@dataclass(frozen=True, slots=True)
class Lines:
    """What a table holds: how many lines, and a sum of their hashes, which asks for no order."""

    count: int = 0
    sum: int = 0

    def with_line(self, line: tuple[Any, ...]) -> "Lines":
        """One more."""
        told = json.dumps([_plain(value) for value in line], sort_keys=True, ensure_ascii=False)
        digest = int.from_bytes(sha256(told.encode("utf-8", "surrogatepass")).digest())
        return Lines(self.count + 1, (self.sum + digest) % _WHOLE)


class Progress:
    """How far copying and comparing are, in lines."""

    def __init__(self, control: Control, total: int) -> None:
        self._control, self._total, self._done = control, total, 0

    def more(self, lines: int) -> None:
        """So many more; raises `Cancelled`."""
        self._done += lines
        self._control.step(min(self._done, self._total), self._total)


def kept_tables() -> list[Table]:
    """Every table, those that others point to first."""
    return list(Row.metadata.sorted_tables)


def count_lines(connection: Connection) -> int:
    """How many lines all tables have."""
    return sum(
        int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in kept_tables()
    )


def copy_lines(source: Connection, target: Connection, progress: Progress) -> Mapping[str, Lines]:
    """Copy the lines of every table, all of which are empty; what was copied, by table."""
    store = _poured if target.dialect.name == SERVER else _inserted
    return {
        table.name: _read(source, table, progress, partial(store, target, table)) for table in kept_tables()
    }


def _inserted(target: Connection, table: Table, rows: list[Mapping[str, Any]]) -> None:
    target.execute(insert(table), rows)


def _poured(target: Connection, table: Table, rows: list[Mapping[str, Any]]) -> None:
    """The same on a server, which takes many lines far quicker so."""
    driver: Any = target.connection.driver_connection
    made = [column.type.dialect_impl(target.dialect).bind_processor(target.dialect) for column in table.c]
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.c)
    said = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with driver.cursor() as cursor, cursor.copy(said) as lines:
        for row in rows:
            lines.write_row([make(v) if make else v for make, v in zip(made, row.values(), strict=True)])


def read_lines(connection: Connection, progress: Progress) -> Mapping[str, Lines]:
    """What every table holds."""
    return {table.name: _read(connection, table, progress, lambda _rows: None) for table in kept_tables()}


def _read(
    connection: Connection,
    table: Table,
    progress: Progress,
    use: Callable[[list[Mapping[str, Any]]], None],
) -> Lines:
    lines = Lines()
    with closing(_pieces(connection, table)) as pieces:
        for rows in pieces:
            use(rows)
            for row in rows:
                lines = lines.with_line(tuple(row.values()))
            progress.more(len(rows))
    return lines


def _pieces(connection: Connection, table: Table) -> Generator[list[Mapping[str, Any]]]:
    size = _FILES_AT_ONCE if table.name == "blob_chunk" else _AT_ONCE
    with closing(connection.execution_options(stream_results=True).execute(select(table))) as result:
        for rows in result.mappings().partitions(size):
            yield [dict(row) for row in rows]


def _plain(value: Any) -> Any:
    """A column's value as JSON tells it, the same whichever database it was in."""
    if isinstance(value, bytes | memoryview):
        return sha256(value).hexdigest()
    return to_json(value)
