"""The big challenges on a server: copied there table by table, as quickly as a server takes them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from psycopg import sql

from learningstories.services.server_address import SCHEMA
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.server import search
from learningstories.storage.server.engine import connection_to, engine_of
from tests.own_server import BOSS, SECRET, OwnServer

_LISTED = ("challenge", "reviewer", "story", "standing", "reading", "searched")
_TEXTS = "SELECT sha, markdown FROM text"


def fill_server(server: OwnServer, file: Path, *, searched: bool) -> str:
    """The database with what lists show of the challenge in `file`; the index of texts takes long."""
    name = server.database(BOSS)
    ServerTeam().set_up(server.address(name), SECRET)
    with closing(sqlite3.connect(file)) as source, connection_to(server.address(name), SECRET) as target:
        target.execute("SET session_replication_role = replica")  # asks for no order among the tables
        target.execute("SET statement_timeout = 0")  # an index of a million may take its time
        indexes = target.execute(
            """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s AND tablename = ANY(%s)
            AND indexname LIKE 'ix%%'""",
            (SCHEMA, list(_LISTED)),
        ).fetchall()
        for index, _made_by in indexes:
            target.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(SCHEMA, index)))
        for table in (*_LISTED, *(("text",) if searched else ())):
            _copy(source, target, table)
        for _name, made_by in indexes:
            target.execute(made_by)
    if searched:
        _index(server, name, file)
    with connection_to(server.address(name), SECRET) as target:
        target.autocommit = True
        target.execute("SET statement_timeout = 0")
        target.execute("VACUUM ANALYZE")
    return name


def _copy(source: sqlite3.Connection, target: Any, table: str) -> None:
    names = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in names)
    with target.cursor().copy(f"COPY {SCHEMA}.{table} ({columns}) FROM STDIN") as rows:
        for row in source.execute(f"SELECT {columns} FROM {table}"):  # noqa: S608 - our own names
            rows.write_row(row)


def _index(server: OwnServer, name: str, file: Path) -> None:
    engine = engine_of(server.address(name), SECRET)
    with closing(sqlite3.connect(file)) as source, engine.connect() as target:
        source.row_factory = sqlite3.Row
        rows = source.execute("SELECT number, title, author, text_sha FROM story").fetchall()
        with target.execution_options(writing=True).begin():
            search.take_out(target, [row["number"] for row in rows])
            search.put_in(target, [dict(row) for row in rows])
    engine.dispose()
