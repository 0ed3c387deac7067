"""The search index on a server; what it holds is told in `search_terms`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from learningstories.services.server_address import SCHEMA
from learningstories.storage.server.search_terms import grams, plain, words_of

Values = dict[str, Any]
_AT_ONCE = 200  # texts
CREATE = (
    f"""CREATE TABLE {SCHEMA}.search_name (number bigint PRIMARY KEY, title text COLLATE "C" NOT NULL,
        author text COLLATE "C" NOT NULL, title_grams text[] COLLATE "C" NOT NULL,
        author_grams text[] COLLATE "C" NOT NULL)""",
    f"CREATE TABLE {SCHEMA}.search_text (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    f"CREATE INDEX ix_search_name_title ON {SCHEMA}.search_name USING gin (title_grams)",
    f"CREATE INDEX ix_search_name_author ON {SCHEMA}.search_name USING gin (author_grams)",
    f"CREATE INDEX ix_search_text_words ON {SCHEMA}.search_text USING gin (words)",
)
TABLES = ("search_name", "search_text")
_PUT_NAME = text(
    "INSERT INTO search_name VALUES (:n, :title, :author, CAST(:tg AS text[]), CAST(:ag AS text[]))"
)
_PUT_TEXT = text("INSERT INTO search_text VALUES (:n, array_to_tsvector(CAST(:words AS text[])))")
_NOTE = text("INSERT INTO searched(number, title, author, text_sha) VALUES (:n, :title, :author, :sha)")
_TEXTS = text("SELECT sha, markdown FROM text WHERE sha = ANY(CAST(:shas AS text[]))")


def take_out(connection: Connection, numbers: Sequence[int]) -> None:
    """Let the index not find these stories any more."""
    for table in (*TABLES, "searched") if numbers else ():
        statement = text(f"DELETE FROM {table} WHERE number = ANY(:numbers)")  # noqa: S608 - our own names
        connection.execute(statement, {"numbers": list(numbers)})


def put_in(connection: Connection, stories: Sequence[Values]) -> None:
    """Let the index find these stories, and note what it holds of each."""
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        found = connection.execute(_TEXTS, {"shas": sorted({each["text_sha"] for each in some})})
        texts = {sha: words_of(markdown) for sha, markdown in found}
        connection.execute(_PUT_NAME, [_name(each) for each in some])
        bodies = [{"n": each["number"], "words": texts.get(each["text_sha"], [])} for each in some]
        connection.execute(_PUT_TEXT, bodies)
        notes = [
            {"n": s["number"], "title": s["title"], "author": s["author"], "sha": s["text_sha"]} for s in some
        ]
        connection.execute(_NOTE, notes)


def faults(connection: Connection) -> list[str]:
    """Stories that the index finds by something else than they say."""
    rows = connection.execute(
        text("""SELECT n.number, n.title, n.author, s.title, s.author, t.markdown, x.words = y.words
            FROM story s JOIN search_name n ON n.number = s.number JOIN text t ON t.sha = s.text_sha
            JOIN search_text x ON x.number = s.number,
            LATERAL (SELECT x.words) y""")
    )
    wrong = [row[0] for row in rows if row[1:3] != (plain(row[3]), plain(row[4]))]
    return [f"search index: story #{number} is out of date" for number in sorted(wrong)]


def _name(story: Values) -> Values:
    title, author = plain(story["title"]), plain(story["author"])
    return {"n": story["number"], "title": title, "author": author, "tg": grams(title), "ag": grams(author)}
