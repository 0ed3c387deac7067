"""What the use cases need of servers, as they wish to see it; light, for the first paint waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from learningstories.domain.challenge import Challenge
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.passwords import Passwords
    from learningstories.services.progress import Control
    from learningstories.services.server_address import ServerAddress
    from learningstories.services.team import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was moved between a file and a server, found the same at both ends line by line."""

    title: str
    stories: int
    readings: int
    steps: int
    lines: int


class Servers(Protocol):
    """Challenges on servers.

    A password of None leaves it to the driver to look into PGPASSWORD and the pgpass file. Each may raise
    `WrongPassword` and whatever else is wrong on the way.
    """

    @property
    def passwords(self) -> Passwords:
        """The system's keyring."""
        ...

    @property
    def team(self) -> Team:
        """Who may do what."""
        ...

    def open(self, address: ServerAddress, password: str | None) -> OpenChallenge:
        """Open a challenge as whoever the address names; a reader's steps raise `ReaderOnly`."""
        ...

    def make(self, address: ServerAddress, password: str | None, challenge: Challenge) -> OpenChallenge:
        """Set an empty database up with this challenge; raises `ServerTaken`, `NotTheOwner` too."""
        ...

    def let_in(self, address: ServerAddress, password: str | None) -> None:
        """Raises where somebody is not let in."""
        ...

    def push(self, file: Path, address: ServerAddress, password: str | None, control: Control) -> Moved:
        """Copy a challenge to a server, whole or not at all; raises `ServerTaken` where one is there."""
        ...

    def fetch(self, address: ServerAddress, password: str | None, file: Path, control: Control) -> Moved:
        """Copy a challenge from a server to a new file, whole or not at all; raises `FileExists`."""
        ...
