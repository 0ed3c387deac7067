"""Opens or makes a challenge on a server for somebody at a window, and keeps the password if wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learningstories.services.server_address import parse_address, password_in

if TYPE_CHECKING:
    from learningstories.domain.challenge import Challenge
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.progress import Control
    from learningstories.services.server_address import ServerAddress
    from learningstories.services.server_port import Servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where to, and as whom. A password of None leaves it to the keyring, and then to the driver."""

    address: ServerAddress
    password: str | None
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The open challenge; `is_kept` is False where the keyring did not take the password."""

    challenge: OpenChallenge
    is_kept: bool = True


def entry_of(text: str, password: str, me: str, *, keep: bool) -> Entry:
    """What was typed; a password in the address is taken out of it. Raises `AddressUnclear`."""
    address = parse_address(text)
    address = address if address.user or not me else address.as_user(me)
    return Entry(address=address, password=password or password_in(text), keep=keep)


def enter(servers: Servers, entry: Entry, challenge: Challenge | None, control: Control) -> Entered:
    """Open what is there, or make `challenge` there; whoever gives up meanwhile is let go of again.

    Raises what `Servers.open` and `Servers.make` raise.
    """
    password = entry.password if entry.password is not None else servers.passwords.get(entry.address)
    if challenge is None:
        opened = servers.open(entry.address, password)
    else:
        opened = servers.make(entry.address, password, challenge)
    try:
        control.step(1, 2)
        is_kept = True
        if entry.keep and entry.password is not None:
            is_kept = servers.passwords.put(entry.address, entry.password)
        control.step(2, 2)
    except BaseException:
        opened.close()
        raise
    return Entered(challenge=opened, is_kept=is_kept)
