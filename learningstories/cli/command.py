"""What a command of the command line is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from learningstories.cli import arguments
from learningstories.cli.output import Output
from learningstories.domain.errors import FileReadOnly
from learningstories.services.opening import OpenChallenge
from learningstories.services.toolbox import Toolbox

DONE, REFUSED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    toolbox: Toolbox
    output: Output

    @contextmanager
    def writing(self, path: Path) -> Iterator[OpenChallenge]:
        """The challenge in `path`, to change it."""
        challenge = self.toolbox.open(path)
        try:
            yield challenge
        finally:
            challenge.close()

    @contextmanager
    def reading(self, path: Path) -> Iterator[OpenChallenge]:
        """The challenge in `path`, to look at it, even where it may not be changed."""
        try:
            challenge = self.toolbox.open(path)
        except FileReadOnly:
            challenge = self.toolbox.open_to_read(path)
        try:
            yield challenge
        finally:
            challenge.close()


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
    """The challenge file, which nearly every command begins with."""
    parser.add_argument("file", metavar="FILE", type=arguments.challenge_file, help=explanation)
