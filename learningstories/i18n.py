"""Words of the interface, in the organiser's language."""

import gettext as _gettext

from learningstories.resources import resource_root


class _Words:
    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str) -> None:
    """Translate from now on; an unknown language leaves the English of the source."""
    _Words.language = code
    compiled = resource_root() / "i18n" / code / "LC_MESSAGES" / "learningstories.mo"
    if compiled.is_file():
        with compiled.open("rb") as stream:
            _Words.catalogue = _gettext.GNUTranslations(stream)
    else:
        _Words.catalogue = _gettext.NullTranslations()


def language() -> str:
    """The language that words are told in, as an ISO 639-1 code."""
    return _Words.language


def _(text: str) -> str:
    """The translation of `text`."""
    return _Words.catalogue.gettext(text)


def plural(one: str, many: str, count: int) -> str:
    """The translation of `one` or `many`, as the language wants for `count`."""
    return _Words.catalogue.ngettext(one, many, count)
