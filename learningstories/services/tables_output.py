"""The tables of a challenge in files that spreadsheets open."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from learningstories.i18n import _, numeral, plural, speaking
from learningstories.services.challenge_tables import Table, Value, challenge_tables
from learningstories.services.copy_words import what_tables_hold
from learningstories.services.csv_file import Cell, csv_bytes
from learningstories.services.output import MadeOutput, Order
from learningstories.services.saving import save_whole
from learningstories.services.written_dates import locale_of

if TYPE_CHECKING:
    from learningstories.services.workbook import Cut


def make_csv(order: Order) -> MadeOutput:
    """The stories, and below them, each after an empty line, the readings and the shortlist.

    Raises `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    with order.workspace.read() as unit, speaking(unit.challenge().language):
        data = csv_bytes(_lines(challenge_tables(unit, order.control)))
    order.control.step(3, 4)
    save_whole(order.target, data)
    return MadeOutput(path=order.target, bytes=len(data), notes=(what_tables_hold(),))


def make_xlsx(order: Order) -> MadeOutput:
    """A workbook with a sheet for each of them; raises `CannotWrite`, `DiskFull`, `Cancelled`."""
    from learningstories.services.workbook import workbook  # noqa: PLC0415 - only this form needs it

    with order.workspace.read() as unit:
        challenge = unit.challenge()
        from_right = locale_of(challenge.language).text_direction == "rtl"
        with speaking(challenge.language):
            tables = challenge_tables(unit, order.control)
            data, cut = workbook(tables, challenge.closes_at, from_right=from_right)
    order.control.step(3, 4)
    save_whole(order.target, data)
    notes = (what_tables_hold(), *_told_of(cut))  # for the organiser, not for those who get it
    return MadeOutput(path=order.target, bytes=len(data), notes=notes)


def _told_of(cut: "Cut") -> Iterator[str]:
    """What found no room in a spreadsheet; the plain tables have it."""
    if cut.texts:
        words = plural(
            "{n} text is longer than a cell can be and is cut: the plain tables have it whole.",
            "{n} texts are longer than a cell can be and are cut: the plain tables have them whole.",
            cut.texts,
        )
        yield words.format(n=cut.texts)
    if cut.rows:
        words = plural(
            "{n} row found no room in a sheet: the plain tables have it.",
            "{n} rows found no room in a sheet: the plain tables have them.",
            cut.rows,
        )
        yield words.format(n=numeral(cut.rows))


def _lines(tables: Sequence[Table]) -> Iterator[Sequence[Cell]]:
    """The stories come first, so that a script that stops at the empty line has only those."""
    for place, table in enumerate(tables):
        if place:
            yield []
            yield [table.title]
        yield table.columns
        yield from ([_cell(value) for value in row] for row in table.rows)


def _cell(value: Value) -> Cell:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else value
