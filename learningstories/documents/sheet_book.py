"""Workbooks: .xlsx and .ods, read by calamine, which is told nothing but the bytes."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zipfile import ZipFile

from learningstories.documents.files import shown_name
from learningstories.documents.manuscript import Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.sheet_bounds import refuse_large_ods, refuse_large_workbook
from learningstories.documents.sheet_table import MOST_ROWS, Row, form_table
from learningstories.documents.zip_guard import open_zip
from learningstories.services.deliveries import Delivery, FormTable
from learningstories.services.form_synonyms import names_a_field

Cell = int | float | str | bool | time | date | datetime | timedelta
_HALF_A_SECOND = timedelta(microseconds=500_000)
_LARGEST_WHOLE = 1e15  # beyond it a number of a spreadsheet is no longer exact


def open_xlsx(material: Material) -> Delivery:
    """The form's answers in an .xlsx; raises `Refusal`."""
    return _open(material, refuse_large_workbook)


def open_ods(material: Material) -> Delivery:
    """The form's answers in an .ods; raises `Refusal`."""
    return _open(material, refuse_large_ods)


def _open(material: Material, refuse_large: Callable[[ZipFile], None]) -> Delivery:
    with open_zip(material.data) as archive:
        refuse_large(archive)
    name = shown_name(material.name)
    tables = _tables(name, material.data)
    answered = [table for table in tables if table.rows]
    if not answered:
        raise Refusal("no_answers" if any(map(_fields_named, tables)) else "not_a_form")
    return Delivery(name=name, table=max(answered, key=_likeness))


def _tables(name: str, data: bytes) -> list[FormTable]:
    """The table on each sheet that is shown; of hidden ones only where there is no other."""
    from python_calamine import (  # noqa: PLC0415 - most files are no workbooks
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [
                (place, sheet.visible == SheetVisibleEnum.Visible)
                for place, sheet in enumerate(book.sheets_metadata)
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            shown = [place for place, visible in sheets if visible] or [place for place, _visible in sheets]
            each = [book.get_sheet_by_index(place) for place in shown]
            found = [form_table(name, _texts(sheet.iter_rows()), sheet=sheet.name) for sheet in each]
    except PasswordError as error:
        raise Refusal("encrypted") from error
    except CalamineError as error:
        raise Refusal("broken") from error
    return [table for table in found if table is not None]


def _texts(rows: Iterable[Sequence[Cell]]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if len(kept) > MOST_ROWS:
            raise Refusal("sheet_too_large")
        kept.append([cell if isinstance(cell, str) else _text(cell) for cell in row])
    return kept


def _text(cell: Cell) -> str:
    """A cell as text; a date as ISO 8601, so that nothing about it is in doubt."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return (cell + _HALF_A_SECOND).isoformat(" ", "seconds")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
        return str(int(cell))
    return str(cell)


def _likeness(table: FormTable) -> tuple[int, int, int]:
    """How much a sheet looks like that of a form's answers: its headers, its answers, its columns."""
    return _fields_named(table), len(table.rows), len(table.headers)


def _fields_named(table: FormTable) -> int:
    return sum(map(names_a_field, table.headers))
