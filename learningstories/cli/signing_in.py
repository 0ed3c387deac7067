"""Signs in to a server from a terminal."""

import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from learningstories.i18n import _
from learningstories.services.passwords import signed_in
from learningstories.services.server_address import ServerAddress

if TYPE_CHECKING:
    from learningstories.cli.command import Desk

T = TypeVar("T")


def on_server(desk: "Desk", address: ServerAddress, reach: Callable[[str | None], T]) -> T:
    """What `reach` gives with the password that the keyring holds, the driver finds or the person types."""
    return signed_in(address, desk.toolbox.servers().passwords, _ask, reach)


def _ask(address: ServerAddress, again: bool) -> str | None:  # noqa: FBT001 - as `signed_in` calls it
    """None where nobody sits at the terminal."""
    if not sys.stdin.isatty():
        return None
    asked = (
        _("That was not the right one. Password of {user} for {address}: ")
        if again
        else _("Password of {user} for {address}: ")
    )
    try:
        return getpass.getpass(asked.format(user=address.user, address=address.shown)) or None
    except EOFError:
        return None
