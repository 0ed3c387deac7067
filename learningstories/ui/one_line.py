"""Several facts on one line, in the order of the window's language whatever script each is in."""

from collections.abc import Iterable

from learningstories.i18n import RIGHT_TO_LEFT, language

_BETWEEN = " · "
_APART, _TOGETHER, _FROM_RIGHT = "\u2068", "\u2069", "\u200f"
_FROM_LEFT = "\u200e"


def in_one_line(facts: Iterable[str]) -> str:
    """As “Ada Lovelace · 415 words”; a name in Latin letters stays one fact among Arabic words."""
    if language() not in RIGHT_TO_LEFT:
        return _BETWEEN.join(facts)
    return _FROM_RIGHT + _BETWEEN.join(map(apart, facts))


def apart(name: str) -> str:
    """A name within a sentence that runs from right to left, so that it turns nothing round it."""
    return f"{_APART}{name}{_TOGETHER}" if language() in RIGHT_TO_LEFT else name


def led(sentence: str) -> str:
    """A sentence that may begin with somebody's words, in the direction of the window's language."""
    return (_FROM_RIGHT if language() in RIGHT_TO_LEFT else _FROM_LEFT) + sentence
