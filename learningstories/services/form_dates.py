"""Times as form tools write them.

An explicit table of formats: libraries that read any date take "GMT+1" for an hour behind Greenwich,
which is two hours wrong, and guess where day and month can be either.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache
from itertools import pairwise

from babel.dates import get_month_names

from learningstories.domain.deadline import FIRST_YEAR, LAST_YEAR, to_utc
from learningstories.domain.errors import TimeImpossible

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_BEFORE_NOON = frozenset(("am", "a", "上午", "午前", "오전"))
_HALF = r"(?:(?P<{}>[ap]\.?\s?m?\.?|上午|下午|午前|午後|오전|오후)(?![a-z]))?"
_TIME = (
    r"(?:[\s,]+(?:(?:at|um|à|às|alle|om|a las|-)\s+)?|T)"
    + _HALF.format("before")
    + r"\s*(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*"
    + _HALF.format("after")
    + r"(?:\s*(?:Uhr|h))?"
)
_NAME = r"(?P<name>[^\W\d_]{3,12})"
_DATES = (
    r"(?P<year>\d{4})(?P<s>[-/.])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
    r"(?P<one>\d{1,2})(?P<s>[-/])(?P<two>\d{1,2})(?P=s)(?P<year>\d{4}|\d{2})",
    rf"{_NAME}\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[\s-](?:de\s)?{_NAME}\.?,?[\s-](?:de\s)?(?P<year>\d{{4}})",
)
_FORMATS = tuple(re.compile(f"{each}(?:{_TIME})?", re.IGNORECASE) for each in _DATES)
_EITHER = re.compile(r"\s*(?:[^\W\d_]{2,12}\.?,?\s+)?\d{1,2}[-/]\d{1,2}[-/]")
_WEEKDAY = re.compile(r"([^\W\d_]{2,12})\.?,?\s+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d.*")
_ZONE = re.compile(
    r"(?P<rest>.*?\d[:h.]\d{2}.*?)\s*[\[(]?(?:(?:GMT|UTC|Z)(?![a-z])|(?=[+\-\u2212]))"
    r"(?:(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?[\])]?(?:\s*\([^()]{1,60}\))?",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(r"\((?:UTC|GMT)[^()]{0,20}\)", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,12})?")
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's clock has no zone
_DAY_ENDS = time(23, 59)  # a date alone is its last minute
_LONGEST = 100
_HALF_DAY = 12
_LAST_OF_2000 = 69  # 70 is 1970
_FURTHEST_ZONE = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time as it was written: what the clock showed, and how far ahead of Greenwich it went, if told.

    `swapped` is the same with day and month the other way round, where that is a date too; `day_first`
    says which way a date of that kind can be read, where it is one only.
    """

    local: datetime
    ahead: timedelta | None = None
    swapped: datetime | None = None
    day_first: bool | None = None


class DayOrder(StrEnum):
    """How the dates of a column are written."""

    SAID = "said"  # they say so themselves
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    OPEN = "open"


def read_stamp(text: str, *, day_first: bool | None = None) -> Stamp | None:
    """What a time says, None where that is not understood.

    Where day and month could be either and `day_first` does not say, the day is taken to be first and
    `swapped` is there.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not plain or len(plain) > _LONGEST:
        return None
    if _SERIAL.fullmatch(plain):
        return _serial(plain)
    try:
        plain, ahead = _without_zone(plain)
        if _ISO.fullmatch(plain):
            return Stamp(local=_sensible(datetime.fromisoformat(plain).replace(microsecond=0)), ahead=ahead)
        plain = _without_weekday(plain)
        match = next(filter(None, (form.fullmatch(plain) for form in _FORMATS)), None)
        return _stamp(match.groupdict(), ahead, day_first) if match else None
    except (ValueError, OverflowError, KeyError):  # there is no such day, hour or month
        return None


def in_utc(stamp: Stamp, zone: str) -> datetime | None:
    """The moment, on the clocks of `zone` where the stamp does not tell how they went.

    Of an hour that comes twice it is the first, which is in the author's favour.
    """
    if stamp.ahead is not None:
        return stamp.local.replace(tzinfo=timezone(stamp.ahead)).astimezone(UTC)
    with suppress(TimeImpossible):
        return to_utc(stamp.local, zone, fold=0)
    return None


def zone_ahead(header: str) -> timedelta | None:
    """How far ahead of Greenwich the clocks of a column went, as in "Submit Date (UTC)"."""
    told = _IN_HEADER.search(header)
    with suppress(ValueError):
        return _without_zone(f"0:00 {told[0][1:-1]}")[1] if told else None
    return None


def day_order(texts: Iterable[str]) -> DayOrder:
    """How a column writes its dates: by those that can be read one way only, else by their order in time."""
    # All else says itself which is the day.
    stamps = [stamp for text in texts if _EITHER.match(text) and (stamp := read_stamp(text))]
    one_way = {stamp.day_first for stamp in stamps} - {None}
    doubtful = any(stamp.swapped for stamp in stamps)
    if not doubtful and len(one_way) != 1:
        return DayOrder.SAID
    if not one_way:
        by_day = _in_order([stamp.local for stamp in stamps])
        by_month = _in_order([stamp.swapped or stamp.local for stamp in stamps])
        one_way = {by_day} if by_day is not by_month else set()
    if len(one_way) != 1:
        return DayOrder.OPEN
    return DayOrder.DAY_FIRST if one_way == {True} else DayOrder.MONTH_FIRST


def _in_order(moments: Sequence[datetime]) -> bool:
    """Whether the rows of an export go on in time, or back."""
    steps = list(pairwise(moments))
    return all(a <= b for a, b in steps) or all(a >= b for a, b in steps)


def _serial(plain: str) -> Stamp | None:
    """A spreadsheet's number for a time: the days since the end of 1899."""
    days = float(plain.replace(",", "."))
    if int(days) not in _SERIALS:
        return None
    seconds = round(days * 24 * 3600)
    moment = _SERIAL_START + timedelta(seconds=seconds)
    return Stamp(local=datetime.combine(moment, _DAY_ENDS) if days.is_integer() else moment)


def _without_zone(plain: str) -> tuple[str, timedelta | None]:
    """The rest, and how far ahead of Greenwich the clock went; a zone with a name is left where it is."""
    match = _ZONE.fullmatch(plain)
    if match is None:
        return plain, None
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    ahead = timedelta(hours=hours, minutes=minutes)
    if ahead > _FURTHEST_ZONE:
        raise ValueError(plain)
    return match["rest"].rstrip(), -ahead if match["sign"] not in (None, "+") else ahead


def _without_weekday(plain: str) -> str:
    word = _WEEKDAY.match(plain)
    return plain if word is None or _month_key(word[1]) in _months() else plain[word.end() :]


def _stamp(parts: Mapping[str, str | None], ahead: timedelta | None, day_first: bool | None) -> Stamp:  # noqa: FBT001 - a fact, not an option
    year, at = _year(parts["year"] or ""), _time(parts)
    if "one" not in parts:
        name = parts.get("name")
        month = _months()[_month_key(name)] if name else int(parts["month"] or 0)
        local = datetime.combine(date(year, month, int(parts["day"] or 0)), at)
        return Stamp(local=_sensible(local), ahead=ahead)
    one, two = int(parts["one"] or 0), int(parts["two"] or 0)
    by_day, by_month = _day(year, two, one), _day(year, one, two)
    if by_day is None or by_month is None:
        only = by_day or by_month
        if only is None:
            raise ValueError(one, two)
        return Stamp(local=_sensible(datetime.combine(only, at)), ahead=ahead, day_first=by_day is not None)
    days = (by_month, by_day) if day_first is False else (by_day, by_month)
    local, swapped = (datetime.combine(day, at) for day in days)
    open_ = one != two and day_first is None
    return Stamp(local=_sensible(local), ahead=ahead, swapped=swapped if open_ else None)


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _year(digits: str) -> int:
    if len(digits) == 2:  # noqa: PLR2004 - of four digits there is no doubt
        return int(digits) + (2000 if int(digits) <= _LAST_OF_2000 else 1900)
    return int(digits)


def _time(parts: Mapping[str, str | None]) -> time:
    if not parts["hour"]:
        return _DAY_ENDS
    hour = int(parts["hour"])
    half = re.sub(r"[.\s]", "", parts["before"] or parts["after"] or "").lower()
    if half and hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (0 if half in _BEFORE_NOON else _HALF_DAY)
    elif half in _BEFORE_NOON:
        raise ValueError(hour)
    return time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))


def _sensible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(moment)
    return moment


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names and their short forms."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language)
            found.update({_month_key(name): number for number, name in names.items()})
    return found


def _month_key(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())
