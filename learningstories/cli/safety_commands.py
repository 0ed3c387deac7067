"""Commands about what is kept in case of harm: backup, restore and rescue."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_only_file
from learningstories.cli.output import columns
from learningstories.domain.errors import FileExists, NoSuchBackup
from learningstories.i18n import _
from learningstories.services.backup_words import restored_label, why_words
from learningstories.services.backups import Backup, Backups, Why
from learningstories.services.progress import Control
from learningstories.services.rescue import rescue_words
from learningstories.services.wording import size_words


def _backup_arguments(parser: ArgumentParser) -> None:
    add_only_file(parser, _("the challenge"))
    parser.add_argument(
        "--list", action="store_true", help=_("tell which backups there are, the newest first")
    )
    parser.add_argument(
        "--out", metavar="PATH", type=arguments.target, help=_("a file of its own to copy the challenge to")
    )


def _backup(given: Namespace, desk: Desk) -> int:
    shelf = desk.toolbox.backups()
    if given.list:
        return _list(shelf, given.file, desk)
    if given.out is not None:
        shelf.copy(given.file, given.out, Control())
        made = given.out
    else:
        made = shelf.make(given.file, Why.WANTED, Control()).file
    desk.output.give({"backup": str(made)}, lambda: [_("A backup is in {file}").format(file=made)])
    return DONE


def _list(shelf: Backups, path: Path, desk: Desk) -> int:
    found = shelf.of(path)

    def lines() -> list[str]:
        rows = [
            (str(n), _when(each.at), why_words(each.why), size_words(each.size)) for n, each in _each(found)
        ]
        return columns(rows) if rows else [_("There are no backups of it yet.")]

    desk.output.give([_as_json(n, each) for n, each in _each(found)], lines)
    return DONE


def _each(found: Sequence[Backup]) -> list[tuple[int, Backup]]:
    return list(enumerate(found, 1))


def _as_json(number: int, backup: Backup) -> dict[str, Any]:
    return {
        "number": number,
        "file": str(backup.file),
        "at": backup.at.isoformat(),
        "why": str(backup.why),
        "bytes": backup.size,
    }


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _restore_arguments(parser: ArgumentParser) -> None:
    add_only_file(parser, _("the challenge"))
    parser.add_argument(
        "backup",
        metavar="BACKUP",
        nargs="?",
        default="1",
        help=_("its number in the list, or a file (the newest)"),
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        type=arguments.target,
        help=_("leave the challenge, and make this file of it"),
    )


def _restore(given: Namespace, desk: Desk) -> int:
    shelf = desk.toolbox.backups()
    file, at = _chosen(shelf, given.file, given.backup)
    target = given.out or given.file
    if given.out is not None and target.exists():
        raise FileExists(target.name)
    done = shelf.restore(file, target, restored_label(at), desk.toolbox.who, Control())
    found = {
        "file": str(target),
        "backup": str(file),
        "before": str(done.before.file) if done.before else None,
        "damaged": str(done.damaged) if done.damaged else None,
    }

    def lines() -> list[str]:
        told = [_("{file} is as it was {when}.").format(file=target, when=_when(at))]
        if done.before is not None:
            told.append(_("What was there before is a backup: {file}").format(file=done.before.file))
        if done.damaged is not None:
            told.append(_("The damaged file is kept: {file}").format(file=done.damaged))
        return told

    desk.output.give(found, lines)
    return DONE


def _chosen(shelf: Backups, path: Path, word: str) -> tuple[Path, datetime]:
    """The file of the backup that a word names, and of when it is."""
    found = shelf.of(path)
    if word.isascii() and word.isdecimal() and len(word) < 6:  # noqa: PLR2004 - nobody has more
        place = int(word) - 1
        if 0 <= place < len(found):
            return found[place].file, found[place].at
        shelf.holding(path)  # raises what is wrong with the challenge itself, if anything is
        raise NoSuchBackup(word)
    file = Path(word)
    known = next((each for each in found if each.file == file.resolve()), None)
    last = known.at if known else shelf.holding(file).at
    return file, last or datetime.fromtimestamp(file.stat().st_mtime).astimezone()


def _rescue_arguments(parser: ArgumentParser) -> None:
    add_only_file(parser, _("the damaged challenge, which is left as it is"))
    parser.add_argument(
        "--out", metavar="NEW", type=arguments.target, required=True, help=_("the new file to save it in")
    )


def _rescue(given: Namespace, desk: Desk) -> int:
    report = desk.toolbox.rescue(given.file, given.out, Control())
    found = {
        "file": str(given.out),
        "whole": report.is_whole,
        "saved": dict(report.saved),
        "unread": list(report.broken),
        "stories_without_text": list(report.textless),
        "left_out": dict(report.dropped),
        "problems": list(report.faults),
    }
    desk.output.give(found, lambda: rescue_words(report))
    return DONE


COMMANDS = (
    Command("backup", _("make a backup, or list them"), _backup_arguments, _backup),
    Command("restore", _("go back to a backup"), _restore_arguments, _restore),
    Command("rescue", _("save what can be read of a damaged challenge"), _rescue_arguments, _rescue),
)
