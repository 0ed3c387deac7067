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


@dataclass(eq=False)
class NotTheOwner(ExpectedError):
    """Only an owner of the challenge may do this on the server."""

    code = "not_the_owner"
    name: str


@dataclass(eq=False)
class NotSetUp(ExpectedError):
    """The database was not set up for a challenge yet."""

    code = "not_set_up"
    name: str


@dataclass(eq=False)
class NoSuchMember(ExpectedError):
    """Nobody of this name has a role in the challenge."""

    code = "no_such_member"
    name: str


@dataclass(eq=False)
class NameRefused(ExpectedError):
    """A name for somebody on the server cannot be used; `cause` is one of `NAME_CAUSES`."""

    code = "name_refused"
    text: str
    cause: str


NAME_CAUSES = ("letters", "long", "taken", "owner")


@dataclass(eq=False)
class ServerTaken(ExpectedError):
    """The database holds a challenge already; `title` is empty where it holds something else."""

    code = "server_taken"
    name: str
    title: str


@dataclass(eq=False)
class ReaderOnly(ExpectedError):
    """A reader wanted what only organisers may."""

    code = "reader_only"
    name: str


@dataclass(eq=False)
class PasswordShown(ExpectedError):
    """A password stood in a command, where others can read it."""

    code = "password_shown"


@dataclass(eq=False)
class OnlyFiles(ExpectedError):
    """What is only done with a file was wanted of a challenge on a server."""

    code = "only_files"
    name: str


@dataclass(eq=False)
class ServerGone(ExpectedError):
    """The server cannot be reached, or the connection to it broke.

    `perhaps_stored` where it broke while a step was being stored, and nobody can tell whether it was.
    """

    code = "server_gone"
    name: str
    perhaps_stored: bool = False


@dataclass(eq=False)
class ServerUnproven(ExpectedError):
    """The server does not prove that it is the one it should be, or speaks no TLS."""

    code = "server_unproven"
    name: str


@dataclass(eq=False)
class NotAChallengeThere(ExpectedError):
    """There is no such database, or no challenge in it."""

    code = "no_challenge_there"
    name: str


@dataclass(eq=False)
class NotInvited(ExpectedError):
    """The person has a name on the server and no part in the challenge."""

    code = "not_invited"
    name: str
