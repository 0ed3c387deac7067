"""In which order people look for names and titles."""

import unicodedata
from functools import cache

_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
# Letters that are letters of their own, each group behind the first of it: in Spanish ñ comes after n.
_OWN = {
    "cs": "cč rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "et": "zžõäöü",
    "fi": "zåäö",
    "hr": "cčć dđ sš zž",
    "hu": "oö uü",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "aä cč oô sš zž",
    "sl": "cčć dđ sš zž",
    "sv": "zåäö",
    "tr": "cç gğ h\u0131 oö sş uü",
}
_BEHIND = "\uffff"  # sorts behind every letter


def alphabetic(text: str, language: str = "") -> str:
    """A key to sort by: letters with marks stand by those without, Ángel and Øystein by A and O.

    Only in a language in which they are letters of their own do they have a place of their own.
    """
    if text.isascii():
        return text.casefold()
    own = _own_letters(language.partition("-")[0].lower())
    small = unicodedata.normalize("NFC", text).lower().translate(own) if own else text
    apart = unicodedata.normalize("NFKD", small).translate(_PLAIN)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


@cache
def _own_letters(language: str) -> dict[int, str]:
    return {
        ord(letter): f"{group[0]}{_BEHIND}{place}"
        for group in _OWN.get(language, "").split()
        for place, letter in enumerate(group[1:])
    }
