"""What a challenge's file may be made of: plain tables and indexes, nothing that computes when read."""

import re
import sqlite3
from functools import lru_cache

SEARCH_TABLES = (
    "CREATE VIRTUAL TABLE search_name USING fts5(title, author, content='', tokenize='trigram')",
    "CREATE VIRTUAL TABLE search_text USING fts5(body, content='', prefix='2 3',"
    ' tokenize="unicode61 remove_diacritics 2")',
)
MOST_BYTES = 256 * 1024 * 1024  # of one text or file in it; files are kept in far smaller pieces
_MOST_PARTS, _MOST_WORDS = 500, 200_000
_QUERY = "SELECT type, CAST(sql AS TEXT) FROM sqlite_schema WHERE sql IS NOT NULL"
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^]]*\]""")
_COMPUTES = re.compile(
    r"\b(?:GENERATED|AS|CHECK|SELECT)\b|\bDEFAULT\s*\((?!(?:q|-?\d+|NULL)\))|--|/\*|;", re.IGNORECASE
)
_TABLE = re.compile(r"CREATE TABLE \w+ ?\(.*\)(?:\s+WITHOUT ROWID)?\s*", re.IGNORECASE | re.DOTALL)
_INDEX = re.compile(
    r"CREATE (?:UNIQUE )?INDEX \w+ ON \w+ \([\w, ]+\)(?: WHERE \w+ (?:<>|=|IS) \w+)?", re.IGNORECASE
)


def is_plain(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing but what ours may; asked before anything else is read from it."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    count, size = connection.execute(
        "SELECT count(*), coalesce(sum(length(sql)), 0) FROM sqlite_schema"
    ).fetchone()
    if count > _MOST_PARTS or size > _MOST_WORDS:
        return False
    return all(_is_ours(kind, str(words)) for kind, words in connection.execute(_QUERY))


@lru_cache(maxsize=500)  # every connection asks, and the answers are nearly always the same
def _is_ours(kind: str, words: str) -> bool:
    if words in SEARCH_TABLES:
        return True
    # Remarks could hide where a quotation ends, so there are none.
    bare = _QUOTED.sub("q", words)
    if "--" in words or "/*" in words or _COMPUTES.search(bare):
        return False
    shape = {"table": _TABLE, "index": _INDEX}.get(kind)
    return shape is not None and shape.fullmatch(bare) is not None
