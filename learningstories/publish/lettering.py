"""What letters need before they are set: their language and direction, and where a line may break."""

import re
import unicodedata
from functools import lru_cache

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ue000-\uf8ff\ufff9-\uffff"
    "\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_LONG_RUN = re.compile(r"\S{31,}")
_BREAK = "\u200b"
_BREAK_EVERY = 12
# perhaps a quotation mark, then a letter, and more of its word or a space after it
_FIRST_LETTER = re.compile("\\s*([\u201c\u2018\u00ab\u201e\"']?\\w)(?=[\\w\u2019'\\s])")
_LOOK_AT = 400  # characters that decide a block's language

# first word of the Unicode name -> (language to assume, languages that are written so)
_SCRIPTS: dict[str, tuple[str, frozenset[str]]] = {
    "ARABIC": ("ar", frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ku"})),
    "HEBREW": ("he", frozenset({"he", "yi"})),
    "DEVANAGARI": ("hi", frozenset({"hi", "mr", "ne", "sa", "kok", "mai"})),
    "BENGALI": ("bn", frozenset({"bn", "as"})),
    "GUJARATI": ("gu", frozenset({"gu"})),
    "GURMUKHI": ("pa", frozenset({"pa"})),
    "TAMIL": ("ta", frozenset({"ta"})),
    "TELUGU": ("te", frozenset({"te"})),
    "KANNADA": ("kn", frozenset({"kn"})),
    "MALAYALAM": ("ml", frozenset({"ml"})),
    "ORIYA": ("or", frozenset({"or"})),
    "SINHALA": ("si", frozenset({"si"})),
    "THAI": ("th", frozenset({"th"})),
    "LAO": ("lo", frozenset({"lo"})),
    "KHMER": ("km", frozenset({"km"})),
    "MYANMAR": ("my", frozenset({"my"})),
    "GEORGIAN": ("ka", frozenset({"ka"})),
    "ARMENIAN": ("hy", frozenset({"hy"})),
    "ETHIOPIC": ("am", frozenset({"am", "ti"})),
    "GREEK": ("el", frozenset({"el"})),
    "CYRILLIC": ("ru", frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"})),
    "HIRAGANA": ("ja", frozenset({"ja"})),
    "KATAKANA": ("ja", frozenset({"ja"})),
    "HANGUL": ("ko", frozenset({"ko"})),
    "CJK": ("zh", frozenset({"zh", "ja", "ko"})),
}
_WITHOUT_SPACES = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"})
_NOT_LATIN = frozenset().union(*(languages for _first, languages in _SCRIPTS.values())) - {"sr", "ku"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug", "he", "yi"})
WITH_CAPITALS = frozenset({"LATIN", "GREEK", "CYRILLIC"})


def clean(text: str) -> str:
    """`text` in composed form without characters that have no shape or would turn the line around."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


def one_line(text: str) -> str:
    """`text` cleaned, with each run of white space as one space, and breakable."""
    return breakable(_SPACES.sub(" ", clean(text)))


def breakable(text: str) -> str:
    """`text` with invisible places to break in words too long for a line."""
    return _LONG_RUN.sub(lambda found: _with_breaks(found.group()), text)


def _with_breaks(run: str) -> str:
    if any(script_of(character) in _WITHOUT_SPACES for character in run[:60]):
        return run
    pieces: list[str] = []
    since = 0
    for character in run:
        if since >= _BREAK_EVERY and not unicodedata.category(character).startswith("M"):
            pieces.append(_BREAK)
            since = 0
        pieces.append(character)
        since += 1
    return "".join(pieces)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script as the first word of the character's Unicode name, such as LATIN; "" without one."""
    if not unicodedata.category(character).startswith("L"):
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


def language_of(text: str, expected: str) -> str:
    """The language of `text`: `expected` (a two or three letter code) unless its letters rule that out."""
    start = text[:_LOOK_AT]
    scripts = {script_of(character): None for character in start}
    scripts.pop("", None)
    if not scripts:
        return expected
    first = next(iter(scripts))
    if first == "CJK" and ("HIRAGANA" in scripts or "KATAKANA" in scripts):
        return "ja"
    if first in _SCRIPTS:
        assumed, possible = _SCRIPTS[first]
        return expected if expected in possible else assumed
    return "en" if first == "LATIN" and expected in _NOT_LATIN else expected


def reads_from_right(language: str) -> bool:
    """Whether text in `language` runs from right to left."""
    return language in _RIGHT_TO_LEFT


def first_language(tag: str) -> tuple[str, str]:
    """The language and region of a BCP 47 tag in the typesetter's form; an unknown one counts as English."""
    parts = tag.replace("_", "-").split("-")
    language = parts[0].lower()
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return "en", ""
    regions = [part.upper() for part in parts[1:] if re.fullmatch(r"[A-Za-z]{2}", part)]
    return language, regions[0] if regions else ""


def drop_cap(text: str) -> tuple[str, str] | None:
    """`text` cut after its first letter, with an opening quotation mark kept to it; None if it has none."""
    found = _FIRST_LETTER.match(text)
    if not found or script_of(found.group(1)[-1]) not in WITH_CAPITALS:
        return None
    return found.group(1), text[found.end() :]
