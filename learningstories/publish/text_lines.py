"""Breaks plain text into lines by the columns that it takes in a mail or a terminal."""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

_WIDE = frozenset({"W", "F"})
_SHAPELESS = frozenset({"Mn", "Me", "Cf"})
_OPENING, _CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf", "Po"})
_UNBROKEN = "\N{NO-BREAK SPACE}"


def text_width(text: str) -> int:
    """How many columns the text takes."""
    return sum(map(_width, text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; a word that is longer has a line to itself."""
    lines: list[str] = []
    line, taken = "", 0
    for piece in _pieces(text.strip(" ")):
        if line and taken + text_width(piece.rstrip(" ")) > width:
            lines.append(line)
            line, taken = "", 0
        line, taken = line + piece, taken + text_width(piece)
    return [each.replace(_UNBROKEN, " ").rstrip(" ") for each in (*lines, line)]


def _pieces(text: str) -> Iterator[str]:
    """What a line is never broken within: a word with the spaces after it, or a wide letter."""
    piece = ""
    for letter in text:
        if piece and _may_break(piece[-1], letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or category(after) in _SHAPELESS:
        return False
    if before == " ":
        return True
    wide = _width(before) > 1 or _width(after) > 1
    return wide and category(before) not in _OPENING and category(after) not in _CLOSING


def _width(letter: str) -> int:
    if category(letter) in _SHAPELESS:
        return 0
    return 2 if east_asian_width(letter) in _WIDE else 1
