"""Reads a table of ratings from a file of comma-separated values, whoever made it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from learningstories.domain.errors import (
    FileForbidden,
    FileMissing,
    NoSuchColumn,
    NotATable,
    QuoteLeftOpen,
    TableTooLarge,
)

LARGEST = 256 * 1024 * 1024
MOST_ROWS = 2_000_000
LONGEST_CELL = 1024 * 1024
MOST_NAMED = 20  # of the columns that there are, in a sentence
LARGEST_VALUE = 1e9
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MISSING = frozenset(
    {"", ".", "*", "-", "?", "na", "n/a", "nan", "null", "none", "#n/a"}
)  # as other programs write it


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of the three columns."""

    story: str
    reviewer: str
    value: str


@dataclass(slots=True, kw_only=True)
class RatingsTable:
    """Ratings as three columns of equal length; `story` and `reviewer` are places in the names.

    `missing` rows have no story, reviewer or value, `not_numbers` a value that is none; both are left
    out. `repeated` ratings are of a story by a reviewer who had rated it in an earlier row.
    `twice` are columns of which there are several.
    """

    stories: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    story: list[int] = field(default_factory=list)
    reviewer: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    missing: int = 0
    not_numbers: int = 0
    repeated: int = 0
    twice: tuple[str, ...] = ()


def read_ratings(path: Path, columns: Columns) -> RatingsTable:
    """The ratings in a file.

    Raises `FileMissing`, `FileForbidden`, `NotATable`, `TableTooLarge`, `QuoteLeftOpen` and
    `NoSuchColumn`.
    """
    text = _text(path)
    wanted = (columns.story, columns.reviewer, columns.value)
    delimiter = _delimiter(text, wanted)
    rows = _rows(text, delimiter, path.name)
    headers = [name.strip() for name in next(rows, [])]
    if not any(headers):
        raise NotATable(path.name)
    places = [_place(headers, name) for name in wanted]
    return _table(rows, places, _twice(headers, places), path.name)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise FileMissing(path.name) from error
    except IsADirectoryError as error:
        raise NotATable(path.name) from error
    except OSError as error:
        raise FileForbidden(path.name) from error
    if len(data) > LARGEST:
        raise TableTooLarge(path.name)
    text = _decoded(data, path.name)
    if "\0" in text:
        raise NotATable(path.name)
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotATable(name) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Older spreadsheets; every byte is a letter there, so that names may look odd but stay apart.
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str, wanted: Sequence[str]) -> str:
    """The mark by which the first row names most of the columns, or else has most cells."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            headers = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        names = {name.strip().casefold() for name in headers}
        return sum(name.strip().casefold() in names for name in wanted), len(headers)

    return max(_DELIMITERS, key=fit)


def _rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    """All rows that are not empty."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            if row:
                yield row
            begun = reader.line_num + 1
    except csv.Error as error:
        raise QuoteLeftOpen(name, begun) from error
    finally:
        csv.field_size_limit(before)


def _place(headers: Sequence[str], wanted: str) -> int:
    """Where the column is; capitals need not be the same if no other column is meant."""
    name = wanted.strip()
    if name in headers:
        return headers.index(name)
    alike = [place for place, header in enumerate(headers) if header.casefold() == name.casefold()]
    if not alike:
        shown = [header for header in headers if header]
        more = ["…"] if len(shown) > MOST_NAMED else []
        raise NoSuchColumn(wanted, ", ".join([header[:80] for header in shown[:MOST_NAMED]] + more))
    return alike[0]


def _twice(headers: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    names = dict.fromkeys(headers[place] for place in places)
    return tuple(name for name in names if headers.count(name) > 1)


def _table(
    rows: Iterator[list[str]], places: Sequence[int], twice: tuple[str, ...], name: str
) -> RatingsTable:
    table = RatingsTable(twice=twice)
    stories: dict[str, int] = {}
    reviewers: dict[str, int] = {}
    seen: set[tuple[int, int]] = set()
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise TableTooLarge(name)
        story, reviewer, said = (row[place].strip() if place < len(row) else "" for place in places)
        value = _value(said)
        if not story or not reviewer or said.casefold() in _MISSING:
            table.missing += 1
        elif value is None:
            table.not_numbers += 1
        else:
            pair = (stories.setdefault(story, len(stories)), reviewers.setdefault(reviewer, len(reviewers)))
            table.repeated += pair in seen
            seen.add(pair)
            table.story.append(pair[0])
            table.reviewer.append(pair[1])
            table.value.append(value)
    table.stories, table.reviewers = tuple(stories), tuple(reviewers)
    return table


def _value(said: str) -> float | None:
    if not _NUMBER.fullmatch(said):
        return None
    value = float(said.replace(",", "."))
    return value if abs(value) <= LARGEST_VALUE else None
