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
    e.ServerGone: lambda x: (
        _(
            "The connection to “{name}” broke while this was being stored. Look into the history whether it is there before you do it again."
        ).format(name=x.name)
        if x.perhaps_stored
        else _(
            "The server of “{name}” cannot be reached. Check the address and the network, and try again; what is stored there is safe."
        ).format(name=x.name)
    ),
    e.ServerUnproven: lambda x: _(
        "The server of “{name}” does not prove that it is the one it should be, so nothing was said to it. Ask whoever runs it for its certificate, and add sslrootcert=FILE to the address."
    ).format(name=x.name),
    e.NotAChallengeThere: lambda x: _(
        "There is no challenge “{name}” on the server. Check the address, or let its owner set it up: learningstories server setup."
    ).format(name=x.name),
    e.NotInvited: lambda x: _(
        "You have no part in “{name}”. Ask its owner to invite you, under the name that you sign in with."
    ).format(name=x.name),
    e.NotTheOwner: lambda x: _(
        "Only an owner of “{name}” may do this. Sign in as one; to set a challenge up, own its database and have the right to make roles (CREATEROLE)."
    ).format(name=x.name),
    e.NotSetUp: lambda x: _(
        "“{name}” is not set up for a challenge yet. Let its owner do that first: learningstories server setup."
    ).format(name=x.name),
    e.NoSuchMember: lambda x: _(
        "Nobody called “{name}” shares this challenge. The list of its members gives the names."
    ).format(name=x.name),
    e.ServerTaken: lambda x: (
        _(
            "“{name}” holds the challenge “{title}” already. Choose another database, which is empty; this one was left as it is."
        ).format(name=x.name, title=x.title)
        if x.title
        else _(
            "“{name}” is not empty. Choose a database of its own for the challenge; this one was left as it is."
        ).format(name=x.name)
    ),
    e.ReaderOnly: lambda x: _(
        "You may not do this in “{name}”: readers only look at it, and organisers do not alter what is kept. Ask its owner."
    ).format(name=x.name),
    e.PasswordShown: lambda _e: _(
        "A password in a command can be read by others on this computer. Leave it out, it is asked for; and change this one."
    ),
    e.OnlyFiles: lambda x: _(
        "This is done with files only. Copy “{name}” to one first: learningstories server fetch ADDRESS FILE."
    ).format(name=x.name),
    e.NameRefused: lambda x: _NAME[x.cause]().format(text=x.text),
}

_NAME: Mapping[str, Callable[[], str]] = {
    "letters": lambda: _("“{text}” holds letters that cannot be seen, or none. Choose another name."),
    "long": lambda: _("“{text}” is too long for a name on the server. Choose one of at most 63 letters."),
    "taken": lambda: _("“{text}” means something else on this server. Choose another name."),
    "owner": lambda: _(
        "“{text}” is an owner of the challenge, and stays one. Only whoever runs the server changes its owners."
    ),
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
