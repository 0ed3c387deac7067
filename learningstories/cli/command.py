"""What a command of the command line is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from learningstories.cli import arguments
from learningstories.cli.output import Output
from learningstories.cli.signing_in import on_server
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import FileReadOnly
from learningstories.services.opening import OpenChallenge
from learningstories.services.server_address import ServerAddress
from learningstories.services.toolbox import Toolbox

DONE, REFUSED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    toolbox: Toolbox
    output: Output

    @contextmanager
    def writing(self, place: Path | ServerAddress) -> Iterator[OpenChallenge]:
        """The challenge in a file or on a server, to change it."""
        challenge = self._open(place)
        try:
            yield challenge
        finally:
            challenge.close()

    @contextmanager
    def reading(self, place: Path | ServerAddress) -> Iterator[OpenChallenge]:
        """The same to look at it, even where it may not be changed."""
        try:
            challenge = self._open(place)
        except FileReadOnly:
            if isinstance(place, ServerAddress):
                raise
            challenge = self.toolbox.open_to_read(place)
        try:
            yield challenge
        finally:
            challenge.close()

    def make(self, place: Path | ServerAddress, challenge: Challenge) -> None:
        """Make a challenge in a new file, or in an empty database."""
        if isinstance(place, ServerAddress):
            servers = self.toolbox.servers()
            on_server(self, place, lambda password: servers.make(place, password, challenge)).close()
        else:
            self.toolbox.make(place, challenge).close()

    def _open(self, place: Path | ServerAddress) -> OpenChallenge:
        if isinstance(place, ServerAddress):
            servers = self.toolbox.servers()
            return on_server(self, place, lambda password: servers.open(place, password))
        return self.toolbox.open(place)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a line, its arguments, and the doing of it.

    `run` gives the status: 0 done, 1 refused. It may raise any `ExpectedError`.
    """

    name: str
    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Desk], int]


def add_file(parser: ArgumentParser, explanation: str) -> None:
    """The challenge, which nearly every command begins with: a file, or its address on a server."""
    parser.add_argument("file", metavar="FILE", type=arguments.challenge, help=explanation)


def add_only_file(parser: ArgumentParser, explanation: str) -> None:
    """The same where only a file will do."""
    parser.add_argument("file", metavar="FILE", type=arguments.challenge_file, help=explanation)
