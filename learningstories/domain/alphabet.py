"""In which order people look for names and titles."""

import unicodedata

_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)


def alphabetic(text: str) -> str:
    """A key to sort by: letters with marks stand by those without, Ángel and Øystein by A and O."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
