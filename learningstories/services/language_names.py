"""Which language is meant by what people call it."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from learningstories.services.form_synonyms import plain

# People name a language in their own; the languages that forms are in come first, and win.
_FORMS_IN = ("en", "de", "fr", "es", "pt", "it", "nl")
_WRITTEN_IN = (
    *("ar", "bg", "ca", "cs", "da", "el", "et", "fa", "fi", "he", "hi", "hr", "hu", "id", "ja", "ko", "lt"),
    *("lv", "nb", "pl", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh"),
)
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_FURTHER = re.compile(r"\s*[(/,;]")


def language_code(named: str) -> str | None:
    """The code of a language that is named, or written by its code; "" for none, None if not understood."""
    line = named.strip()
    if not line:
        return ""
    code = _CODE.fullmatch(line)
    if code and code[1].lower() in _codes():
        return line.replace("_", "-")
    return _by_name().get(plain(_FURTHER.split(line)[0]))


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if code.isalpha())


@cache
def _by_name() -> Mapping[str, str]:
    found = {plain(Locale(code).get_language_name(code) or code): code for code in _WRITTEN_IN}
    for shown_in in reversed(_FORMS_IN):
        names = Locale(shown_in).languages.items()
        found.update({plain(name): str(code) for code, name in names if str(code).isalpha()})
    return found
