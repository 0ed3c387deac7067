"""How well a few typed letters stand for some words, and which letters of these they are."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

MOST_TYPED = 200
_MOST_WORDS = 400
_SHORTEST_INSIDE = 3
_SHORTEST_MISTYPED = 4
_ALIKE = 75.0  # of 100: one letter of four may be wrong

Span = tuple[int, int]


class Fit(IntEnum):
    """How the letters stand for the words, the best first."""

    BEGINS = 0
    BEGINS_WORD = 1
    INSIDE = 2
    EACH_WORD = 3
    INITIALS = 4
    MISTYPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`spans` are the letters that match, by where they begin and end in the words as they are shown."""

    fit: Fit
    place: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """Words without accents and case: where each letter was in them, and where words begin."""

    text: str
    origin: tuple[int, ...]
    starts: tuple[int, ...]

    def hit(self, fit: Fit, places: Iterable[Span]) -> Hit:
        """A hit at these places of the folded text; neighbours are joined."""
        joined: list[Span] = []
        for begin, end in sorted(places):
            first, last = self.origin[begin], self.origin[end - 1] + 1
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return Hit(fit=fit, place=joined[0][0], spans=tuple(joined))


def match(typed: str, words: str) -> Hit | None:
    """How `typed` stands for `words`; None where it does not."""
    wanted, shown = _fold(" ".join(typed[:MOST_TYPED].split())).text, _fold(words[:_MOST_WORDS])
    if not wanted or not shown.text:
        return None
    return (
        _whole(wanted, shown) or _each(wanted, shown) or _initials(wanted, shown) or _mistyped(wanted, shown)
    )


def _fold(words: str) -> _Folded:
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(words):
        plain = letter if letter.isascii() else unicodedata.normalize("NFKD", letter)
        for part in plain.casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                origin.append(place)
    text = "".join(letters)
    starts = (at for at in range(len(text)) if text[at].isalnum() and not (at and text[at - 1].isalnum()))
    return _Folded(text, tuple(origin), tuple(starts))


def _whole(wanted: str, shown: _Folded) -> Hit | None:
    """All that was typed in one piece, best where a word begins."""
    inside = shown.text.find(wanted)
    if inside < 0:
        return None
    at = next((start for start in shown.starts if shown.text.startswith(wanted, start)), None)
    if at is None:
        return shown.hit(Fit.INSIDE, [(inside, inside + len(wanted))])
    fit = Fit.BEGINS if at == shown.starts[0] else Fit.BEGINS_WORD
    return shown.hit(fit, [(at, at + len(wanted))])


def _each(wanted: str, shown: _Folded) -> Hit | None:
    """Each typed word somewhere; very short ones where a word begins."""
    typed = wanted.split()
    places: list[Span] = []
    for word in typed:
        hit = next((at for at in shown.starts if shown.text.startswith(word, at)), -1)
        if hit < 0 and len(word) >= _SHORTEST_INSIDE:
            hit = shown.text.find(word)
        if hit < 0:
            return None
        places.append((hit, hit + len(word)))
    return shown.hit(Fit.EACH_WORD, places) if len(typed) > 1 else None


def _initials(wanted: str, shown: _Folded) -> Hit | None:
    """Each letter begins one of the words, in their order."""
    places: list[Span] = []
    starts = iter(shown.starts)
    for letter in wanted.replace(" ", ""):
        at = next((start for start in starts if shown.text[start] == letter), None)
        if at is None:
            return None
        places.append((at, at + 1))
    return shown.hit(Fit.INITIALS, places) if len(places) > 1 else None


def _mistyped(wanted: str, shown: _Folded) -> Hit | None:
    """Nearly what was typed: a letter missing, or two exchanged."""
    if len(wanted) < _SHORTEST_MISTYPED or len(shown.text) < len(wanted):
        return None
    found = fuzz.partial_ratio_alignment(wanted, shown.text, score_cutoff=_ALIKE)
    if found is None:
        return None
    begin = found.dest_start
    blocks = Indel.opcodes(wanted, shown.text[begin : found.dest_end])
    places = [(begin + b.dest_start, begin + b.dest_end) for b in blocks if b.tag == "equal"]
    return shown.hit(Fit.MISTYPED, places) if places else None
