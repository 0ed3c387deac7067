"""Texts, files and answers that nothing refers to any more, not even history."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import JSON, Column, Connection, String, Table, cast, delete, exists, select
from sqlalchemy.types import TypeDecorator

from learningstories.storage.kept_rows import BlobChunkRow, BlobRow, HistoryRow, SearchedRow, TextRow
from learningstories.storage.pack_rows import ResolutionRow, RevisionReturnRow, RevisionRow
from learningstories.storage.recorded import RECORDED
from learningstories.storage.rows import ReadingRow
from learningstories.storage.tables import table_of

_SHA = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_NAMING = frozenset(("sha", "text_sha", "of", "cover"))  # columns that name a text or a file
_AT_ONCE = 500  # as many as a database takes in one statement


def remove_orphans(connection: Connection) -> None:
    """Remove what no record and no step of history names."""
    used = set(_used(connection))
    _remove(connection, (table_of(TextRow),), _unused(connection, table_of(TextRow), used))
    files = _unused(connection, table_of(BlobRow), used)
    # In the order in which they may go: what names a file goes before it.
    holding = (table_of(RevisionReturnRow), table_of(BlobChunkRow), table_of(BlobRow))
    _remove(connection, holding, files)
    if files:
        _remove_answers(connection)


def _used(connection: Connection) -> Iterator[str]:
    for column in _columns():
        for value in connection.execute(select(cast(column, String)).where(column.is_not(None))).scalars():
            yield from _SHA.findall(value)


def _columns() -> Iterator[Column[object]]:
    """Those that can name a text or a file."""
    yield table_of(HistoryRow).c.changes
    yield table_of(SearchedRow).c.text_sha
    for row in RECORDED.values():
        yield from (c for c in table_of(row).c if c.name in _NAMING or _holds_parts(c))


def _holds_parts(column: Column[object]) -> bool:
    kind = column.type
    return isinstance(kind.impl if isinstance(kind, TypeDecorator) else kind, JSON)


def _unused(connection: Connection, table: Table, used: set[str]) -> list[str]:
    return [sha for sha in connection.execute(select(table.c.sha)).scalars() if sha not in used]


def _remove(connection: Connection, tables: Sequence[Table], shas: Sequence[str]) -> None:
    for start in range(0, len(shas), _AT_ONCE):
        for table in tables:
            connection.execute(delete(table).where(table.c.sha.in_(shas[start : start + _AT_ONCE])))


def _remove_answers(connection: Connection) -> None:
    """Those that came in no return that is kept, and that nothing shows."""
    words, links = table_of(RevisionRow), table_of(RevisionReturnRow)
    shown, chosen = table_of(ReadingRow), table_of(ResolutionRow)
    connection.execute(
        delete(words)
        .where(~exists().where(links.c.revision_id == words.c.id))
        .where(~exists().where(shown.c.revision_id == words.c.id))
        .where(~exists().where(chosen.c.chosen == words.c.id))
    )
