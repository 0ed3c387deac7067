"""The fingerprints of the stories' texts on a server: a hundred a story, so all of a step go at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, TextClause, text

_GIVEN = "unnest(CAST(:marks AS bigint[]), CAST(:numbers AS bigint[])) AS g(mark, number)"
_PUT = text(
    f"INSERT INTO shingle (hash, number) SELECT g.mark, g.number FROM {_GIVEN} ON CONFLICT DO NOTHING"  # noqa: S608
)
_TAKE = text(f"DELETE FROM shingle s USING {_GIVEN} WHERE s.hash = g.mark AND s.number = g.number")  # noqa: S608


def put(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """Note fingerprints, each with the number of a story."""
    _all_at_once(connection, _PUT, rows)


def take(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """Note them no more."""
    _all_at_once(connection, _TAKE, rows)


def _all_at_once(connection: Connection, statement: TextClause, rows: Sequence[tuple[int, int]]) -> None:
    marks, numbers = zip(*rows, strict=True)
    connection.execute(statement, {"marks": list(marks), "numbers": list(numbers)})
