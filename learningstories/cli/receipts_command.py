"""The command that writes acknowledgements for authors: receipts."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.i18n import _, listed, plural
from learningstories.services.receipts import Receipts, write_receipts


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "numbers", metavar="NUMBER", nargs="*", type=arguments.number, help=_("stories; none for all")
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=_("where to put the drafts"))


def _receipts(given: Namespace, desk: Desk) -> int:
    with desk.reading(given.file) as opened:
        made = write_receipts(opened.workspace, given.out, given.numbers)
    found = {"files": [str(path) for path in made.files], "without_address": list(made.without_address)}
    desk.output.give(found, lambda: _told(made))
    return DONE


def _told(made: Receipts) -> Iterator[str]:
    yield from map(str, made.files)
    yield plural("Wrote {n} receipt.", "Wrote {n} receipts.", len(made.files)).format(n=len(made.files))
    if made.without_address:
        numbers = listed(f"#{number}" for number in made.without_address)
        yield _("No address to write to: {numbers}").format(numbers=numbers)


COMMAND = Command("receipts", _("write acknowledgements as mail drafts"), _arguments, _receipts)
