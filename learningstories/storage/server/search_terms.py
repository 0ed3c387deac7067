"""What titles, authors and texts are found by on a server: any three letters of a name, words of a text."""

import re
from collections.abc import Mapping
from typing import Any

from learningstories.storage.search_words import folded

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_GRAM = 3
_LONGEST = 100  # letters of a word that tell it from others
_MOST_BYTES = 900_000  # the server keeps no more than a million of one text


def plain(words: str) -> str:
    """Small letters without accents."""
    return folded(words.lower())


def grams(words: str) -> list[str]:
    """Each three letters that follow each other; NUL, which no text there holds, is none."""
    return sorted({words[start : start + _GRAM] for start in range(len(words) - _GRAM + 1)})


def words_of(text: str) -> list[str]:
    """The different words of a text, as many as the server keeps."""
    found, room = [], _MOST_BYTES
    for word in sorted({each[:_LONGEST] for each in _WORD.findall(plain(text))}):
        room -= len(word.encode()) + 8
        if room < 0:
            break
        found.append(word)
    return found


def name_values(asked: str) -> Mapping[str, Any]:
    """What `search_name` is asked: a part of a title or author, given in quotes."""
    part = plain(_unquoted(asked))
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {"grams": grams(part), "part": f"%{escaped}%"}


def text_values(asked: str) -> Mapping[str, Any]:
    """What `search_text` is asked: words in quotes, each the beginning of one that is there."""
    terms = []
    for quoted in _QUOTED.finditer(asked):
        *whole, begun = [word[:_LONGEST] for word in _WORD.findall(plain(_unquoted(quoted[0])))] or [""]
        terms += [f"'{word}'" for word in whole] + ([f"'{begun}':*"] if begun else [])
    return {"words": " & ".join(terms)}


def _unquoted(asked: str) -> str:
    return asked[1:-1].replace('""', '"')
