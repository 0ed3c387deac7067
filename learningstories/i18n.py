"""Words of the interface, in the organiser's language, and of what is handed out, in the challenge's."""

import gettext as _gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter
from typing import Any, NamedTuple

from learningstories.resources import resource_root

SOURCE = "en"
RIGHT_TO_LEFT = frozenset({"ar"})  # of the languages that there are catalogues for
_NO_LANGUAGE = ("", "C", "POSIX")


# These are named tuples, since a dataclass takes too long to make before the first paint.
class _Numerals(NamedTuple):
    """How a language parts thousands and decimals; shorter numbers than `least` digits are not parted."""

    group: str
    decimal: str
    least: int = 4


_AS_ENGLISH = _Numerals(",", ".")
_NUMERALS = {"de": _Numerals(".", ","), "es": _Numerals(".", ",", 5)}  # Arabic words have our own digits


class _Words(NamedTuple):
    language: str
    catalogue: _gettext.NullTranslations


class _Interface:
    words = _Words(SOURCE, _gettext.NullTranslations())


# What is made for others may be worded otherwise than the window, at the same time.
_spoken: ContextVar[_Words | None] = ContextVar("spoken", default=None)


def use_language(code: str) -> None:
    """Translate from now on; an unknown language leaves the English of the source."""
    _Interface.words = _Words(code, _catalogue(code) or _gettext.NullTranslations())


@contextmanager
def speaking(code: str) -> Iterator[str]:
    """Within it, words are those of the language `code` (BCP 47) on this thread.

    Gives the language that they are really in: English, where there is no catalogue for `code`.
    """
    main = code.replace("_", "-").partition("-")[0].lower()
    found = ((name, _catalogue(name)) for name in (code.replace("-", "_"), main) if name.isidentifier())
    words = next((_Words(name.replace("_", "-"), made) for name, made in found if made), None)
    token = _spoken.set(words or _Words(SOURCE, _gettext.NullTranslations()))
    try:
        yield language()
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language that words are told in, as an ISO 639-1 code."""
    return _words().language


def _(text: str) -> str:
    """The translation of `text`."""
    return _filling(_words().catalogue.gettext(text))


def in_context(context: str, text: str) -> str:
    """The translation of a word that means something else elsewhere; `context` says what it is here."""
    return _filling(_words().catalogue.pgettext(context, text))


def numeral(value: float, form: str = ",") -> str:
    """A number as the language writes it; `form` as in format(): thousands are parted unless it is given."""
    return _as_written(format(value, form), _numerals())


def plural(one: str, many: str, count: int) -> str:
    """The translation of `one` or `many`, as the language wants for `count`."""
    return _filling(_words().catalogue.ngettext(one, many, count))


def quoted(text: str) -> str:
    """Somebody's words, in the quotation marks of the language."""
    return _("“{text}”").format(text=text)


def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for, and that of the source."""
    folder = resource_root() / "i18n"
    names = {compiled.parents[1].name for compiled in folder.glob("*/LC_MESSAGES/learningstories.mo")}
    return (SOURCE, *sorted(name.replace("_", "-") for name in names - {SOURCE}))


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence with the language's commas between them."""
    return (", " if _words().language not in RIGHT_TO_LEFT else "، ").join(parts)


def listed_apart(parts: Iterable[str]) -> str:
    """Parts that have commas of their own, with semicolons between them."""
    return ("; " if _words().language not in RIGHT_TO_LEFT else "؛ ").join(parts)


def spoken_of(wanted: Iterable[str]) -> str:
    """The first of the languages somebody wants (such as "de-AT") that there are words in, or English."""
    known = {name.lower(): name for name in languages()}
    for code in wanted:
        whole = code.replace("_", "-").lower()
        found = known.get(whole) or known.get(whole.partition("-")[0])
        if found:
            return found
    return SOURCE


def terminal_language(variables: Mapping[str, str]) -> str:
    """The language that a terminal's environment asks for, by the rules of gettext."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((variables[name] for name in names if variables.get(name)), "").partition(".")[0]
    if locale in _NO_LANGUAGE:
        return SOURCE
    return spoken_of([*variables.get("LANGUAGE", "").split(":"), locale.partition("@")[0]])


class _Filling(str):
    """Words that write the numbers filled into them as their language does: "{score:.2f}" becomes 3,14."""

    __slots__ = ()

    def format(self, *given: object, **named: object) -> str:
        """As ever, but for the numbers."""
        return _FORMATTER.vformat(self, given, named)

    def format_map(self, mapping: Mapping[str, object]) -> str:  # type: ignore[override]  # other names
        """As ever, but for the numbers."""
        return _FORMATTER.vformat(self, (), mapping)


class _NumberFormatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        is_number = isinstance(value, int | float) and format_spec
        return _as_written(text, _numerals()) if is_number else text


_FORMATTER = _NumberFormatter()


def _filling(words: str) -> str:
    """Words with numbers in a form of their own; the others, and all in English, are as quick as ever."""
    return _Filling(words) if ":" in words and "{" in words and _numerals() is not _AS_ENGLISH else words


def _numerals() -> _Numerals:
    return _NUMERALS.get(language().partition("-")[0], _AS_ENGLISH)


def _as_written(text: str, numerals: _Numerals) -> str:
    if numerals is _AS_ENGLISH:
        return text
    whole, point, rest = text.partition(".")
    if sum(letter.isdigit() for letter in whole) < numerals.least:
        whole = whole.replace(",", "")
    return whole.replace(",", numerals.group) + (numerals.decimal if point else "") + rest


def _words() -> _Words:
    return _spoken.get() or _Interface.words


def _catalogue(code: str) -> _gettext.NullTranslations | None:
    compiled = resource_root() / "i18n" / code / "LC_MESSAGES" / "learningstories.mo"
    if not compiled.is_file():
        return None
    with compiled.open("rb") as stream:
        return _gettext.GNUTranslations(stream)
