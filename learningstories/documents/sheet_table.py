"""Rows of cells to the table of a form: where its headers are, and what they are called."""

from collections.abc import Iterator, Sequence
from itertools import count, islice

from learningstories.documents.refusal import Refusal
from learningstories.services.deliveries import FormTable
from learningstories.services.drafts import Problem
from learningstories.services.markup import normal_text

MOST_COLUMNS = 1_000
MOST_ROWS = 100_000
MOST_CELLS = 5_000_000
MOST_CHARACTERS = 64 * 1024 * 1024
LONGEST_HEADER = 4_000  # what an author agrees to can be long

Row = Sequence[str]
_LOOKED_AT = 30
_FURTHEST_HEADER = 10
# What SurveyMonkey writes under a question that has one answer.
_SAYS_NOTHING = frozenset(("response", "open-ended response", "open ended response"))
_LONGEST_SECOND = 300


def form_table(
    name: str, rows: Sequence[Row], sheet: str = "", problems: tuple[Problem, ...] = ()
) -> FormTable | None:
    """The table that begins with the first row that names its columns; None where there is none.

    It may have no answers. Raises `Refusal` for a table that is larger than any form's.
    """
    at = _header_row(rows)
    if at is None:
        return None
    width = _width(rows)
    lines = 2 if _has_second_header(rows[at:], width) else 1
    headers = _folded(rows[at], rows[at + 1], width) if lines == 2 else rows[at]  # noqa: PLR2004 - two lines
    answers = _without_empty_end(rows[at + lines :])
    _refuse_large(width, len(answers))
    kept = [place for place in range(width) if _is_used(headers, answers, place)]
    return FormTable(
        name=name,
        headers=tuple(_distinct(headers, kept)),
        rows=tuple(tuple(_plain(_cell(row, place)) for place in kept) for row in answers),
        sheet=sheet,
        first_row=at + lines + 1,
        problems=problems,
    )


def _header_row(rows: Sequence[Row]) -> int | None:
    """The first row that is about as full as the fullest: above it there may be a title."""
    first = [_filled(row) for row in rows[:_LOOKED_AT]]
    most = max(first, default=0)
    least = max(min(2, most), most / 2)
    return next((i for i, n in enumerate(first[:_FURTHEST_HEADER]) if n >= least > 0), None)


def _has_second_header(rows: Sequence[Row], width: int) -> bool:
    """Whether the second row goes on naming columns: its short texts stand where the first has gaps.

    A row of answers has something in its first column, be it a number or a time.
    """
    if len(rows) < 2 or _filled(rows[1]) == 0:  # noqa: PLR2004 - two rows
        return False
    first, second = rows[0], rows[1]
    answered = any(_cell(row, 0) for row in rows[2:_LOOKED_AT])
    short = all(len(cell) <= _LONGEST_SECOND for cell in second)
    if not short or not answered or _cell(second, 0) or not _cell(first, 0):
        return False
    gaps = [place for place in range(width) if not _cell(first, place).strip()]
    said = {cell.strip().lower() for cell in second} & _SAYS_NOTHING
    return bool(said) or any(_cell(second, place) for place in gaps)


def _folded(first: Row, second: Row, width: int) -> list[str]:
    """One header of two: the question, which stands above its first column only, and the choice below."""
    headers = []
    question = ""
    for place in range(width):
        question = _cell(first, place) or question
        choice = _cell(second, place).strip()
        if not choice:
            headers.append(_cell(first, place))
        elif choice.lower() in _SAYS_NOTHING or not question:
            headers.append(question or choice)
        else:
            headers.append(f"{question}: {choice}")
    return headers


def _refuse_large(width: int, height: int) -> None:
    if width > MOST_COLUMNS or height > MOST_ROWS or width * height > MOST_CELLS:
        raise Refusal("sheet_too_large")


def _is_used(headers: Row, answers: Sequence[Row], place: int) -> bool:
    return bool(_cell(headers, place).strip()) or any(_cell(row, place).strip() for row in answers)


def _distinct(headers: Row, kept: Sequence[int]) -> Iterator[str]:
    """The headers in one line each; one that comes again has its number, an empty one its letters."""
    seen: set[str] = set()
    for place in kept:
        plain = " ".join(normal_text(_cell(headers, place)).split())[:LONGEST_HEADER] or _letters(place)
        numbered = (plain if n == 1 else f"{plain} ({n})" for n in count(1))
        header = next(each for each in numbered if each not in seen)
        seen.add(header)
        yield header


def _letters(place: int) -> str:
    """What a spreadsheet calls a column: A to Z, AA and so on."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _without_empty_end(rows: Sequence[Row]) -> Sequence[Row]:
    last = next((i for i in range(len(rows) - 1, -1, -1) if _filled(rows[i])), -1)
    return rows[: last + 1]


def _width(rows: Sequence[Row]) -> int:
    return max((len(row) for row in islice(rows, MOST_ROWS)), default=0)


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _plain(cell: str) -> str:
    # What can be printed, which most cells are, has nothing in it that would be taken out.
    return (cell if cell.isprintable() else normal_text(cell)).strip()


def _cell(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""
