"""Days and moments as each language writes them."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from learningstories.i18n import language


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Have a module that was not imported yet be as if it were not installed."""
    absent = module not in sys.modules
    if absent:
        sys.modules[module] = None  # type: ignore[assignment]  # what an import takes for: not there
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]


# Babel does with Python's own zones, too; where there is pytz, it would look for all its files first.
with _without("pytz"):
    from babel.dates import format_date, format_datetime

# By how they are written in English. Babel's own patterns for English put the month first.
DAY, SHORT_DAY = "d MMMM", "d MMM"
DAY_AND_YEAR, WEEKDAY = "d MMMM y", "EEE d MMMM y"
MOMENT, SHORT_MOMENT, DATED_MOMENT = "EEE d MMMM y, HH:mm", "d MMM HH:mm", "d MMM y, HH:mm"
_FORMS: Mapping[str, Mapping[str, str]] = {
    "de": {
        DAY: "d. MMMM",
        SHORT_DAY: "d. MMM",
        DAY_AND_YEAR: "d. MMMM y",
        WEEKDAY: "EEE, d. MMMM y",
        MOMENT: "EEE, d. MMMM y, HH:mm",
        SHORT_MOMENT: "d. MMM, HH:mm",
        DATED_MOMENT: "d. MMM y, HH:mm",
    },
    "es": {
        DAY: "d 'de' MMMM",
        DAY_AND_YEAR: "d 'de' MMMM 'de' y",
        WEEKDAY: "EEE, d 'de' MMMM 'de' y",
        MOMENT: "EEE, d 'de' MMMM 'de' y, HH:mm",
        SHORT_MOMENT: "d MMM, HH:mm",
    },
    "ar": {
        WEEKDAY: "EEE، d MMMM y",
        MOMENT: "EEE، d MMMM y، HH:mm",
        SHORT_MOMENT: "d MMM، HH:mm",
        DATED_MOMENT: "d MMM y، HH:mm",
    },
}


def date_words(day: date, form: str) -> str:
    """A day in one of the forms above, or a moment by its own clock."""
    spoken = language().replace("-", "_")
    form = _FORMS.get(spoken.partition("_")[0], {}).get(form, form)
    if isinstance(day, datetime):
        return format_datetime(day, form, locale=spoken)
    return format_date(day, form, locale=spoken)
