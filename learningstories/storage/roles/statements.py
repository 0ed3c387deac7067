"""Runs statements in which names stand that anybody may have chosen; names are quoted by the driver alone."""

from typing import Any, LiteralString

from psycopg import Connection, sql

Names = str | sql.Composable


def run(connection: Connection[Any], statement: LiteralString, *values: Any, **names: Names) -> list[Any]:
    """The rows of a statement; in it `{name}` is a quoted name, or what was composed before."""
    parts = {
        key: name if isinstance(name, sql.Composable) else sql.Identifier(name) for key, name in names.items()
    }
    done = connection.execute(sql.SQL(statement).format(**parts), values or None)
    return done.fetchall() if done.description is not None else []


def own(text: str) -> sql.SQL:
    """A piece of a statement out of this package's own tables; none of it comes from outside."""
    return sql.SQL(text)


def literal(value: object) -> sql.Composable:
    """A value where the server takes no parameter."""
    return sql.Literal(value)
