"""The short codes on printed ballots: each names a pack and a story of it, and shows when it is mistyped."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from learningstories.domain.pack import Pack, PackedStory, PackId
from learningstories.domain.story import StoryId

# Nothing that looks like another: no 0 and O, no 1, I and L, no 2 and Z, no U beside V. A prime number of
# them, so that the check letter tells any one wrong letter and any two that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
LENGTH = 6
_DRAWN = LENGTH - 1
_BASE = len(ALPHABET)
_HALF = LENGTH // 2
_MOST_DIGITS = 2
_BETWEEN = frozenset(" -‐‑–—_.\u00a0")  # noqa: RUF001 - what may be typed between the halves  # fmt: skip


class CodeFault(StrEnum):
    """Why what was typed names no ballot."""

    NONE = "none"
    SHORT = "short"
    FOREIGN = "foreign"
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """The place on paper where one reviewer answers about one story."""

    pack: Pack
    story: PackedStory


def ballot_code(pack: PackId, story: StoryId) -> str:
    """The code, the same wherever it is worked out."""
    drawn = int.from_bytes(sha256(pack.bytes + story.bytes).digest()[:8], "big")
    digits = []
    for _place in range(_DRAWN):
        drawn, digit = divmod(drawn, _BASE)
        digits.append(digit)
    return "".join(ALPHABET[digit] for digit in (*digits, _check(digits)))


def told_code(code: str) -> str:
    """The code in two halves, as it is printed."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def typed_code(text: str) -> str:
    """What was typed, as codes are written: in capitals, with nothing between."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter not in _BETWEEN)


def is_sound(code: str) -> bool:
    """Whether the check letter is the one that goes with the others."""
    digits = [ALPHABET.find(letter) for letter in code]
    return len(digits) == LENGTH and min(digits) >= 0 and digits[-1] == _check(digits[:-1])


def _check(digits: Sequence[int]) -> int:
    return sum(place * digit for place, digit in enumerate(digits, start=1)) % _BASE


def _fault(code: str) -> CodeFault | None:
    """What is wrong with a code by itself."""
    if not code:
        return CodeFault.NONE
    if any(letter not in ALPHABET for letter in code) or len(code) > LENGTH:
        return CodeFault.FOREIGN
    if len(code) < LENGTH:
        return CodeFault.SHORT
    return None if is_sound(code) else CodeFault.MISTYPED


class BallotCodes:
    """All ballots of a challenge's packs, by their codes."""

    def __init__(self, packs: Iterable[Pack] = ()) -> None:
        self._ballots: dict[str, list[Ballot]] = {}
        for pack in packs:
            self.add(pack)

    def add(self, pack: Pack) -> None:
        """Know the ballots of one more pack."""
        for story in pack.stories:
            code = ballot_code(pack.id, story.story_id)
            self._ballots.setdefault(code, []).append(Ballot(pack=pack, story=story))

    def find(self, text: str) -> Ballot | CodeFault:
        """The ballot whose code was typed, or why there is none."""
        code = typed_code(text)
        fault = _fault(code)
        if fault is not None:
            return fault
        found = self._ballots.get(code, [])
        if len(found) == 1:
            return found[0]
        return CodeFault.SEVERAL if found else CodeFault.UNKNOWN

    def are_free(self, pack: PackId, stories: Iterable[StoryId]) -> bool:
        """Whether no other ballot has one of the codes that these would get."""
        codes = [ballot_code(pack, story) for story in stories]
        return self._ballots.keys().isdisjoint(codes) and len(set(codes)) == len(codes)


def read_value(text: str, scale: Sequence[str]) -> int | None:
    """The point that was written, as its number ("4", "4/5") or in its words; None if there is none."""
    plain = _plain(text)
    by_words: Mapping[str, int] = {_plain(words): point for point, words in enumerate(scale, start=1)}
    if plain in by_words:
        return by_words[plain]
    point, stroke, points = (part.strip() for part in plain.partition("/"))
    if stroke and _number(points) != len(scale):
        return None
    found = _number(point)
    return found if found is not None and 1 <= found <= len(scale) else None


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None
