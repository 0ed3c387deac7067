"""When a mail came and when it says it was sent, as its headers claim."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from learningstories.domain.arrival import Claim, ReceivedBy

Header = tuple[str, str]  # a name in small letters and its value as it was written

_DELIVERED = (
    "delivery-date",
    "x-received",
    "x-originalarrivaltime",
    "x-ms-exchange-crosstenant-originalarrivaltime",
)
# Names of zones that mean one thing everywhere; of others the offset is not known.
_ZONES = {
    **dict.fromkeys(("UT", "UTC", "GMT", "Z", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "MET", "WEST"), 60),
    **dict.fromkeys(("CEST", "MEST", "EET", "SAST", "CAT"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT"), 180),
    **dict.fromkeys(("HKT", "SGT"), 480),
    **dict.fromkeys(("JST", "KST"), 540),
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    **dict.fromkeys(("BRT", "ART"), -180),
    "EDT": -240,
    **dict.fromkeys(("EST", "CDT"), -300),
    "MDT": -360,
    **dict.fromkeys(("MST", "PDT"), -420),
    "PST": -480,
}
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?")
_OFFSET = re.compile(r"[+-](\d{2}):?(\d{2})\b")
_COMMENT = re.compile(r"\([^()]*\)")
_FILETIME = re.compile(r"\s*FILETIME=\[.*", re.DOTALL)
_LONGEST = 400
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MOST_OFFSET = timedelta(hours=15)


def mail_claims(headers: Iterable[Header]) -> list[Claim]:
    """Every claim of time in the headers: the last server's, the mailbox's, the sender's."""
    received: list[Claim] = []
    delivered: list[Claim] = []
    sent: list[Claim] = []
    for name, value in headers:
        if name == "received" and not received:  # the topmost is the receiver's own
            received.append(_claim(ReceivedBy.RECEIVED_HEADER, _after_semicolon(value)))
        elif name in _DELIVERED:
            delivered.append(_claim(ReceivedBy.DELIVERY, _after_semicolon(value)))
        elif name == "date" and not sent:
            sent.append(_claim(ReceivedBy.DATE_HEADER, value))
    return [claim for claim in (*received, *delivered, *sent) if claim.said]


def date_claim(said: str) -> Claim:
    """The time that a forwarded mail says it was sent."""
    return _claim(ReceivedBy.DATE_HEADER, said)


def from_line_claim(line: str) -> Claim:
    """The time in the line between two mails of a mailbox.

    It is in UTC by the rules; who writes a dash for the sender writes it by his own clock.
    """
    sender, _space, said = line.removeprefix("From ").strip().partition(" ")
    said = said.strip()
    in_utc = sender != "-" and not _OFFSET.search(said)
    claim = _claim(ReceivedBy.DELIVERY, f"{said} +0000" if in_utc else said)
    return Claim(by=claim.by, at=claim.at, said=said)


def told_moment(said: str) -> datetime | None:
    """A moment as mails write it, in UTC; None where it names no zone that is known."""
    plain = " ".join(_COMMENT.sub(" ", said[:_LONGEST]).split())
    clock = _CLOCK.search(plain)
    zone = _zone_in(plain[clock.end() :]) if clock else None
    if zone is None and (in_comment := _COMMENT.search(said[:_LONGEST])):
        zone = _zone_in(in_comment[0].strip("()"))
    parsed = _parsed(plain) if zone is not None else None
    if parsed is None or zone is None:
        return None
    try:
        moment = parsed.replace(tzinfo=timezone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment >= _EARLIEST else None


def _claim(by: ReceivedBy, said: str) -> Claim:
    said = " ".join(said.split())[:_LONGEST]
    return Claim(by=by, at=told_moment(said), said=said)


def _after_semicolon(value: str) -> str:
    """Where a header says more than the time, the time comes last."""
    return _FILETIME.sub("", value).rpartition(";")[2].strip()


def _zone_in(rest: str) -> timedelta | None:
    """How far what follows the clock is ahead of UTC; "-0000" is UTC from a place that is not told."""
    offset = _OFFSET.search(rest)
    if offset:
        span = timedelta(hours=int(offset[1]), minutes=int(offset[2]))
        span = -span if offset[0].startswith("-") else span
        return span if abs(span) <= _MOST_OFFSET else None
    named = (_ZONES.get(word) for word in re.findall(r"[A-Z]{1,5}", rest))
    minutes = next((each for each in named if each is not None), None)
    return None if minutes is None else timedelta(minutes=minutes)


def _parsed(said: str) -> datetime | None:
    """The date and the clock as they stand there, whatever the day of the week is called."""
    try:
        found = parsedate_tz(re.sub(r"(:\d\d)[.,]\d+", r"\1", said))
        if found is None:
            return None
        year, month, day, hour, minute, second = found[:6]
        return datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - the zone is told apart
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
