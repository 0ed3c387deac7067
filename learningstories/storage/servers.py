"""Challenges on servers, as the use cases see them."""

from pathlib import Path
from typing import TYPE_CHECKING

from learningstories.services.ports import Clock
from learningstories.services.progress import Control
from learningstories.services.server_address import ServerAddress
from learningstories.services.server_port import Moved
from learningstories.storage.keyring_passwords import KeyringPasswords

if TYPE_CHECKING:
    from learningstories.domain.challenge import Challenge
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.passwords import Passwords
    from learningstories.services.team import Team


class ServerChallenges:
    """Joins what stores, moves and guards them; each is loaded when it is first used."""

    def __init__(self, clock: Clock, passwords: "Passwords | None" = None) -> None:
        self._clock = clock
        self._passwords = passwords or KeyringPasswords()

    @property
    def passwords(self) -> "Passwords":
        """The system's keyring."""
        return self._passwords

    @property
    def team(self) -> "Team":
        """Who may do what."""
        from learningstories.storage.roles.team import ServerTeam  # noqa: PLC0415 - brings the driver along

        return ServerTeam()

    def open(self, address: ServerAddress, password: str | None) -> "OpenChallenge":
        """Open a challenge as whoever the address names."""
        from learningstories.storage.server.opening import open_server  # noqa: PLC0415 - the same

        return open_server(address, password, self._clock)

    def make(self, address: ServerAddress, password: str | None, challenge: "Challenge") -> "OpenChallenge":
        """Set an empty database up with this challenge."""
        from learningstories.storage.server.opening import make_on_server  # noqa: PLC0415 - the same

        return make_on_server(address, password, challenge, self._clock)

    def let_in(self, address: ServerAddress, password: str | None) -> None:
        """Raises where somebody is not let in."""
        from learningstories.storage.roles.doors import let_in  # noqa: PLC0415 - brings the driver along

        let_in(address, password).close()

    def push(self, file: Path, address: ServerAddress, password: str | None, control: Control) -> Moved:
        """Copy a challenge to a server, whole or not at all."""
        from learningstories.storage.moving import push  # noqa: PLC0415 - brings the driver along

        return push(file, address, password, control)

    def fetch(self, address: ServerAddress, password: str | None, file: Path, control: Control) -> Moved:
        """Copy a challenge from a server to a new file, whole or not at all."""
        from learningstories.storage.moving import fetch  # noqa: PLC0415 - brings the driver along

        return fetch(address, password, file, control)
