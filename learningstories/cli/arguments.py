"""Reads the arguments that are more than a word; each raises ArgumentTypeError with a reason."""

import getpass
from argparse import ArgumentTypeError
from pathlib import Path

from learningstories.domain.errors import OnlyFiles, PasswordShown
from learningstories.domain.story import Mood
from learningstories.i18n import _
from learningstories.services.output_choices import read_address
from learningstories.services.server_address import ServerAddress, is_address, parse_address, password_in

LARGEST = 10**6
ANY = "any"  # in the place of a number: no rule of its own


def challenge(text: str) -> Path | ServerAddress:
    """Where a challenge is: a file, or the address of one on a server."""
    return server(text) if is_address(text) else Path(text)


def new_challenge(text: str) -> Path | ServerAddress:
    """Where one is to be made."""
    return server(text) if is_address(text) else target(text)


def server(text: str) -> ServerAddress:
    """The address of a challenge on a server, as whoever sits here unless it names somebody."""
    if password_in(text) is not None:
        raise PasswordShown
    address = parse_address(text)
    return address if address.user else address.as_user(getpass.getuser())


def challenge_file(text: str) -> Path:
    """The file of a challenge, for what is not done on a server."""
    if is_address(text):
        raise OnlyFiles(server(text).name)
    return Path(text)


def source(text: str) -> Path:
    """A file or a folder to be read; a name that was left empty would be the folder one is in."""
    if not text:
        raise ArgumentTypeError(_("the name of a file is empty"))
    return Path(text)


def target(text: str) -> Path:
    """A file to be written."""
    if is_address(text):
        raise OnlyFiles(server(text).name)
    if not Path(text).name:
        raise ArgumentTypeError(_("“{text}” is not the name of a file").format(text=text))
    return Path(text)


def online(text: str) -> str:
    """The address of a folder online."""
    address = read_address(text)
    if not address:
        raise ArgumentTypeError(_("“{text}” is no address of a folder online").format(text=text))
    return address


def whole(text: str) -> int:
    """A whole number, of any sign."""
    if not text.strip().lstrip("+-").isascii() or not text.strip().lstrip("+-").isdecimal():
        raise ArgumentTypeError(_("“{text}” is not a whole number").format(text=text))
    if len(text) > len(str(LARGEST)) + 1:
        raise ArgumentTypeError(_("“{text}” is too large").format(text=text))
    return int(text)


def positive(text: str) -> int:
    """A whole number from 1."""
    number = whole(text)
    if number < 1:
        raise ArgumentTypeError(_("“{text}” is not a number from 1 on").format(text=text))
    return number


def number(text: str) -> int:
    """A story's number, with or without its #."""
    return whole(text.removeprefix("#"))


def word_limits(text: str) -> tuple[int | None, int | None]:
    """Fewest and most words, written 120:900; either side may be left out."""
    least, colon, most = text.partition(":")
    if not colon:
        raise ArgumentTypeError(_("“{text}” is not MIN:MAX, such as 120:900").format(text=text))
    return (whole(least) if least.strip() else None), (whole(most) if most.strip() else None)


def names(text: str) -> tuple[str, ...]:
    """Names separated by commas, each once."""
    found = (" ".join(name.split()) for name in text.split(","))
    return tuple(dict.fromkeys(name for name in found if name))


def exclusion(text: str) -> tuple[int, str]:
    """A story's number and the reason, written 5:too long."""
    which, colon, reason = text.partition(":")
    if not colon:
        raise ArgumentTypeError(_("“{text}” is not NUMBER:REASON").format(text=text))
    return number(which), reason.strip()


def setting_aside(text: str) -> tuple[str, str]:
    """A reviewer's address and the reason, written ada@example.org:knows them all."""
    email, colon, reason = text.partition(":")
    if not colon or not email.strip() or not reason.strip():
        raise ArgumentTypeError(_("“{text}” is not EMAIL:REASON").format(text=text))
    return email.strip(), reason.strip()


def named_limit(kind: str, text: str) -> tuple[str, str, int | None]:
    """A theme or language and a number, written Failure:2; None for "any". The kind goes before it."""
    name, colon, limit = text.rpartition(":")
    if not colon or not name.strip():
        raise ArgumentTypeError(_("“{text}” is not NAME:N, such as Failure:2").format(text=text))
    if limit.strip() == ANY:
        return kind, name.strip(), None
    if whole(limit) < 0:
        raise ArgumentTypeError(_("“{text}” is not a number from 0 on").format(text=limit))
    return kind, name.strip(), whole(limit)


def mood(text: str) -> tuple[int, Mood]:
    """A story's number and its mood, written 5:light."""
    which, colon, told = text.partition(":")
    if not colon or told not in [str(each) for each in Mood]:
        moods = ", ".join(Mood)
        raise ArgumentTypeError(
            _("“{text}” is not NUMBER:MOOD, one of {moods}").format(text=text, moods=moods)
        )
    return number(which), Mood(told)
