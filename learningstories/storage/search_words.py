"""What a person types into the search field, made a question to the index; kept light like the lists."""

import re
import unicodedata
from typing import Any

# Accents of Latin, Greek and Cyrillic letters, and the vowel signs of Arabic, which most people leave out.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670]")
# Kana and ideographs, Thai and Lao, Burmese, Khmer: scripts without spaces between words.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
_NUMBER = re.compile("#[0-9]{1,9}")
_LONGEST = 200
_SHORTEST_TRIGRAM = 3
_SHORTEST_WORD = 2


def folded(words: str) -> str:
    """Letters without accents, as the index of titles and authors has them, so that "Jose" finds "José"."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", words)))


def numbers(typed: str) -> tuple[str, dict[str, Any]]:
    """A statement that gives numbers of stories, some twice, and its values; none where nothing was typed.

    Finds a story by its number after #, by what was typed anywhere in its title or author, or
    by a text that has each of the words as the beginning of one of its own.
    """
    words = cleaned(typed)
    if not words:
        return "", {}
    if _NUMBER.fullmatch(words):
        return "SELECT number FROM standing WHERE number = :number", {"number": int(words[1:])}
    (by_name, name), (by_text, body) = _in_names(words), _in_texts(words)
    return " UNION ALL ".join(way for way in (by_name, by_text) if way), {**name, **body}


def cleaned(typed: str) -> str:
    """What was typed, without what cannot be in anything that is searched: NUL and half a character."""
    text = typed[:_LONGEST].replace("\x00", " ").encode("utf-8", "ignore").decode()
    return " ".join(text.split())


def where_named(words: str) -> tuple[str, dict[str, Any]]:
    """The condition on a story `s` whose title or author has each of the cleaned words; or its number."""
    if _NUMBER.fullmatch(words):
        return "s.number = :number", {"number": int(words[1:])}
    if _NUMBER.fullmatch(f"#{words}"):
        way, given = _has_in_name(words, 0)
        return f"s.number = :number OR {way}", {**given, "number": int(words)}
    ways = [_has_in_name(word, place) for place, word in enumerate(words.split())]
    return " AND ".join(f"({way})" for way, _given in ways), {
        name: value for _way, given in ways for name, value in given.items()
    }


def _has_in_name(word: str, place: int) -> tuple[str, dict[str, str]]:
    """The condition for one word; `place` keeps its values apart from those of others."""
    if len(folded(word)) >= _SHORTEST_TRIGRAM:
        way, given = _in_names(word, place)
        return f"s.number IN ({way})", given
    # Enough are soon found; all would take long.
    return _like("s", place), {f"part{place}": _part(word)}


def _in_names(words: str, place: int = 0) -> tuple[str, dict[str, str]]:
    plain = folded(words)
    if len(plain) >= _SHORTEST_TRIGRAM:
        way = f"SELECT rowid AS number FROM search_name WHERE search_name MATCH :name{place}"  # noqa: S608 - our own words
        return way, {f"name{place}": _quoted(plain)}
    way = f"SELECT n.number FROM searched n WHERE {_like('n', place)}"  # noqa: S608 - our own words
    return way, {f"part{place}": _part(words)}


def _like(table: str, place: int) -> str:
    return " OR ".join(f"{table}.{name} LIKE :part{place} ESCAPE '\\'" for name in ("title", "author"))


def _part(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _in_texts(words: str) -> tuple[str, dict[str, str]]:
    if _UNSPACED.search(words):
        way = """SELECT n.number FROM searched n JOIN text t ON t.sha = n.text_sha
            WHERE instr(t.markdown, :words) > 0"""
        return way, {"words": words}
    # What has no letter or digit is no word to the index; it would find nothing.
    real = [word for word in words.split() if any(map(str.isalnum, word))]
    if not real or len("".join(real)) < _SHORTEST_WORD:
        return "", {}
    way = "SELECT rowid AS number FROM search_text WHERE search_text MATCH :text"
    return way, {"text": " ".join(f"{_quoted(word)}*" for word in real)}


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
