"""Tables that are text: comma-separated values, and those parted by semicolons, tabs or bars."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from learningstories.documents.encoding import decode
from learningstories.documents.files import shown_name
from learningstories.documents.manuscript import Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.sheet_table import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, form_table
from learningstories.services.deliveries import Delivery
from learningstories.services.drafts import Problem
from learningstories.services.form_synonyms import names_a_field

_DELIMITERS = (",", ";", "\t", "|")
_SAID = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)')
_LOOKED_AT = 400
_EVEN_ENOUGH = 0.8
_EVEN_WHERE_NAMED = 0.5  # where a header says what is in its column
_LONGEST_CELL = 64 * 1024 * 1024
_MOST_IN_A_LINE = 50 * MOST_COLUMNS  # what is denser is not even taken apart
_ENDS_A_SENTENCE = (".", "!", "…")


class NoTable(Exception):
    """The file is called a table but is a text."""


def open_sheet_text(material: Material) -> Delivery:
    """The table in a text; raises `NoTable`, or `Refusal`."""
    text, guessed = decode(material.data)
    csv.field_size_limit(_LONGEST_CELL)
    name = shown_name(material.name)
    problems = (Problem(code="encoding_guessed", facts={"encoding": guessed}),) if guessed else ()
    said = _SAID.match(text)
    if said:
        rows = _whole(text[said.end() :], said[1])
    else:
        delimiter = _delimiter(text)
        rows = _whole(text, delimiter)
        if not _is_table(rows, delimiter):
            raise NoTable
    table = form_table(name, rows, problems=problems)
    if table is None:
        raise NoTable
    if not table.rows:
        raise Refusal("no_answers")
    return Delivery(name=name, table=table)


def _delimiter(text: str) -> str:
    """The mark by which most rows are as wide as the first, which has more than one cell."""
    scored = [(_evenness(text, delimiter), delimiter) for delimiter in _DELIMITERS]
    best, delimiter = max(scored, key=lambda each: each[0])
    if not best[0]:
        raise NoTable
    return delimiter


def _evenness(text: str, delimiter: str) -> tuple[int, float, int]:
    """How much a table the text is by a mark: from its first row or at all, how even, and how wide."""
    try:
        rows = [row for row in islice(_rows(text, delimiter, strict=True), _LOOKED_AT) if any(row)]
    except csv.Error:
        try:
            rows = [row for row in islice(_rows(text, delimiter, strict=False), _LOOKED_AT) if any(row)]
        except csv.Error:
            rows = []
    wide = [row for row in rows if len(row) > 1]
    if not wide:
        return 0, 0.0, 0
    width = len(wide[0])
    even = sum(len(row) == width for row in rows) / len(rows)
    return 2 if wide[0] is rows[0] else 1, round(even, 2), width


def _whole(text: str, delimiter: str) -> list[Row]:
    """All rows; where quotes are not closed or stand in between, as well as they can be read."""
    try:
        return _bounded(_rows(text, delimiter, strict=True))
    except csv.Error:
        pass
    try:
        return _bounded(_rows(text, delimiter, strict=False))
    except csv.Error as error:
        raise Refusal("sheet_too_large") from error


def _bounded(rows: Iterator[Row]) -> list[Row]:
    kept: list[Row] = []
    cells = 0
    for row in rows:
        cells += len(row)
        if len(row) > MOST_COLUMNS or cells > MOST_CELLS or len(kept) > MOST_ROWS:
            raise Refusal("sheet_too_large")
        kept.append(row)
    return kept


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[Row]:
    return csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=strict)


def _lines(text: str, delimiter: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > _MOST_IN_A_LINE and line.count(delimiter) > _MOST_IN_A_LINE:
            raise Refusal("sheet_too_large")
        yield line


def _is_table(rows: Sequence[Row], delimiter: str) -> bool:
    """Whether rows are those of a table, and not lines of a text in which commas stand."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    wide = max((len(row) for row in filled[:_LOOKED_AT]), default=0)
    headers = next((row for row in filled if len(row) > 1), [])
    if wide < 2 or 2 * len(headers) < wide:  # noqa: PLR2004 - a table has two columns
        return False
    answers = filled[filled.index(headers) + 1 :]
    even = sum(len(row) == len(headers) for row in answers) / max(1, len(answers))
    if any(names_a_field(header) for header in headers):
        return not answers or even >= _EVEN_WHERE_NAMED
    # In a sentence a space follows a comma.
    spoken = delimiter == "," and all(cell.startswith(" ") for cell in headers[1:])
    ends = headers[-1].rstrip().endswith(_ENDS_A_SENTENCE)
    return bool(answers) and even >= _EVEN_ENOUGH and not spoken and not ends
