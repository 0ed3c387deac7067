"""What can be answered on paper and in the words of a mail: by it both are printed, typed and read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learningstories.domain.challenge import Challenge, Criterion
from learningstories.i18n import _, speaking
from learningstories.services.ballots import read_value
from learningstories.services.naming import fold

ASIDE = ("aside", "step aside", "i step aside", "stepping aside", "stepped aside")
NONE = 0  # no answer to a criterion
_BLANK = frozenset(("", "-", "–", "—", "?", "0"))  # noqa: RUF001 - dashes of every length mean none
_BETWEEN = re.compile(r"[,;،؛、，；]")  # noqa: RUF001 - commas of all scripts
_LAST = re.compile(r"[\s:=](?P<point>\d{1,2}|[-–—?])$")  # noqa: RUF001 - at the end of what is named
_BARE, _SPACE = re.compile(r"\d{1,2}(?:\s{1,3}(?:\d{1,2}|[-?])){1,9}"), re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandForm:
    """The scale, the further criteria, and the words by which a reviewer steps aside from a story."""

    scale: tuple[str, ...]
    criteria: tuple[Criterion, ...] = ()
    aside: tuple[str, ...] = ASIDE

    def is_aside(self, text: str) -> bool:
        """Whether what was typed as the value says that the reviewer steps aside."""
        return _plain(text) in self.aside

    def value(self, text: str) -> int | None:
        """The point of the scale that was typed."""
        return read_value(text, self.scale)

    def point(self, place: int, text: str) -> int | None:
        """The answer to one criterion: `NONE` where nothing was typed, None where it is off its scale."""
        plain = text.strip()
        return NONE if plain in _BLANK else read_value(plain, self.criteria[place].scale)

    def points(self, texts: Sequence[str]) -> tuple[int, ...] | None:
        """The answers to the criteria in their order; None where one is off its scale or too many."""
        if any(text.strip() for text in texts[len(self.criteria) :]):
            return None
        written = [*texts, *("" for _each in self.criteria)][: len(self.criteria)]
        found = [self.point(place, text) for place, text in enumerate(written)]
        return told([point for point in found if point is not None]) if None not in found else None

    def bracketed(self, text: str) -> tuple[int, ...] | None:
        """What brackets say of the criteria, in their order or by their names; None for other words.

        Raises `ValueError` where they give points, but one is off its scale, or it is not clear for what.
        """
        between = _SPACE if _BARE.fullmatch(text.strip()) else _BETWEEN
        pieces = [piece.strip() for piece in between.split(text.strip())]
        if not all(self._gives_point(place, piece) for place, piece in enumerate(pieces)):
            return None
        found = [NONE] * len(self.criteria)
        for there, written in self._meant(pieces):
            point = self.point(there, written)
            if point is None:
                raise ValueError(text)
            found[there] = point
        return told(found)

    def _gives_point(self, place: int, piece: str) -> bool:
        by_words = place < len(self.criteria) and self.point(place, piece) is not None
        return by_words or piece in _BLANK or piece.isdecimal() or _named(piece) is not None

    def _meant(self, pieces: Sequence[str]) -> list[tuple[int, str]]:
        """Which criterion each piece is about, and its point as it is written; raises `ValueError`."""
        meant = [self._named(place, piece) for place, piece in enumerate(pieces)]
        left = set(range(len(self.criteria))) - {place for place, _written in meant}
        if len(pieces) == len(self.criteria) and len(left) == 1:
            # All but one are known: what that one is called does not matter.
            meant = [(min(left) if place is None else place, written) for place, written in meant]
        known = [(place, written) for place, written in meant if place is not None]
        if len({place for place, _written in known}) != len(pieces):
            raise ValueError(pieces)
        return known

    def _named(self, place: int, piece: str) -> tuple[int | None, str]:
        named = _named(piece)
        here = place if place < len(self.criteria) else None
        if named is None or (here is not None and self.point(here, piece) is not None):
            return here, piece
        words = set(_words(named[0]))
        meant = [at for at, each in enumerate(self.criteria) if words <= set(_words(each.question))]
        return (meant[0] if len(meant) == 1 else None), named[1]


def _named(piece: str) -> tuple[str, str] | None:
    """What is named, and its point; None where nothing is named."""
    last = _LAST.search(piece)
    name = piece[: last.start()] if last else ""
    return (name, last["point"]) if last and any(map(str.isalpha, name)) else None


def hand_form(challenge: Challenge) -> HandForm:
    """The form for a challenge: stepping aside is understood in its language, in ours, and in English."""
    with speaking(challenge.language):
        told_there = [*_aside_words()]
    words = dict.fromkeys(_plain(each) for each in (*ASIDE, *told_there, *_aside_words()))
    return HandForm(scale=challenge.scale, criteria=challenge.criteria, aside=tuple(words))


def aside_word() -> str:
    """What is typed, and written, instead of a value."""
    return _("step aside")


def told(points: Sequence[int]) -> tuple[int, ...]:
    """The answers to the criteria as they are kept: none at all where none was given."""
    return tuple(points) if any(points) else ()


def _aside_words() -> Iterator[str]:
    yield aside_word()
    yield _("aside")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
