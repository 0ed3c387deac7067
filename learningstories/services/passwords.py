"""Where passwords of servers are kept, and how one is come by: from the system's keyring, or by asking.

A password is never kept anywhere else, and never part of an address, a message or the log.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from learningstories.domain.errors import WrongPassword
from learningstories.services.server_address import ServerAddress

T = TypeVar("T")
TRIES = 3  # of a password that is typed


class Passwords(Protocol):
    """The system's keyring; each call may take as long as a person needs to unlock it."""

    def kept(self) -> bool:
        """Whether there is a keyring; without one nothing is kept, and the password asked each time."""
        ...

    def get(self, address: ServerAddress) -> str | None:
        """The password that is kept for this person on this server."""
        ...

    def put(self, address: ServerAddress, password: str) -> bool:
        """Keep a password; False where there is no keyring, or it is locked."""
        ...

    def forget(self, address: ServerAddress) -> None:
        """Keep it no longer."""
        ...


def signed_in(
    address: ServerAddress,
    passwords: Passwords,
    ask: Callable[[ServerAddress, bool], str | None],
    reach: Callable[[str | None], T],
) -> T:
    """What `reach` gives with the password that the server takes.

    First the one of the keyring, or else none: then the driver itself looks into PGPASSWORD and the
    pgpass file. What is typed comes after; `ask` is told whether it is asked again, and gives None where
    the person gives up. Raises what `reach` raises, `WrongPassword` among it.
    """
    try:
        return reach(passwords.get(address))
    except WrongPassword as error:
        refused = error
    for tried in range(TRIES):
        typed = ask(address, tried > 0)
        if typed is None:
            break
        try:
            return reach(typed)
        except WrongPassword as error:
            refused = error
    raise refused
