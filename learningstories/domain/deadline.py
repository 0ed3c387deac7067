"""Times as people write them, and whether a story came in time."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from learningstories.domain.challenge import Challenge, Extension, LateRule
from learningstories.domain.errors import TimeAmbiguous, TimeImpossible, TimeNotUnderstood, ZoneUnknown
from learningstories.domain.letters import small_letters

ANYWHERE_ON_EARTH = "AoE"
_AOE_NAMES = {"aoe", "anywhere on earth", "anywhere-on-earth"}
FIRST_YEAR, LAST_YEAR = (
    1900,
    2999,
)  # what a person can mean; further out the clocks of a zone cannot be followed
_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")


class Verdict(StrEnum):
    """Whether a story came in time; derived, never stored."""

    ON_TIME = "on_time"
    IN_GRACE = "in_grace"
    LATE = "late"
    REFUSED = "refused"
    ACCEPTED = "accepted"


IN_TIME = frozenset({Verdict.ON_TIME, Verdict.IN_GRACE})


class LateDecision(StrEnum):
    """What the organiser decided about one late story."""

    OPEN = "open"
    ACCEPT = "accept"
    REFUSE = "refuse"


def zone_name(text: str) -> str:
    """The zone's name as it is stored; raises `ZoneUnknown`."""
    if text.strip().lower() in _AOE_NAMES:
        return ANYWHERE_ON_EARTH
    zone_of(text.strip())
    return text.strip()


def zone_of(name: str) -> ZoneInfo:
    """The zone's rules; raises `ZoneUnknown`."""
    # The day ends last on Earth at UTC-12, which the zone database writes with the sign turned round.
    key = "Etc/GMT+12" if name == ANYWHERE_ON_EARTH else name
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneUnknown(name) from error


def read_local(text: str) -> datetime:
    """A date and time without a zone, as typed; a date alone is its last minute."""
    for form in _FORMATS:
        try:
            moment = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - the zone is a field of its own
        except ValueError:
            continue
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            break
        return moment if "%H" in form else moment.replace(hour=23, minute=59)
    raise TimeNotUnderstood(text)


def to_utc(local: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """The moment at which the clocks of `zone` show `local`.

    Raises `TimeImpossible` where the clocks jump over it and, unless `fold` says which of
    the two is meant (0 the first, 1 the second), `TimeAmbiguous` where they show it twice.
    """
    rules = zone_of(zone)
    first, second = (local.replace(tzinfo=rules, fold=f) for f in (0, 1))
    if first.utcoffset() != second.utcoffset():
        text = local.strftime("%Y-%m-%d %H:%M")
        if first.astimezone(UTC).astimezone(rules).replace(tzinfo=None) != local:
            raise TimeImpossible(text, zone)
        if fold is None:
            raise TimeAmbiguous(text, zone)
    return (second if fold else first).astimezone(UTC)


def read_moment(text: str, zone: str) -> datetime:
    """The moment that `text` names on the clocks of `zone`, in UTC."""
    return to_utc(read_local(text), zone)


def extension_for(challenge: Challenge, email: str) -> Extension | None:
    """The extension by which the author with this address has longer than others, if there is one.

    It ends by itself: it is a moment, and what comes later is late.
    """
    key = address_key(email)
    own = (each for each in challenge.extensions if key and address_key(each.email) == key)
    later = (each for each in own if each.until > challenge.closes_at)
    return max(later, key=lambda each: each.until, default=None)


def closes_for(challenge: Challenge, email: str) -> datetime:
    """The deadline of the author with this address."""
    own = extension_for(challenge, email)
    return own.until if own else challenge.closes_at


def address_key(email: str) -> str:
    """An e-mail address as addresses are compared: letters small, no spaces round it."""
    return small_letters(email.strip(" "))


def grace_ends(challenge: Challenge, email: str = "") -> datetime:
    """The last moment at which a story of the author with this address is not late."""
    return closes_for(challenge, email) + timedelta(minutes=challenge.grace_minutes)


def verdict(challenge: Challenge, received_at: datetime, decision: LateDecision, email: str = "") -> Verdict:
    """Whether a story that came at `received_at` is in time. The deadline's own minute counts.

    `email` is the author's address, who may have an extension; the grace there is follows it, too.
    """
    # "23:59" promises the whole of that minute.
    minute = timedelta(minutes=1)
    if received_at < challenge.closes_at + minute or received_at < closes_for(challenge, email) + minute:
        return Verdict.ON_TIME
    if challenge.grace_minutes and received_at < grace_ends(challenge, email) + minute:
        return Verdict.IN_GRACE
    if decision is not LateDecision.OPEN:
        return Verdict.ACCEPTED if decision is LateDecision.ACCEPT else Verdict.REFUSED
    by_rule = {
        LateRule.REFUSE: Verdict.REFUSED,
        LateRule.DECIDE: Verdict.LATE,
        LateRule.ACCEPT: Verdict.ACCEPTED,
    }
    return by_rule[challenge.late_rule]
