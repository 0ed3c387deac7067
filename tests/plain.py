"""Words as they look: without the marks that keep names and titles in their own direction."""

_MARKS = str.maketrans("", "", "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}")


def plain(words: str) -> str:
    """The same without the marks."""
    return words.translate(_MARKS)
