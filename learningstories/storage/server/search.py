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
# Each is one question for all three tables: others who write wait while one travels to the server and back.
_TAKE = text(
    """WITH names AS (DELETE FROM search_name WHERE number = ANY(:numbers)),
        texts AS (DELETE FROM search_text WHERE number = ANY(:numbers))
    DELETE FROM searched WHERE number = ANY(:numbers)"""
)
_PUT = text(
    """WITH names AS (INSERT INTO search_name
            VALUES (:n, :plain_title, :plain_author, CAST(:tg AS text[]), CAST(:ag AS text[]))),
        texts AS (INSERT INTO search_text VALUES (:n, array_to_tsvector(CAST(:words AS text[]))))
    INSERT INTO searched(number, title, author, text_sha) VALUES (:n, :title, :author, :sha)"""
)
_TEXTS = text("SELECT sha, markdown FROM text WHERE sha = ANY(CAST(:shas AS text[]))")


def take_out(connection: Connection, numbers: Sequence[int]) -> None:
    """Let the index not find these stories any more."""
    if numbers:
        connection.execute(_TAKE, {"numbers": list(numbers)})


def put_in(connection: Connection, stories: Sequence[Values]) -> None:
    """Let the index find these stories, and note what it holds of each."""
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        found = connection.execute(_TEXTS, {"shas": sorted({each["text_sha"] for each in some})})
        texts = {sha: words_of(markdown) for sha, markdown in found}
        connection.execute(_PUT, [_indexed(each, texts.get(each["text_sha"], [])) for each in some])


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


def _indexed(story: Values, words: Sequence[str]) -> Values:
    title, author = plain(story["title"]), plain(story["author"])
    return {
        "n": story["number"],
        "title": story["title"],
        "author": story["author"],
        "sha": story["text_sha"],
        "plain_title": title,
        "plain_author": author,
        "tg": grams(title),
        "ag": grams(author),
        "words": words,
    }
