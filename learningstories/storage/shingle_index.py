"""Keeps the fingerprints of the stories' texts in step with them, inside the same transaction."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from learningstories.domain.shingles import shingles
from learningstories.storage.columns import SERVER
from learningstories.storage.server import shingles as there

Values = dict[str, Any]
Rows = list[tuple[int, int]]
_AT_ONCE = 500  # texts
_TEXTS = "SELECT sha, CAST(markdown AS TEXT) FROM text WHERE sha IN (SELECT value FROM json_each(?))"
_PUT = "INSERT INTO shingle(hash, number) VALUES (?, ?) ON CONFLICT DO NOTHING"
_NOTED = "SELECT number, count(*), sum(hash) FROM shingle GROUP BY number"
_TAKE = "DELETE FROM shingle WHERE hash = ? AND number = ?"


def follow(connection: Connection, changes: Iterable[tuple[Values | None, Values | None]]) -> None:
    """Note what changed; each pair is a story's fields before and after."""
    pairs = [(_key(before), _key(after)) for before, after in changes]
    put, take = (there.put, there.take) if connection.dialect.name == SERVER else (_put, _take)
    _write(connection, take, [before for before, after in pairs if before and before != after])
    _write(connection, put, [after for before, after in pairs if after and before != after])


def fill(connection: Connection) -> None:
    """Note every story; nothing is noted yet."""
    rows = connection.exec_driver_sql("SELECT number, text_sha FROM story ORDER BY number")
    put = there.put if connection.dialect.name == SERVER else _put
    _write(connection, put, [(row[0], row[1]) for row in rows])


def faults(connection: Connection) -> list[str]:
    """What is noted that should not be, or is missing."""
    noted = {number: (count, total) for number, count, total in connection.exec_driver_sql(_NOTED)}
    stories = [(row[0], row[1]) for row in connection.exec_driver_sql("SELECT number, text_sha FROM story")]
    wrong = {
        number
        for number, found in _fingerprints(connection, stories)
        if noted.pop(number, (0, 0)) != (len(found), sum(found))
    }
    return [f"shared passages: story #{n} is out of date" for n in sorted({*wrong, *noted}, key=str)]


def _key(story: Values | None) -> tuple[int, str] | None:
    return (story["number"], story["text_sha"]) if story else None


def _put(connection: Connection, rows: Rows) -> None:
    connection.exec_driver_sql(_PUT, rows)


def _take(connection: Connection, rows: Rows) -> None:
    connection.exec_driver_sql(_TAKE, rows)


def _write(
    connection: Connection, write: Callable[[Connection, Rows], None], stories: Sequence[tuple[int, str]]
) -> None:
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        # In the table's own order, so that each page of it is written once.
        rows = sorted((mark, number) for number, found in _fingerprints(connection, some) for mark in found)
        if rows:
            write(connection, rows)


def _fingerprints(
    connection: Connection, stories: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, frozenset[int]]]:
    """The number and the fingerprints of each of the stories, given by number and text."""
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        wanted = json.dumps([sha for _number, sha in some])
        texts = {row[0]: row[1] for row in connection.exec_driver_sql(_TEXTS, (wanted,))}
        for number, sha in some:
            yield number, shingles(texts.get(sha, ""))
