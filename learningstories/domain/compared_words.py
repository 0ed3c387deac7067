"""Texts as they are compared: words without case and punctuation, and runs of them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Accents that stand for themselves, and the vowel signs of scripts from Arabic to Sinhala, belong to a word.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    "\u0900-\u0963\u0966-\u0dff"
)
# Kana and ideographs, Thai and Lao, Burmese, Khmer: no spaces part the words, so each letter stands alone.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = re.compile(f"[{UNSPACED}]")
_SPECIAL = re.compile(f"[{_SIGNS}{UNSPACED}]")
_PLAIN_WORD = re.compile(r"[^\W_]+")  # takes half the time where nothing special is in the text
_WORD = re.compile(f"[{UNSPACED}]|(?:[^\\W_{UNSPACED}]+|[{_SIGNS}]+)+")
# Soft hyphens, joiners and marks of direction are not seen, and often lost on the way.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
RUN = 10  # how much makes a run: words count two, letters that stand alone one
_WORD_WEIGHT = 2
WORDS_IN_RUN = RUN // _WORD_WEIGHT


def compared_words(text: str) -> list[str]:
    """The words of a text in order; where no spaces part them, the letters."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    text = text.casefold()
    return (_WORD if _SPECIAL.search(text) else _PLAIN_WORD).findall(text)


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """The same with where each begins and ends in the text as it is."""
    return [(_folded(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each run of words begins and ends: five words, or ten letters that stand alone.

    One begins at every word that enough others follow; a shorter text is one run.
    """
    if len(words) >= WORDS_IN_RUN and not has_single_letters(words):
        return ((start, start + WORDS_IN_RUN) for start in range(len(words) - WORDS_IN_RUN + 1))
    return _weighed_runs(words)


def _weighed_runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    weights = [1 if _LETTER.match(word) else _WORD_WEIGHT for word in words]
    end = weight = 0
    for start in range(len(words)):
        while weight < RUN and end < len(words):
            weight += weights[end]
            end += 1
        if weight < RUN and start > 0:
            return
        yield start, end
        weight -= weights[start]


def has_single_letters(words: Sequence[str]) -> bool:
    """Whether any of the words is a letter of a script without spaces."""
    return _LETTER.search(" ".join(words)) is not None


def _folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()
