"""What in a mail its sender wrote, what was quoted or forwarded, and what is the signature."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from learningstories.documents.mail_headers import Person, person
from learningstories.documents.mail_rows import QUOTE, SIGNATURE, Row, words_in
from learningstories.documents.mail_words import (
    DATE,
    FROM,
    SUBJECT,
    label_of,
    mark_of,
    says_who_wrote,
    signature_in,
)

FEW_WORDS = 30  # not more than somebody writes who only passes a mail on
_MOST_HEADERS = 14  # lines
_FEWEST_LABELS = 3
_MOST_SIGNATURE_LINES, _MOST_SIGNATURE_LETTERS = 12, 700
_MOST_TRIED = 300
_MOST_ABOVE = 8  # lines, with empty ones
_DELIMITER = re.compile(r"--\s*")
_ADDRESS_OR_CLOCK = re.compile(r"@|\d{1,2}[:.h]\d{2}")
_DATED = re.compile(r"@|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b")
_COLON = (":", "\uff1a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A mail within a mail: who wrote it, when and about what, as far as it says.

    `forwarded` is whether it says of itself that it was forwarded; None where it does not say.
    """

    rows: tuple[Row, ...]
    sender: Person = field(default_factory=Person)
    subject: str = ""
    date: str = ""
    forwarded: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The rows that the sender wrote, the signature below them, and the mail within the mail.

    `left_out` is whether rows were left out that answer to something.
    """

    own: tuple[Row, ...]
    signature: str = ""
    quoted: Quoted | None = None
    left_out: bool = False


def sort_out(rows: Sequence[Row], *, answers: bool = False) -> Sorted:
    """Tell apart what is in a mail; `answers` is whether its subject says that it answers another."""
    begin, quoted = _mail_within(rows)
    written = list(rows[:begin] if quoted else rows)
    left = _without_answered(written, answers=answers)
    own, signature = _without_signature(left)
    return Sorted(own=tuple(own), signature=signature, quoted=quoted, left_out=len(left) < len(written))


# --- a mail within the mail, below lines such as "From: Ada" ------------------------------------------


def _mail_within(rows: Sequence[Row]) -> tuple[int, Quoted | None]:
    marked: bool | None = None
    marked_at, tried = -1, 0
    for place, row in enumerate(rows):
        for number, line in enumerate(row.lines):
            mark = mark_of(line)
            if mark:
                marked, marked_at = mark == "forward", place
            elif tried < _MOST_TRIED and label_of(line)[0]:
                tried += 1
                near = 0 <= place - marked_at <= 3 and marked is not None  # noqa: PLR2004 - lines
                quoted = _headed(rows, place, number, forwarded=marked if near else None)
                if quoted is not None:
                    begin = marked_at if near else place
                    return _before_rule(rows, begin), quoted
    return len(rows), None


def _before_rule(rows: Sequence[Row], begin: int) -> int:
    """Programs draw a line above the headers."""
    while begin and (rows[begin - 1].is_empty or _is_rule(rows[begin - 1])):
        begin -= 1
    return begin


def _is_rule(row: Row) -> bool:
    text = "".join(row.lines).strip()
    return (row.node is not None and row.node.tag == "hr") or (bool(text) and not text.strip("-_=*"))


def _headed(rows: Sequence[Row], place: int, number: int, *, forwarded: bool | None) -> Quoted | None:
    """The mail whose headers begin in a line of a row, if they are headers."""
    told: dict[str, str] = {}
    lines = [
        (row_place, line_place, line)
        for row_place in range(place, min(place + _MOST_HEADERS, len(rows)))
        for line_place, line in enumerate(rows[row_place].lines)
        if (row_place, line_place) >= (place, number)
    ]
    end = (place, number)
    for row_place, line_place, line in lines[: 2 * _MOST_HEADERS]:
        kind, value = label_of(line)
        if kind:
            told.setdefault(kind, value)
        elif line.strip() and not (told and _continues(line)):
            break
        if line.strip():
            end = (row_place, line_place + 1)
    if FROM not in told or not (_is_headed(told) if forwarded is None else len(told) > 1):
        return None
    return Quoted(
        rows=tuple(_below(rows, *end)),
        sender=person(told[FROM]),
        subject=told.get(SUBJECT, ""),
        date=told.get(DATE, ""),
        forwarded=forwarded,
    )


def _is_headed(told: Mapping[str, str]) -> bool:
    """Whether these are a mail's headers though nothing announces one: letters in stories have some, too."""
    sent = _ADDRESS_OR_CLOCK.search(f"{told[FROM]}\n{told.get(DATE, '')}")
    return len(told) >= _FEWEST_LABELS and sent is not None


def _continues(line: str) -> bool:
    """Whether a line goes on with the addresses of the line before."""
    return "@" in line and len(line.partition("@")[0].split()) <= 4  # noqa: PLR2004 - a name


def _below(rows: Sequence[Row], row_place: int, line_place: int) -> list[Row]:
    row = rows[row_place]
    rest = [Row((line,), row.quoted) for line in row.lines[line_place:]]
    return [*rest, *rows[row_place + 1 :]]


# --- what is quoted in order to answer it -----------------------------------------------------------------


def _without_answered(rows: list[Row], *, answers: bool) -> list[Row]:
    """The rows without quotations that a program put there, and the lines that say whose they are."""
    if not any(_is_written(row) for row in rows):
        return rows
    last = max(place for place, row in enumerate(rows) if not row.is_empty)
    left: list[Row] = []
    place = tried = 0
    while place < len(rows):
        end = _quotation_end(rows, place)
        if end > place and tried < _MOST_TRIED:
            tried += 1
            taken = _attribution(left)
            by_program = any(row.mark == QUOTE for row in rows[place:end])
            if taken or by_program or (answers and end > last):
                del left[len(left) - taken :]
                place = end
                continue
        left += rows[place : max(end, place + 1)]
        place = max(end, place + 1)
    return left


def _quotation_end(rows: Sequence[Row], place: int) -> int:
    """The place after the quotation that begins here; the place itself if none does."""
    end = place
    if rows[place].quoted:
        while end < len(rows) and (rows[end].quoted or rows[end].is_empty):
            end += 1
    return end


def _is_written(row: Row) -> bool:
    """Whether a row is the sender's own, and more than the announcement of a quotation."""
    announces = row.mark == QUOTE or row.lines[-1].rstrip().endswith(_COLON)
    return not row.quoted and not row.is_empty and not announces


def _attribution(left: Sequence[Row]) -> int:
    """How many of the last rows say whose words follow: "On Monday Ada wrote:"."""
    near = range(max(0, len(left) - _MOST_ABOVE), len(left))
    filled = [place for place in near if not left[place].is_empty]
    if not filled:
        return 0
    last = left[filled[-1]]
    line = last.lines[-1].strip()
    if last.mark == QUOTE:
        return len(left) - filled[-1]
    if not line.endswith(_COLON):
        return 0
    for rows in (1, 2):
        text = "\n".join(left[place].lines[-1][:300].strip() for place in filled[-rows:])
        if says_who_wrote(text) == rows and len(filled) >= rows:
            return len(left) - filled[-rows]
    return len(left) - filled[-1] if _DATED.search(line) and len(last.lines) == 1 else 0


# --- the signature ------------------------------------------------------------------------------------------


def _without_signature(rows: list[Row]) -> tuple[list[Row], str]:
    """The rows above the signature, and the signature in one line; it is short, and not all there is."""
    filled = [place for place, row in enumerate(rows) if not row.is_empty]
    for beginning in _beginnings(rows, filled[-_MOST_SIGNATURE_LINES:]):
        begin = _above_delimiter(rows, beginning)
        text = " ".join(" ".join(row.lines) for row in rows[begin:]).split()
        shown = " ".join(text).removeprefix("--").strip()
        if words_in(rows[:begin]) > 0 and len(shown) <= _MOST_SIGNATURE_LETTERS:
            return rows[:begin], shown
    return rows, ""


def _above_delimiter(rows: Sequence[Row], begin: int) -> int:
    while begin and (rows[begin - 1].is_empty or _DELIMITER.fullmatch("".join(rows[begin - 1].lines))):
        begin -= 1
    return begin


def _beginnings(rows: Sequence[Row], near: Sequence[int]) -> list[int]:
    """Those of the last rows at which a signature may begin, the surest first."""
    marked = [place for place in near if rows[place].mark == SIGNATURE]
    ruled = [place for place in near if _DELIMITER.fullmatch(rows[place].lines[0])]
    starts = []
    lines, places = [], []
    for place in near:
        shown = rows[place].lines[:_MOST_SIGNATURE_LINES]
        lines += [line[:200].strip() for line in shown]
        places += [place] * len(shown)
    found = signature_in("\n".join(lines))
    if found is not None:
        number = "\n".join(lines)[:found].count("\n")
        first_of_row = number == 0 or places[number - 1] != places[number]
        starts = [places[number]] if first_of_row else []
    return [*marked, *ruled[-1:], *starts]
