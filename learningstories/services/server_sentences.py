"""What went wrong with a server, its address or its members, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any

from learningstories.domain import errors as e
from learningstories.i18n import _

SERVER_SENTENCES: Mapping[type[e.ExpectedError], Callable[[Any], str]] = {
    e.AddressUnclear: lambda x: _ADDRESS[x.cause](),
    e.WrongPassword: lambda x: _(
        "The server of “{name}” does not let you in: the name or the password is not the right one. Type it again, or ask whoever invited you for a new one."
    ).format(name=x.name),
}

_ADDRESS: Mapping[str, Callable[[], str]] = {
    "kind": lambda: _(
        "This is no address of a challenge on a server. Write it like postgresql://name@server.example.org/challenge."
    ),
    "too_long": lambda: _("The address is longer than an address can be. Copy it again, by itself."),
    "letters": lambda: _(
        "The address holds spaces or letters that cannot be seen. Type it again; write a space as %20."
    ),
    "host": lambda: _(
        "The address does not name a server. Write it like postgresql://name@server.example.org/challenge, and marks such as @ or / in a name as %40 or %2F."
    ),
    "port": lambda: _(
        "What follows the server's name is no number of a port. Leave it out, or write a number up to 65535; in a password, write : / @ as %3A %2F %40."
    ),
    "database": lambda: _(
        "The address does not say which database holds the challenge. Add its name after the server: postgresql://name@server.example.org/challenge."
    ),
    "user": lambda: _(
        "The name before the @ is not one that a server can know. Leave it out, or write at most 63 letters."
    ),
    "option": lambda: _(
        "After the ? an address may only say sslmode=verify-full, verify-ca, require or disable, sslrootcert=FILE, or host=FOLDER. Leave out anything else."
    ),
    "unprotected": lambda: _(
        "Without TLS, others on the way to the server could read and alter everything, so it is not used like this. Leave sslmode out, or go through a tunnel (ssh -L), which begins on this computer."
    ),
}
