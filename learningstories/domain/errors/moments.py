"""Failures of times, deadlines and extensions."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class NotLate(ExpectedError):
    """The story came in time: there is nothing to decide about its lateness."""

    code = "not_late"
    number: int


@dataclass(eq=False)
class NoSuchClaim(ExpectedError):
    """Nothing that came with the story says such a time."""

    code = "no_such_claim"
    number: int


@dataclass(eq=False)
class TimeNotCome(ExpectedError):
    """A time that lies ahead cannot be when something came."""

    code = "time_not_come"


@dataclass(eq=False)
class ExtensionTooShort(ExpectedError):
    """More time for one author would end no later than the deadline itself."""

    code = "extension_too_short"


@dataclass(eq=False)
class NoExtension(ExpectedError):
    """The author with that address has no more time than others."""

    code = "no_extension"
    email: str


@dataclass(eq=False)
class TimeNotUnderstood(ExpectedError):
    """A date and time could not be read."""

    code = "time_not_understood"
    text: str


@dataclass(eq=False)
class TimeImpossible(ExpectedError):
    """The clocks jump over this time."""

    code = "time_impossible"
    text: str
    zone: str


@dataclass(eq=False)
class TimeAmbiguous(ExpectedError):
    """The clocks show this time twice."""

    code = "time_ambiguous"
    text: str
    zone: str


@dataclass(eq=False)
class ZoneUnknown(ExpectedError):
    """There is no such time zone."""

    code = "zone_unknown"
    zone: str
