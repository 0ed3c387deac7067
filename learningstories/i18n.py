"""Words of the interface, in the organiser's language, and of what is handed out, in the challenge's."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from learningstories.resources import resource_root

SOURCE = "en"


@dataclass(frozen=True, slots=True)
class _Words:
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
    return _words().catalogue.gettext(text)


def plural(one: str, many: str, count: int) -> str:
    """The translation of `one` or `many`, as the language wants for `count`."""
    return _words().catalogue.ngettext(one, many, count)


def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for, and that of the source."""
    folder = resource_root() / "i18n"
    names = {compiled.parents[1].name for compiled in folder.glob("*/LC_MESSAGES/learningstories.mo")}
    return (SOURCE, *sorted(name.replace("_", "-") for name in names - {SOURCE}))


def _words() -> _Words:
    return _spoken.get() or _Interface.words


def _catalogue(code: str) -> _gettext.NullTranslations | None:
    compiled = resource_root() / "i18n" / code / "LC_MESSAGES" / "learningstories.mo"
    if not compiled.is_file():
        return None
    with compiled.open("rb") as stream:
        return _gettext.GNUTranslations(stream)
