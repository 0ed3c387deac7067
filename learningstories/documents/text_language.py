"""Which language a text is in."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]  # it has no types

_FEWEST_LETTERS = 60
_MOST_LETTERS = 320  # from the start and from the middle; more take time and tell nothing new
_SURE_FROM = 0.9
_NO_WORDS = re.compile(r"\]\([^)]*\)|https?://\S+|[\W\d_]+")


def language_of(markdown: str) -> str:
    """The ISO 639-1 code of a text's language; empty where the text is too short or too mixed to say."""
    plain = _some(markdown)
    if len(plain) < _FEWEST_LETTERS:
        return ""
    code, probability = _identifier().classify(plain)
    return str(code) if probability >= _SURE_FROM else ""


def _some(markdown: str) -> str:
    half = _MOST_LETTERS // 2
    middle = max(2 * half, len(markdown) // 2)
    parts = (markdown[: 2 * half], markdown[middle : middle + 2 * half])
    return " ".join(_NO_WORDS.sub(" ", part)[:half].strip() for part in parts).strip()


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.1 s, and NumPy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
