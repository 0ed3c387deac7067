"""Tables that spreadsheets open: comma-separated, with letters of any script, and never as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Cell = str | int | float
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would work out what begins so


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as a file."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    # Excel takes a file for UTF-8 only when it begins with the mark.
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """The cell as no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
