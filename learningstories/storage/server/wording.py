"""Says to PostgreSQL what is worded for SQLite: the one place that knows how the two differ in words.

Statements of lists and of bulk writes are worded for SQLite, with `?` or `:name` where values go. Most of
what SQLite knows and PostgreSQL does not are functions, which `functions` makes there.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from learningstories.storage.server.search_terms import name_values, text_values

_PIECES = re.compile(
    r"""(?P<quoted>'(?:[^']|'')*'|"[^"]*")
    |(?P<cast>::)
    |:(?P<value>[A-Za-z_]\w*)
    |(?P<place>\?)
    |(?P<percent>%)
    |(?P<along>\bINDEXED\s+BY\s+\w+)
    |(?P<like>\bLIKE\b)
    |\bgroup_concat\(\s*(?P<joined>[\w.]+)\s*\)
    |(?P<concat>\bgroup_concat\()""",
    re.VERBOSE,
)
_NAMED = re.compile(r"SELECT rowid AS number FROM search_name WHERE search_name MATCH :(\w+)")
_WRITTEN = re.compile(r"SELECT rowid AS number FROM search_text WHERE search_text MATCH :(\w+)")
_BY_NAME = r"""SELECT number FROM search_name WHERE
    (title_grams @> :\1_grams AND title LIKE :\1_part)
    OR (author_grams @> :\1_grams AND author LIKE :\1_part)"""
_BY_TEXT = r"SELECT number FROM search_text WHERE words @@ CAST(:\1_words AS tsquery)"
BEGINNING = 300  # letters of a title that the index of titles has; more than anybody may search for
_BEGINS = "s.title >= :first AND s.title < :behind"
_BEGINS_SO = f"left(s.title, {BEGINNING}) >= :first AND left(s.title, {BEGINNING}) < :behind"
Values = Callable[[str], Mapping[str, Any]]


@lru_cache(512)
def worded(statement: str) -> tuple[str, Mapping[str, Values]]:
    """The statement as the driver takes it, and what becomes of values that an index is searched for."""
    searched: dict[str, Values] = dict.fromkeys(_NAMED.findall(statement), name_values)
    searched |= dict.fromkeys(_WRITTEN.findall(statement), text_values)
    statement = _WRITTEN.sub(_BY_TEXT, _NAMED.sub(_BY_NAME, statement)).replace(_BEGINS, _BEGINS_SO)
    return _PIECES.sub(_piece, statement), searched


def asked(statement: str, given: Any) -> tuple[str, Any]:
    """A statement and its values as the driver takes them."""
    said, searched = worded(statement)
    if not searched:
        return said, given or ()
    values = dict(given)
    for name, make in searched.items():
        values |= {f"{name}_{part}": value for part, value in make(values.pop(name)).items()}
    return said, values


def _piece(found: re.Match[str]) -> str:
    kind, text = found.lastgroup, found.group(0)
    if kind in ("quoted", "percent"):
        return text.replace("%", "%%")
    if kind in ("value", "joined"):
        return f"%({found['value']})s" if kind == "value" else f"string_agg({found['joined']}::text, ',')"
    return _SAID.get(kind or "", text)


_SAID = {"place": "%s", "along": "", "like": "ILIKE", "concat": "string_agg("}
