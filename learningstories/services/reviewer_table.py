"""What a table of people says: a spreadsheet that was saved, or rows that were pasted from one."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from learningstories.domain.form import FormField
from learningstories.domain.reviewer import Aside
from learningstories.services.deliveries import FormTable
from learningstories.services.form_synonyms import named_fields, plain
from learningstories.services.language_names import language_code
from learningstories.services.reviewer_lines import (
    MOST_LINES,
    MOST_NAME,
    LineProblem,
    Remark,
    RemarkKind,
    UnderstoodLine,
    address_in,
)
from learningstories.services.reviewing import MOST_CAPACITY, NewReviewer

_MOST_PARTS, _LONGEST_PART = 50, 200
_MARKED = re.compile(r"[;|\n]")
_REASON = re.compile(r"(.+?)\s*\(([^()]*)\)\s*")
_MARKS = ("\t", ";", ",")
_SURE = 0.6  # of what a header says


class _Column(StrEnum):
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    LANGUAGES = "languages"
    THEMES = "themes"
    CAPACITY = "capacity"
    AUTHORS = "authors"
    STORIES = "stories"
    REASON = "reason"


def _phrases(*lines: str) -> tuple[str, ...]:
    return tuple(phrase for line in lines for phrase in line.split("|"))


# What a story's form has no words for; as `plain` makes them.
_OWN: Mapping[_Column, tuple[str, ...]] = {
    _Column.NAME: _phrases("reviewer|reader|leser|leserin|lecteur|lector|leitor|lettore|lezer"),
    _Column.LANGUAGES: _phrases("languages|reads in|sprachen|langues|idiomas|lingue|talen"),
    _Column.CAPACITY: _phrases(
        "capacity|reads at most|at most|maximum|max|how many|stories at most|kapazitat|hochstens",
        "capacite|au plus|capacidad|capacidade|capacita|hoogstens",
    ),
    _Column.AUTHORS: _phrases(
        "steps aside from authors|steps aside from|steps aside|conflicts|conflict|recused from|recuse",
        "not to read authors|befangen|conflits|conflictos|conflitos|conflitti",
    ),
    _Column.STORIES: _phrases("steps aside from stories|not to read stories|not to read|conflicting stories"),
    _Column.REASON: _phrases("reason|because|why|grund|raison|motivo|razon|reden"),
}
_FORMS = {
    FormField.AUTHOR: _Column.NAME,
    FormField.FIRST_NAME: _Column.FIRST_NAME,
    FormField.LAST_NAME: _Column.LAST_NAME,
    FormField.EMAIL: _Column.EMAIL,
    FormField.LANGUAGE: _Column.LANGUAGES,
    FormField.THEME: _Column.THEMES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a table is read with: the addresses there are, in lower case, stories by number, and themes."""

    known: Collection[str] = ()
    stories: Mapping[int, UUID]
    themes: Sequence[str] = ()


def understand_table(table: FormTable, around: Surroundings) -> list[UnderstoodLine]:
    """The people in a table, a line each; empty lines say nothing, and no more than `MOST_LINES` are read.

    Where no header says which column has the addresses, it is the first with one in it.
    """
    columns = _columns(table.headers)
    rows: list[Sequence[str]] = list(table.rows)
    if _Column.EMAIL not in columns:
        rows = [table.headers, *rows]
        columns = _by_content(rows)
    found: list[UnderstoodLine] = []
    known, here = set(around.known), set[str]()
    for row in rows:
        cells = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        if any(cell.strip() for cell in row) and len(found) < MOST_LINES:
            found.append(_understood(" ".join(filter(None, row)), cells, around, (known, here)))
    return found


def table_in(text: str) -> FormTable | None:
    """The table that somebody pasted from a spreadsheet; None where the first line names no columns."""
    first = text.strip().partition("\n")[0]
    mark = next((mark for mark in _MARKS if mark in first), "")
    if not mark or _Column.EMAIL not in _columns(first.strip().split(mark)):
        return None
    try:
        rows = list(csv.reader(io.StringIO(text.strip()), delimiter=mark))
    except csv.Error:
        return None
    headers = tuple(cell.strip() for cell in rows[0])
    return FormTable(name="", headers=headers, rows=tuple(tuple(row) for row in rows[1 : MOST_LINES + 1]))


def _columns(headers: Sequence[str]) -> dict[_Column, int]:
    """Which column holds what; of two that say the same the first."""
    found: dict[_Column, int] = {}
    for place, header in enumerate(headers):
        column = _named(header)
        if column is not None:
            found.setdefault(column, place)
    return found


def _named(header: str) -> _Column | None:
    words = plain(header)
    own = next((column for column, phrases in _OWN.items() if words in phrases), None)
    if own is not None:
        return own
    scores = {field: score for field, score in named_fields(header).items() if field in _FORMS}
    best = max(scores, key=lambda field: scores[field], default=None)
    return _FORMS[best] if best is not None and scores[best] >= _SURE else None


def _by_content(rows: Sequence[Sequence[str]]) -> dict[_Column, int]:
    """The column with addresses, and the first other one as that of the names."""
    width = max(map(len, rows))
    cells = [[row[place].strip() for row in rows if place < len(row)] for place in range(width)]
    email = next((place for place, column in enumerate(cells) if any(map(address_in, column))), None)
    if email is None:
        return {}
    name = next((place for place in range(width) if place != email), email)
    return {_Column.EMAIL: email, _Column.NAME: name}


def _understood(
    text: str, cells: Mapping[_Column, str], around: Surroundings, seen: tuple[set[str], set[str]]
) -> UnderstoodLine:
    known, here = seen
    address = address_in(cells.get(_Column.EMAIL, ""))
    email = address.group() if address is not None else ""
    line = UnderstoodLine(text=" ".join(text.split()), person=None)
    if address is None:
        return replace(line, problem=LineProblem.NO_ADDRESS)
    if email.lower() in here or email.lower() in known:
        twice = email.lower() in here
        return replace(line, problem=LineProblem.TWICE if twice else LineProblem.THERE_ALREADY)
    here.add(email.lower())
    remarks: list[Remark] = []
    person = NewReviewer(
        name=_name(cells) or email,
        email=email,
        themes=_themes(cells.get(_Column.THEMES, ""), around.themes, remarks),
        languages=_languages(cells.get(_Column.LANGUAGES, ""), remarks),
        capacity=_capacity(cells.get(_Column.CAPACITY, ""), remarks),
        aside=tuple(_asides(cells, around, remarks)),
    )
    return replace(line, person=person, remarks=tuple(remarks))


def _name(cells: Mapping[_Column, str]) -> str:
    parts = (cells.get(_Column.FIRST_NAME, ""), cells.get(_Column.LAST_NAME, ""))
    whole = cells.get(_Column.NAME, "") or " ".join(filter(None, parts))
    return " ".join(whole.split())[:MOST_NAME]


def _themes(text: str, known: Sequence[str], remarks: list[Remark]) -> tuple[str, ...]:
    """The themes by the challenge's own names, where it has some."""
    if plain(text) in _ANY:
        return ()
    by_name = {plain(theme): theme for theme in known}
    return _each(text, lambda part: by_name.get(plain(part)) if known else part, RemarkKind.THEME, remarks)


def _languages(text: str, remarks: list[Remark]) -> tuple[str, ...]:
    if plain(text) in _ANY:
        return ()
    return _each(text, language_code, RemarkKind.LANGUAGE, remarks)


_ANY = ("any", "all", "alle", "egal", "toutes", "tous", "todos", "todas", "tutti", "tutte", "alles")


def _each(
    text: str, read: Callable[[str], str | None], kind: RemarkKind, remarks: list[Remark]
) -> tuple[str, ...]:
    """What each part of a cell is; one that is not understood is remarked upon and left out."""
    found: dict[str, None] = {}
    for part in _parts(text):
        known = read(part)
        if known:
            found[known] = None
        else:
            remarks.append(Remark(kind=kind, text=part))
    return tuple(found)


def _capacity(text: str, remarks: list[Remark]) -> int | None:
    if not text or plain(text) in _ANY:
        return None
    if text.isascii() and text.isdecimal() and 0 < int(text[:_LONGEST_PART]) <= MOST_CAPACITY:
        return int(text)
    remarks.append(Remark(kind=RemarkKind.CAPACITY, text=text[:_LONGEST_PART]))
    return None


def _asides(cells: Mapping[_Column, str], around: Surroundings, remarks: list[Remark]) -> Iterator[Aside]:
    """Authors and stories; in either column “#31” is a story. What stands in brackets is the reason."""
    shared = cells.get(_Column.REASON, "")[:_LONGEST_PART]
    authors = [(part, False) for part in _parts(cells.get(_Column.AUTHORS, ""))]
    for part, is_story in [*authors, *((part, True) for part in _parts(cells.get(_Column.STORIES, "")))]:
        told = _REASON.fullmatch(part)
        what, reason = (told[1], told[2] or shared) if told else (part, shared)
        digits = what.removeprefix("#").strip()
        if not is_story and not what.startswith("#"):
            yield Aside(author=" ".join(what.split()), reason=reason)
        elif digits.isascii() and digits.isdecimal() and int(digits) in around.stories:
            yield Aside(story_id=around.stories[int(digits)], reason=reason)
        else:
            remarks.append(Remark(kind=RemarkKind.STORY, text=what))


def _parts(text: str) -> list[str]:
    """What is listed in a cell: with semicolons, bars or lines between, or else with commas."""
    pieces = _MARKED.split(text) if _MARKED.search(text) else text.split(",")
    return [part.strip()[:_LONGEST_PART] for part in pieces if part.strip()][:_MOST_PARTS]
