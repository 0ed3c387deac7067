"""Failures of a server on which a team shares a challenge, and of its address. None holds a password."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class AddressUnclear(ExpectedError):
    """An address of a challenge on a server makes no sense; `cause` is one of `ADDRESS_CAUSES`."""

    code = "address_unclear"
    cause: str


ADDRESS_CAUSES = (
    "kind",  # it does not begin with postgresql://
    "too_long",
    "letters",  # control characters and the like
    "host",
    "port",
    "database",
    "user",
    "option",  # something after the ? that is not known here
    "unprotected",  # no TLS off this computer
)


@dataclass(eq=False)
class WrongPassword(ExpectedError):
    """The server does not let this person in: the password is wrong, or there is none."""

    code = "wrong_password"
    name: str
