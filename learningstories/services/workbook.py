"""Tables as a workbook for spreadsheet programs (.xlsx): typed cells, and never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from learningstories.services.challenge_tables import Table, Value

_MOST_LETTERS = 32_767  # that a cell takes
_MOST_NAME = 31  # letters of a sheet's name
_UNFIT = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))
_MOST_ROWS = 1_048_576  # of a sheet, with its head
_NARROWEST, _WIDEST = 8, 60  # in letters
_MOMENT = "yyyy-mm-dd hh:mm"
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": _MOMENT,
}


@dataclass(slots=True, kw_only=True)
class Cut:
    """What found no room in the sheets: the ends of so many texts, and so many rows."""

    texts: int = 0
    rows: int = 0


def workbook(tables: Sequence[Table], made: datetime, *, from_right: bool) -> tuple[bytes, Cut]:
    """A sheet for each table, and what found no room; the same for the same tables, for `made` is told by the
    caller.
    """
    out, cut = BytesIO(), Cut()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.title.translate(_UNFIT).strip()[:_MOST_NAME])
            if from_right:
                sheet.right_to_left()
            _fill(sheet, table, head, body)
            cut.rows += max(0, len(table.rows) + 1 - _MOST_ROWS)
            cut.texts += sum(_is_cut(value) for row in table.rows for value in row)
    return out.getvalue(), cut


def _is_cut(value: Value) -> bool:
    return isinstance(value, str) and len(value) > _MOST_LETTERS


def _fill(sheet: Any, table: Table, head: Any, body: Any) -> None:
    for column, name in enumerate(table.columns):
        longest = max((len(_shown(row[column])) for row in table.rows), default=0)
        width = min(_WIDEST, max(_NARROWEST, longest + 2, len(name) // 2))
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name[:_MOST_LETTERS], head)
    for place, row in enumerate(table.rows[: _MOST_ROWS - 1], start=1):
        for column, value in enumerate(row):
            _write(sheet, (place, column), value, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, min(len(table.rows), _MOST_ROWS - 1), len(table.columns) - 1)


def _write(sheet: Any, at: tuple[int, int], value: Value, body: Any) -> None:
    """What the cell holds, by its kind; nothing where there is nothing."""
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value)
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value:
        sheet.write_string(*at, value[:_MOST_LETTERS], body)


def _shown(value: Value) -> str:
    return _MOMENT if isinstance(value, datetime) else str(value or "")
