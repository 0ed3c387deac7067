"""The evening as an entry for calendars (iCalendar, RFC 5545)."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Calendar, Event, Timezone

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.errors import EveningWithoutDate
from learningstories.i18n import _, speaking
from learningstories.services.changes import Kind
from learningstories.services.one_line import one_line
from learningstories.services.output import MadeOutput, Order
from learningstories.services.saving import save_whole

_MOST_LETTERS = 500
_MAKER = "-//Learning Stories//Learning Stories//EN"


def make_calendar(order: Order) -> MadeOutput:
    """One entry, which takes an earlier one's place in a calendar; it names no story and nobody.

    Raises `EveningWithoutDate`, `CannotWrite`, `DiskFull`.
    """
    with order.workspace.read() as unit:
        challenge, version = unit.challenge(), unit.latest(Kind.CHALLENGE)
    order.control.step(0, 1)
    data = calendar_entry(challenge, version)
    save_whole(order.target, data)
    return MadeOutput(path=order.target, bytes=len(data))


def calendar_entry(challenge: Challenge, version: int) -> bytes:
    """The file: the same for the same challenge, for nothing in it asks the clock.

    `version` grows with each change: by that calendars know which of two entries is the newer one.
    """
    if challenge.event_at is None:
        raise EveningWithoutDate
    calendar, zone = Calendar(), zone_of(challenge.zone)
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    ends = challenge.event_at + timedelta(
        minutes=challenge.event_minutes
    )  # minutes that pass, whatever clocks do
    moments = _told(challenge.event_at, ends, zone)
    if moments[0].tzinfo is not UTC:
        calendar.add_component(_rules(zone, challenge.zone, moments))
    entry = _entry(challenge, moments)
    entry.add("sequence", version)
    calendar.add_component(entry)
    made: bytes = calendar.to_ical()
    return made


def _told(starts: datetime, ends: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Both moments on the clocks there.

    In UTC where one falls into the hour that comes twice: on a clock it would mean the first of them.
    """
    local = (starts.astimezone(zone), ends.astimezone(zone))
    if any(moment.fold for moment in local):
        return starts.astimezone(UTC), ends.astimezone(UTC)
    return local


def _rules(zone: tzinfo, name: str, moments: tuple[datetime, datetime]) -> Timezone:
    """When the clocks change there, around the evening: no calendar needs to know the zone by its name."""
    first, last = date(moments[0].year, 1, 1), date(moments[1].year + 1, 1, 1)
    rules = Timezone.from_tzinfo(zone, name, first, last)
    rules.pop("COMMENT", None)  # tells of the years, in English
    return rules


def _entry(challenge: Challenge, moments: tuple[datetime, datetime]) -> Event:
    language = {"LANGUAGE": challenge.language}
    with speaking(challenge.language):
        about = _("The showcase evening of “{title}”").format(title=one_line(challenge.title, _MOST_LETTERS))
    entry = Event()
    entry.add("uid", f"{challenge.id}@learningstories")
    entry.add("dtstamp", challenge.closes_at)
    entry.add("dtstart", moments[0])
    entry.add("dtend", moments[1])
    title = one_line(challenge.event_title, _MOST_LETTERS) or about
    entry.add("summary", title, parameters=language)
    for name, text in (
        ("location", one_line(challenge.event_place, _MOST_LETTERS)),
        ("description", "\n".join(filter(None, (about, one_line(challenge.community, _MOST_LETTERS))))),
    ):
        if text:
            entry.add(name, text, parameters=language)
    return entry
