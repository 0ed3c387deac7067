"""Finds in a text what tells who wrote it: the author's name and its parts, addresses, numbers, links."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LETTERS = r"[\w\u0300-\u036f]+"
_WORD = re.compile(rf"{_LETTERS}(?:['\u2019\u02bc]{_LETTERS})*")
_OWN = re.compile(r"['\u2019\u02bc]s$", re.IGNORECASE)
_JOINED = re.compile(r"[\s.\-\u2010-\u2012]{1,3}")  # what stands between the parts of one name
_HYPHEN = re.compile(r"[-\u2010-\u2012]")
_APOSTROPHE = re.compile(r"['\u2019\u02bc]")
# Letters that do not come apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_SHORTEST, _SHORTEST_SURE = 2, 3  # Jo and An are names, and are words
_SHORTEST_UNCASED = 2  # a name of one sign is any word
# Parts of names that are everyday words elsewhere; within a whole name they are replaced with it.
_COMMON = frozenset(
    """van von der den del della dos das the and bin ibn abu ben las los ter ten de di da du la le el al
    dr mr mrs miss sir""".split()  # noqa: SIM905 - a list of these would be a page long
)
_PATTERNS = (
    ("e-mail", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"]{3,500}", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\w.])\+\d[\d ()./-]{6,18}\d|(?<![\w.])0\d[\d ()/-]{6,16}\d(?!\w)")),
    ("handle", re.compile(r"(?<![\w@/])@[A-Za-z_]\w{2,30}")),
)
_NOT_TEXT = re.compile(r"media:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A place that tells who wrote it. `kind` is "author", "e-mail", "link", "phone" or "handle".

    It is not `sure` where the words may as well mean something else, as rose may.
    """

    start: int
    end: int
    kind: str
    sure: bool = True


def telling(text: str, author: str, email: str = "") -> list[Telling]:
    """The places in `text`, in their order, none within another."""
    found = [place for kind, pattern in _PATTERNS for place in _matches(kind, pattern, text)]
    found += _names(text, author)
    if email.strip():
        found += _matches("e-mail", re.compile(re.escape(email.strip()), re.IGNORECASE), text)
    kept = [(at.start(), at.end()) for at in _NOT_TEXT.finditer(text)]
    free = [each for each in found if not any(a < each.end and each.start < b for a, b in kept)]
    return _apart(free)


def fold(text: str) -> str:
    """The text as names are compared: without accents, capitals, apostrophes and special letters."""
    small = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).lower()
    plain = unicodedata.normalize("NFKD", small.translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_PLAIN)


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Telling]:
    return (Telling(start=at.start(), end=at.end(), kind=kind) for at in pattern.finditer(text))


def _names(text: str, author: str) -> Iterator[Telling]:
    parts = [part for part in re.split(r"[\s,;()\"]+", author.replace(".", " ")) if part]
    if not parts:
        return
    if fold(author) == author or not any(part[:1].isupper() for part in parts):
        yield from _uncased(text, author, parts)
    words = [_Word.of(at) for at in _WORD.finditer(text)]
    pieces = [piece for part in parts for piece in _HYPHEN.split(part) if piece]
    whole = [fold(piece) for piece in pieces]
    single = {fold(p) for p in pieces if len(p) >= _SHORTEST and fold(p) not in _COMMON}
    place = 0
    while place < len(words):
        run = words[place : place + len(whole)]
        if len(whole) > 1 and [word.folded for word in run] == whole and _run_together(text, run):
            yield Telling(start=run[0].start, end=run[-1].end, kind="author")
            place += len(whole)
        else:
            if words[place].folded in single:
                yield _compound(text, words, place)
            place += 1


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    small: bool

    @classmethod
    def of(cls, at: re.Match[str]) -> "_Word":
        bare = _OWN.sub("", at[0])
        return cls(at.start(), at.start() + len(bare), fold(bare), bare == bare.lower())


def _run_together(text: str, run: list[_Word]) -> bool:
    return all(_JOINED.fullmatch(text[first.end : second.start]) for first, second in pairwise(run))


def _compound(text: str, words: list[_Word], place: int) -> Telling:
    """The word, with what a hyphen joins it to: a double name tells as much as its half."""
    first = last = place
    while first and _HYPHEN.fullmatch(text[words[first - 1].end : words[first].start]):
        first -= 1
    while last + 1 < len(words) and _HYPHEN.fullmatch(text[words[last].end : words[last + 1].start]):
        last += 1
    sure = not words[place].small and len(words[place].folded) >= _SHORTEST_SURE
    return Telling(start=words[first].start, end=words[last].end, kind="author", sure=sure)


def _uncased(text: str, author: str, parts: list[str]) -> Iterator[Telling]:
    """Names in scripts without capitals, where words may stand together without a blank."""
    for name in {author.strip(), *parts}:
        if len(name) >= _SHORTEST_UNCASED and not name.isascii():
            yield from _matches("author", re.compile(re.escape(name)), text)


def _apart(found: list[Telling]) -> list[Telling]:
    """The longest first; what overlaps one that is kept is left out."""
    kept: list[Telling] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, not one.sure, one.start)):
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)
