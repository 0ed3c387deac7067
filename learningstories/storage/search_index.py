"""Keeps the full-text index in step with the stories, inside the same transaction.

`search_name` finds any three letters of a title or an author, accents or not; `search_text` finds
words, by their beginnings, in the texts. Neither keeps a copy of what it indexes: to take a story
out, the index wants the old words again, which is why `searched` notes what went in.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from learningstories.storage.search_words import folded

CREATE = (
    "CREATE VIRTUAL TABLE search_name USING fts5(title, author, content='', tokenize='trigram')",
    "CREATE VIRTUAL TABLE search_text USING fts5(body, content='', prefix='2 3',"
    ' tokenize="unicode61 remove_diacritics 2")',
)
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


def follow(
    connection: Connection, changes: Iterable[tuple[dict[str, Any] | None, dict[str, Any] | None]]
) -> None:
    """Index what changed; each pair is a story's fields before and after."""
    for before, after in changes:
        if before and after and all(before[k] == after[k] for k in ("number", "title", "author", "text_sha")):
            continue
        if before:
            _take_out(connection, before["number"])
        if after:
            _put_in(connection, after)


def fill(connection: Connection) -> None:
    """Index every story; the index is empty."""
    for row in connection.execute(text("SELECT number, title, author, text_sha FROM story")).mappings().all():
        _put_in(connection, dict(row))


def faults(connection: Connection) -> list[str]:
    """What the index has that it should not, or lacks."""
    stories = {
        tuple(r) for r in connection.execute(text("SELECT number, title, author, text_sha FROM story"))
    }
    noted = {
        tuple(r) for r in connection.execute(text("SELECT number, title, author, text_sha FROM searched"))
    }
    held = [
        {r[0] for r in connection.execute(text(f"SELECT id FROM {name}_docsize"))}  # noqa: S608 - our own names
        for name in ("search_name", "search_text")
    ]
    numbers = {row[0] for row in stories}
    outdated = {row[0] for row in stories ^ noted}
    found = [f"search index: story #{n} is out of date" for n in sorted(outdated, key=str)]
    for ids in held:
        found += [f"search index: story #{n} is missing or left over" for n in sorted(ids ^ numbers, key=str)]
    for name in ("search_name", "search_text"):
        try:
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('integrity-check')"))  # noqa: S608
        except DatabaseError as error:
            # The question is worded as a change; a file that may not be written is not damaged by that.
            if "malformed" in str(error.orig):
                found.append(f"search index: {name} is damaged")
    return found


def _take_out(connection: Connection, number: int) -> None:
    old = connection.execute(text(_OLD), {"n": number}).first()
    if old is None:
        return
    connection.execute(text(_TAKE_NAME), {"n": number, "title": folded(old[0]), "author": folded(old[1])})
    connection.execute(text(_TAKE_TEXT), {"n": number, "body": old[2]})
    connection.execute(text("DELETE FROM searched WHERE number = :n"), {"n": number})


def _put_in(connection: Connection, story: dict[str, Any]) -> None:
    values = {
        "n": story["number"],
        "title": story["title"],
        "author": story["author"],
        "sha": story["text_sha"],
    }
    names = {"n": story["number"], "title": folded(story["title"]), "author": folded(story["author"])}
    connection.execute(text(_PUT_NAME), names)
    connection.execute(text(_PUT_TEXT), values)
    connection.execute(text(_NOTE), values)
