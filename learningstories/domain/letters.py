"""Letters as they are compared, here and in the database alike."""

from string import ascii_lowercase, ascii_uppercase

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def small_letters(text: str) -> str:
    """The text with A to Z made small and no other letter, which is what the database can do as well."""
    return text.translate(_SMALL)
