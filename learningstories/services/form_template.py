"""The headers of the form that goes out with a call for stories; its export is matched without a question."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from learningstories.domain.form import FormField
from learningstories.i18n import _, language, languages, speaking
from learningstories.services.form_synonyms import plain

TEMPLATE_HEADERS: Mapping[FormField, Callable[[], str]] = MappingProxyType(
    {
        FormField.TITLE: lambda: _("Title"),
        FormField.AUTHOR: lambda: _("Your name"),
        FormField.EMAIL: lambda: _("Your e-mail"),
        FormField.THEME: lambda: _("Theme"),
        FormField.LANGUAGE: lambda: _("Language"),
        FormField.TEXT: lambda: _("Your story"),
        FormField.CONSENT_READ: lambda: _("May reviewers read it?"),
        FormField.CONSENT_PRINT: lambda: _("May it be printed?"),
        FormField.CONSENT_WEB: lambda: _("May it be put on the web?"),
        FormField.CONSENT_STAGE: lambda: _("May it be told on stage?"),
        FormField.NAME_USE: lambda: _("How may your name be shown?"),
    }
)


def template_field(header: str) -> FormField | None:
    """What a column holds whose header is the template's own, in whatever language it went out."""
    return _fields(language()).get(plain(header))


@lru_cache(maxsize=16)
def _fields(first: str) -> Mapping[str, FormField]:
    found: dict[str, FormField] = {}
    for code in (first, *languages()):
        with speaking(code):
            for field, words in TEMPLATE_HEADERS.items():
                found.setdefault(plain(words()), field)
    return found
