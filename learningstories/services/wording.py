"""States, verdicts, times and lengths in a person's words."""

from datetime import datetime, timedelta

from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import (
    ANYWHERE_ON_EARTH,
    LateDecision,
    Verdict,
    closes_for,
    extension_for,
    grace_ends,
    verdict,
    zone_of,
)
from learningstories.domain.reading import Concern
from learningstories.domain.story import StoryState, minutes_to_read
from learningstories.i18n import _, language, numeral, plural
from learningstories.services.date_words import (
    DAY,
    DAY_AND_YEAR,
    MOMENT,
    SHORT_DAY,
    SHORT_MOMENT,
    date_words,
)

_MINUTES_AN_HOUR = 60
_HOURS_A_DAY = 24
_MANY_DAYS = 100  # hours no longer matter
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000
_FAR = timedelta(days=60)
_NOW = timedelta()
_MINUTE = timedelta(minutes=1)


def state_words(state: StoryState) -> str:
    """Where a story stands, in one or two words."""
    return {
        StoryState.WITHDRAWN: _("Withdrawn"),
        StoryState.REFUSED: _("Refused"),
        StoryState.NOT_ELIGIBLE: _("Not eligible"),
        StoryState.LATE: _("Late"),
        StoryState.CONCERN: _("Concern"),
        StoryState.NO_CONSENT: _("No consent"),
        StoryState.NO_AUTHOR: _("No author"),
        StoryState.OTHER_LANGUAGE: _("Language?"),
        StoryState.TOO_LONG: _("Too long"),
        StoryState.TOO_SHORT: _("Too short"),
        StoryState.READING: _("Reading"),
        StoryState.READY: _("Ready"),
    }[state]


def verdict_name(verdict: Verdict) -> str:
    """A verdict in one or two words."""
    return {
        Verdict.ON_TIME: _("On time"),
        Verdict.IN_GRACE: _("Within the grace"),
        Verdict.LATE: _("Late, to be decided"),
        Verdict.REFUSED: _("Refused as late"),
        Verdict.ACCEPTED: _("Accepted although late"),
    }[verdict]


def verdict_words(
    challenge: Challenge, received_at: datetime, decision: LateDecision, email: str = ""
) -> str:
    """Whether a story came in time, and by how much; `email` is the author's, who may have longer."""
    found = verdict(challenge, received_at, decision, email)
    closes = closes_for(challenge, email)
    early, late = closes - received_at, received_at - closes
    words = {
        Verdict.ON_TIME: _("on time by {span}") if early >= _MINUTE else _("on time"),
        Verdict.IN_GRACE: _("{late} late, within the grace"),
        Verdict.LATE: _("{late} late, needs your decision"),
        Verdict.REFUSED: _("{late} late, refused"),
        Verdict.ACCEPTED: _("{late} late, accepted"),
    }
    told = words[found].format(span=span_words(early), late=span_words(late))
    if received_at >= challenge.closes_at + _MINUTE and extension_for(challenge, email):
        return _("{verdict}, after more time was given").format(verdict=told)
    return told


def verdict_chip(challenge: Challenge, received_at: datetime, decision: LateDecision, email: str = "") -> str:
    """The same in as few words as a chip holds."""
    if verdict(challenge, received_at, decision, email) is Verdict.ON_TIME:
        return _("On time")
    return _("{span} late").format(span=span_words(received_at - closes_for(challenge, email)))


def span_words(span: timedelta) -> str:
    """A length of time by its two largest units; from a hundred days on, by its days."""
    minutes = max(0, int(span.total_seconds()) // 60)
    hours, minutes = divmod(minutes, _MINUTES_AN_HOUR)
    days, hours = divmod(hours, _HOURS_A_DAY)
    if days:
        return (
            _("{days} d {hours} h").format(days=days, hours=hours)
            if hours and days < _MANY_DAYS
            else _("{days} d").format(days=numeral(days))
        )
    if hours:
        return (
            _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
            if minutes
            else _("{hours} h").format(hours=hours)
        )
    return _("{minutes} min").format(minutes=minutes)


def closing_words(closes_at: datetime, left: timedelta, zone: str, *, inside: bool = False) -> str:
    """When the challenge closes or closed: by the time left, or by the day where that is far away.

    `inside` words it for the middle of a line.
    """
    if abs(left) > _FAR:
        day = date_words(closes_at.astimezone(zone_of(zone)).date(), DAY_AND_YEAR)
        ahead, behind = _("Closes on {day}"), _("Closed on {day}")
        if inside:
            ahead, behind = _("closes on {day}"), _("closed on {day}")
        return (ahead if left > _NOW else behind).format(day=day)
    ahead, behind = _("Closes in {span}"), _("Closed {span} ago")
    if inside:
        ahead, behind = _("closes in {span}"), _("closed {span} ago")
    return (ahead if left > _NOW else behind).format(span=span_words(abs(left)))


def moment_words(moment: datetime, zone: str, *, named: bool = True) -> str:
    """A moment on the clocks of `zone`: "Thu 21 March 2013, 23:59 Europe/London"."""
    local = moment.astimezone(zone_of(zone))
    words = date_words(local, MOMENT)
    return f"{words} {zone_words(zone)}" if named else words


def short_moment(moment: datetime, zone: str) -> str:
    """A moment as short as a list wants it: "17 Mar 09:12"."""
    return date_words(moment.astimezone(zone_of(zone)), SHORT_MOMENT)


def time_words(moment: datetime, now: datetime, zone: str) -> str:
    """A moment of today by the time of day alone: "10:41"; of another day as `short_moment` has it."""
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    same = local.date() == today
    return f"{local:%H:%M}" if same else short_moment(moment, zone)


def return_by_words(moment: datetime | None) -> str:
    """Until when a pack's answers are wanted back, by the clocks of this computer; "" where that is open."""
    if moment is None:
        return ""
    day = date_words(moment.astimezone().date(), DAY)
    return _("return by {day}").format(day=day)


def short_day(moment: datetime, zone: str) -> str:
    """A day as short as a chip wants it: "17 Mar"."""
    return date_words(moment.astimezone(zone_of(zone)).date(), SHORT_DAY)


def zone_words(zone: str) -> str:
    """A time zone's name."""
    return _("anywhere on Earth") if zone == ANYWHERE_ON_EARTH else zone


def language_words(code: str) -> str:
    """A language's name; its code where it has none here."""
    from babel import Locale  # noqa: PLC0415 - not for the first paint

    main, _dash, rest = code.partition("-")
    name = Locale.parse(language(), sep="-").languages.get(main.lower())
    if name is None:
        return code
    return _("{language} ({kind})").format(language=name, kind=rest) if rest else str(name)


def own_language_words(code: str) -> str:
    """A language's name as its speakers call it, as it stands alone."""
    from babel import Locale  # noqa: PLC0415 - not for the first paint

    name = Locale.parse(code, sep="-").get_language_name() or code
    return name[:1].upper() + name[1:]


def words_count(words: int) -> str:
    """A length in words."""
    return plural("{n} word", "{n} words", words).format(n=numeral(words))


def length_words(seconds: int) -> str:
    """How long a recording plays: "3 min 20 s"."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, _MINUTES_AN_HOUR)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
    return _("{seconds} s").format(seconds=seconds)


def role_words(role: str) -> str:
    """What a file of a story is to it."""
    return {
        "original": _("as it was sent"),
        "picture": _("picture"),
        "sound": _("sound"),
        "video": _("video"),
        "file": _("file"),
    }[role]


def size_words(size: int) -> str:
    """How large a file of `size` bytes is."""
    if size >= _MEGABYTE:
        return _("{n} MB").format(n=numeral(size / _MEGABYTE, ".1f"))
    if size >= _KILOBYTE:
        return _("{n} kB").format(n=numeral(size / _KILOBYTE, ".1f"))
    return _("{n} B").format(n=size)


def reading_time(words: int) -> str:
    """How long reading takes."""
    return _("{minutes} min read").format(minutes=minutes_to_read(words))


def grace_words(challenge: Challenge) -> str:
    """The grace there is after the deadline."""
    if not challenge.grace_minutes:
        return _("no grace")
    return _("{span} grace").format(span=span_words(grace_ends(challenge) - challenge.closes_at))


def received_by_words(claim: ReceivedBy) -> str:
    """What the time of receipt rests on."""
    return {
        ReceivedBy.DECIDED: _("set by the organiser"),
        ReceivedBy.GIVEN: _("as given when it was added"),
        ReceivedBy.FORM_STAMP: _("time stamp of the form"),
        ReceivedBy.RECEIVED_HEADER: _("stamped by the receiving mail server"),
        ReceivedBy.DELIVERY: _("delivered to the mailbox"),
        ReceivedBy.FRONT_MATTER: _("as the file says"),
        ReceivedBy.DATE_HEADER: _("by the clock of the sender"),
        ReceivedBy.FILE_TIME: _("time of the file, not certain"),
        ReceivedBy.ENTERED: _("when it was added"),
    }[claim]


def concern_words(concern: Concern) -> str:
    """What a concern is about."""
    return {
        Concern.NONE: _("No concern"),
        Concern.CONSENT: _("Consent"),
        Concern.SAFETY: _("Safety"),
        Concern.IDENTIFIES: _("Identifies someone"),
        Concern.OFF_TOPIC: _("Off topic"),
        Concern.OTHER: _("Something else"),
    }[concern]
