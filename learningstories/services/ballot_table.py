"""Ballots as a table: in each row a code, a value, an action if there is one, and the further criteria.

Instead of the value it may say that the reviewer steps aside, and why in place of the action.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from learningstories.domain.pack import PackId
from learningstories.domain.story import StoryId
from learningstories.i18n import _
from learningstories.services.ballots import CodeFault
from learningstories.services.by_hand import MOST_ACTION, HandRating, PaperRoom

MOST_BYTES = 4 * 1024 * 1024
_MOST_ROWS = 50_000
_MARKS = ",;\t"
_HEAD = "code"


class RowFault(StrEnum):
    """Why a row is not taken."""

    NONE = "none"
    CODE = "code"
    VALUE = "value_out_of_scale"
    CRITERIA = "criteria_out_of_scale"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row, by its number in the file from 1, and what it says."""

    row: int
    code: str
    rating: HandRating | None = None
    fault: RowFault = RowFault.NONE


def read_table(data: bytes, room: PaperRoom) -> list[TableRow]:
    """The rows that are not empty; a first row may name the columns."""
    found: list[TableRow] = []
    seen: dict[tuple[PackId, StoryId], int] = {}
    for number, cells in _rows(data):
        row = _row(number, [*cells, "", "", ""], room)
        if number == 1 and row.code.casefold() in (_HEAD, _("Code").casefold()):
            continue
        if row.rating is not None:
            first = seen.setdefault((row.rating.pack_id, row.rating.story_id), number)
            row = row if first == number else TableRow(row=number, code=row.code, fault=RowFault.TWICE)
        found.append(row)
    return found


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = data[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")
    lines = text.splitlines()[:_MOST_ROWS]
    mark = max(_MARKS, key=lines[0].count) if lines else _MARKS[0]
    for number, line in enumerate(lines, start=1):
        try:
            cells = next(csv.reader([line], delimiter=mark), [])
        except csv.Error:
            cells = [line]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _row(number: int, cells: list[str], room: PaperRoom) -> TableRow:
    code, value, action = (cell.strip() for cell in cells[:3])
    ballot, form = room.codes.find(code), room.form
    if isinstance(ballot, CodeFault):
        return TableRow(row=number, code=code, fault=RowFault.CODE)
    blank = HandRating(pack_id=ballot.pack.id, story_id=ballot.story.story_id)
    if form.is_aside(value):
        rating = replace(blank, aside=True, reason=action[:MOST_ACTION])
        return TableRow(row=number, code=code, rating=rating)
    point, further = form.value(value), form.points(cells[3:])
    if point is None:
        return TableRow(row=number, code=code, fault=RowFault.VALUE)
    if further is None:
        return TableRow(row=number, code=code, fault=RowFault.CRITERIA)
    rating = replace(blank, value=point, action=action[:MOST_ACTION], criteria=further)
    return TableRow(row=number, code=code, rating=rating)
