"""Commands about copies behind a passphrase, which is asked for or read from a file and never an argument."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_only_file
from learningstories.domain.errors import FileExists, FileForbidden, FileMissing, PassphraseUnsaid
from learningstories.i18n import _
from learningstories.services.locked_copies import LEAST_LETTERS, MOST_LETTERS, open_locked, save_locked
from learningstories.services.progress import Control


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="PATH", type=arguments.target, required=True, help=_("the file to make")
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=arguments.source,
        help=_("a file with the passphrase in its first line; without it, it is asked for"),
    )


def _lock_arguments(parser: ArgumentParser) -> None:
    add_only_file(parser, _("the challenge"))
    _arguments(parser)


def _unlock_arguments(parser: ArgumentParser) -> None:
    add_only_file(parser, _("the copy"))
    _arguments(parser)


def _lock(given: Namespace, desk: Desk) -> int:
    if given.out.exists():
        raise FileExists(given.out.name)
    tools, phrase = desk.toolbox, _phrase(given.passphrase_file, twice=True)
    size = save_locked(tools.backups(), tools.packs(), given.file, given.out, phrase, Control())
    told = _("Saved {path}. Without its passphrase nobody can open it, nor you.").format(path=given.out)
    desk.output.give({"path": str(given.out), "bytes": size}, lambda: [told])
    return DONE


def _unlock(given: Namespace, desk: Desk) -> int:
    tools = desk.toolbox
    if given.out.exists():
        raise FileExists(given.out.name)
    phrase = _phrase(given.passphrase_file, twice=False)
    open_locked(tools.backups(), tools.packs(), given.file, given.out, phrase, Control())
    desk.output.give({"file": str(given.out)}, lambda: [_("Made {file}").format(file=given.out)])
    return DONE


def _phrase(file: Path | None, *, twice: bool) -> str:
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise PassphraseUnsaid
    asked = _("Passphrase (at least {n} letters): ").format(n=LEAST_LETTERS) if twice else _("Passphrase: ")
    try:
        first = getpass.getpass(asked)
        if twice and getpass.getpass(_("The same once more: ")) != first:
            raise PassphraseUnsaid
    except EOFError as error:
        raise PassphraseUnsaid from error
    return first


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.readline(MOST_LETTERS * 4).decode("utf-8-sig", "replace").strip()
    except PermissionError as error:
        raise FileForbidden(file.name) from error
    except OSError as error:
        raise FileMissing(file.name) from error


COMMANDS = (
    Command("lock", _("save a copy behind a passphrase"), _lock_arguments, _lock),
    Command("unlock", _("make a challenge of such a copy"), _unlock_arguments, _unlock),
)
