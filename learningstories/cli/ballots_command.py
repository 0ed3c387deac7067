"""The command that enters ballots typed into a table: ballots."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_file
from learningstories.domain.errors import FileForbidden, FileMissing
from learningstories.domain.pack import ReturnBy
from learningstories.i18n import _
from learningstories.services.ballot_table import MOST_BYTES, RowFault, TableRow, read_table
from learningstories.services.by_hand import enter, paper_room, report_words


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    what = _(
        "rows of a ballot's code, the value (or “aside”, and why behind it), an action if there is one, "
        "and the answers to further criteria"
    )
    parser.add_argument("table", metavar="CSV", type=Path, help=what)


def _ballots(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        rows = read_table(_read(given.table), paper_room(opened.workspace))
        ratings = [row.rating for row in rows if row.rating is not None]
        files = desk.toolbox.packs()
        report = (
            enter(opened.workspace, files, ratings, ReturnBy.PAPER, given.table.name) if ratings else None
        )
    faulty = [row for row in rows if row.rating is None]
    found = {"entered": len(ratings), "rows": [_row_shape(row) for row in faulty]}
    if desk.output.as_json and faulty:
        desk.output.refuse(faulty[0].fault, "\n".join(map(_row_told, faulty)), found)
        return REFUSED
    desk.output.give(found, lambda: iter([report_words(report)] if report else []))
    for row in faulty:
        desk.output.complain(_row_told(row))
    return REFUSED if faulty else DONE


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES)
    except PermissionError as error:
        raise FileForbidden(path.name) from error
    except OSError as error:
        raise FileMissing(path.name) from error


def _row_shape(row: TableRow) -> dict[str, Any]:
    return {"row": row.row, "typed": row.code, "code": str(row.fault)}


def _row_told(row: TableRow) -> str:
    told = {
        RowFault.CODE: _("Row {row}: no pack has a ballot with the code “{code}”. It is left out."),
        RowFault.VALUE: _("Row {row} ({code}): the value is not on the scale. It is left out."),
        RowFault.CRITERIA: _("Row {row} ({code}): a further answer is not on its scale. It is left out."),
        RowFault.TWICE: _("Row {row} ({code}): this ballot is in the table already. It is left out."),
    }[row.fault]
    return told.format(row=row.row, code=row.code)


COMMANDS = (Command("ballots", _("enter what reviewers ticked on paper"), _arguments, _ballots),)
