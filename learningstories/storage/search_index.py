"""Keeps the full-text index in step with the stories, inside the same transaction.

`search_name` finds any three letters of a title or an author, accents or not; `search_text` finds
words, by their beginnings, in the texts. Neither keeps a copy of what it indexes: to take a story
out, the index wants the old words again, which is why `searched` notes what went in.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from learningstories.storage.columns import SERVER
from learningstories.storage.search_words import folded
from learningstories.storage.server import search as on
from learningstories.storage.shape import SEARCH_TABLES

Values = dict[str, Any]
CREATE = SEARCH_TABLES
DROP = ("DROP TABLE search_name", "DROP TABLE search_text")
_OLD = (
    "SELECT s.title, s.author, t.markdown FROM searched s JOIN text t ON t.sha = s.text_sha"
    " WHERE s.number = :n"
)
_TAKE_NAME = (
    "INSERT INTO search_name(search_name, rowid, title, author) VALUES ('delete', :n, :title, :author)"
)
_TAKE_TEXT = "INSERT INTO search_text(search_text, rowid, body) VALUES ('delete', :n, :body)"
_PUT_NAME = "INSERT INTO search_name(rowid, title, author) VALUES (:n, :title, :author)"
_PUT_TEXT = "INSERT INTO search_text(rowid, body) SELECT :n, markdown FROM text WHERE sha = :sha"
_NOTE = "INSERT INTO searched(number, title, author, text_sha) VALUES (:n, :title, :author, :sha)"


def follow(connection: Connection, changes: Iterable[tuple[Values | None, Values | None]]) -> None:
    """Index what changed; each pair is a story's fields before and after."""
    pairs = [pair for pair in changes if not _says_the_same(*pair)]
    take_out, put_in = (_take_out, _put_in) if not _on_server(connection) else (on.take_out, on.put_in)
    take_out(connection, [before["number"] for before, _ in pairs if before])
    put_in(connection, [after for _, after in pairs if after])


def fill(connection: Connection) -> None:
    """Index every story; the index is empty."""
    rows = connection.execute(text("SELECT number, title, author, text_sha FROM story")).mappings()
    put_in = on.put_in if _on_server(connection) else _put_in
    put_in(connection, [dict(row) for row in rows])


def _on_server(connection: Connection) -> bool:
    return connection.dialect.name == SERVER


def faults(connection: Connection) -> list[str]:
    """What the index has that it should not, or lacks."""
    stories = {
        tuple(r) for r in connection.execute(text("SELECT number, title, author, text_sha FROM story"))
    }
    noted = {
        tuple(r) for r in connection.execute(text("SELECT number, title, author, text_sha FROM searched"))
    }
    key = "SELECT number FROM {}" if _on_server(connection) else "SELECT id FROM {}_docsize"
    held = [
        {r[0] for r in connection.execute(text(key.format(name)))} for name in ("search_name", "search_text")
    ]
    numbers = {row[0] for row in stories}
    outdated = {row[0] for row in stories ^ noted}
    found = [f"search index: story #{n} is out of date" for n in sorted(outdated, key=str)]
    for ids in held:
        found += [f"search index: story #{n} is missing or left over" for n in sorted(ids ^ numbers, key=str)]
    return found + (on.faults(connection) if _on_server(connection) else _damaged(connection))


def _damaged(connection: Connection) -> list[str]:
    found = []
    for name in ("search_name", "search_text"):
        try:
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('integrity-check')"))  # noqa: S608
        except DatabaseError as error:
            # The question is worded as a change; a file that may not be written is not damaged by that.
            if "malformed" in str(error.orig):
                found.append(f"search index: {name} is damaged")
    return found


def _says_the_same(before: Values | None, after: Values | None) -> bool:
    names = ("number", "title", "author", "text_sha")
    return bool(before and after and all(before[name] == after[name] for name in names))


def _take_out(connection: Connection, numbers: Sequence[int]) -> None:
    for number in numbers:
        old = connection.execute(text(_OLD), {"n": number}).first()
        if old is None:
            continue
        connection.execute(text(_TAKE_NAME), {"n": number, "title": folded(old[0]), "author": folded(old[1])})
        connection.execute(text(_TAKE_TEXT), {"n": number, "body": old[2]})
        connection.execute(text("DELETE FROM searched WHERE number = :n"), {"n": number})


def _put_in(connection: Connection, stories: Sequence[Values]) -> None:
    if not stories:
        return
    values = [
        {"n": s["number"], "title": s["title"], "author": s["author"], "sha": s["text_sha"]} for s in stories
    ]
    names = [{"n": v["n"], "title": folded(v["title"]), "author": folded(v["author"])} for v in values]
    connection.execute(text(_PUT_NAME), names)
    connection.execute(text(_PUT_TEXT), values)
    connection.execute(text(_NOTE), values)
