"""The base of every failure that a person can cause and mend."""

from typing import ClassVar


class ExpectedError(Exception):
    """Base of every failure that is told as advice."""

    code: ClassVar[str] = "refused"


class Cancelled(ExpectedError):
    """A running task was stopped."""

    code = "cancelled"
