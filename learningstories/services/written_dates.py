"""Moments as they are written out for people outside, in the challenge's language."""

from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from learningstories.domain.deadline import zone_of

_PLAIN_ENGLISH = "EEEE d MMMM y"
_UNPARTED = frozenset({"zh", "ja", "ko"})  # a day and its time need no comma


def locale_of(language: str) -> Locale:
    """The customs of a language (BCP 47); those of Britain for plain English and what nobody knows."""
    try:
        locale = Locale.parse(language.strip(), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en", "GB")
    return locale if str(locale) != "en" else Locale("en", "GB")


def written_day(day: date, language: str) -> str:
    """A day: “Friday 12 April 2013”."""
    locale = locale_of(language)
    form = _PLAIN_ENGLISH if str(locale) == "en_GB" else "full"
    return format_date(day, form, locale=locale)


def written_moment(moment: datetime, zone: str, language: str) -> str:
    """A moment on the clocks of `zone`: “Friday 12 April 2013, 18:30”, “2013年4月12日星期五 18:30”."""
    locale = locale_of(language)
    local = moment.astimezone(zone_of(zone))
    day, time = written_day(local, language), f"{local:%H:%M}"
    joined: str = locale.datetime_formats["short"]
    if "," not in joined and "،" not in joined and locale.language not in _UNPARTED:
        joined = "{1}, {0}"
    return joined.format(time, day)
