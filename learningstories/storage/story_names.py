"""Finds stories by a few letters of their titles and authors, while somebody types."""

from typing import Any

from learningstories.services.story_query import StoryName
from learningstories.storage.search_words import cleaned, where_named

_BEGIN = "s.title >= :first AND s.title < :behind"  # the index of titles has them in order
_LAST = chr(0x10FFFF)
_FIELDS = "SELECT s.number, s.title, s.author FROM story s"


def named(read: Any, typed: str, limit: int) -> list[StoryName]:
    """At most `limit` stories: those whose titles begin so, and some that have the words anywhere."""
    words = cleaned(typed)
    if not words:
        return []
    where, given = where_named(words)
    begin = f"{_FIELDS} WHERE {_BEGIN} LIMIT :most"
    anywhere = f"{_FIELDS} WHERE {where} LIMIT :most"
    sql = f"SELECT * FROM ({begin}) f UNION SELECT * FROM ({anywhere}) g LIMIT :most * 2"  # noqa: S608 - our own words
    rows = read(sql, {**given, "first": words, "behind": words + _LAST, "most": limit // 2}).fetchall()
    return [StoryName(number=number, title=title, author=author) for number, title, author in rows]
