"""What a challenge's file is made of: word for word what the migrations make, and nothing besides."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

SEARCH_TABLES = (
    "CREATE VIRTUAL TABLE search_name USING fts5(title, author, content='', tokenize='trigram')",
    "CREATE VIRTUAL TABLE search_text USING fts5(body, content='', prefix='2 3',"
    ' tokenize="unicode61 remove_diacritics 2")',
)
MOST_BYTES = 256 * 1024 * 1024  # of one text or file in it; files are kept in far smaller pieces
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_BYTES,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# The digest of a file after each migration, in their order. To bring a file up to date ends with a look at
# it (`migrate.upgrade`), which says what to add here for a new migration.
FORMS = (
    "d8178a19b2908d10a356569177cc919b",
    "2ce5fabe06f8178438a5ebffa74241c2",
    "a8d8aa8b2c36cfbbb250717f4424cd52",
    "4adfb250f83bc01a87f086f0e3f9db2c",
    "fe43ee0ef50df66a7ddb6e8a23563b74",
    "dca1a959533de5a6a70679336db7750c",
    "68d2df080402cca878b43da12d73e4fb",
    "25442737ca970f7150b7600a77df4387",
    "84e18b93689bbb2e2259c3a56de01d03",
    "070d19486996bb09cb8666a0090f2a6d",
    "cab4e876cf5ffc15e65c49a198da9adc",
    "6ffb6f5039847fa42b015629166f5b23",
)
_MOST_PARTS, _MOST_WORDS = 500, 200_000
_SIZE = "SELECT count(*), coalesce(sum(length(sql)), 0) FROM sqlite_schema"
# Everything that a file says it is made of. SQLite's own figures about indexes may be there or not.
PARTS = """SELECT type, name, tbl_name, CAST(sql AS TEXT) FROM sqlite_schema WHERE NOT (type = 'table'
    AND name = tbl_name AND ((name = 'sqlite_stat1' AND sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat)')
    OR (name = 'sqlite_stat4' AND sql = 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')))
    ORDER BY type, name"""


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file holds just what ours do; asked before anything else is read from it."""
    for limit, most in LIMITS.items():
        connection.setlimit(limit, most)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    count, size = connection.execute(_SIZE).fetchone()
    if count > _MOST_PARTS or size > _MOST_WORDS:
        return False
    return _is_known(tuple(connection.execute(PARTS)))


@lru_cache(maxsize=4)
def _is_known(parts: tuple[tuple[str | None, ...], ...]) -> bool:
    """A file is looked at anew for each connection, and mostly is as it was."""
    return digest(parts) in FORMS


def digest(parts: Iterable[Sequence[str | None]]) -> str:
    """A hash of it, in which spaces and the quotes of names do not count."""
    found = sha256()
    for part in parts:
        words = (" ".join(str(word).replace('"', "").split()) for word in part)
        found.update("\x1f".join(words).encode("utf-8", "replace") + b"\x1e")
    return found.hexdigest()[:32]
