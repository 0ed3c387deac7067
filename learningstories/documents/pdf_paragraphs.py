"""Paragraphs, headings and items found again among the lines of a PDF."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from learningstories.documents.pdf_lines import Line
from learningstories.documents.pdf_pages import text_size

T = TypeVar("T")
BULLET = re.compile(r"\s*(?:[•◦▪●○■\u2023\u2043\uf0b7\uf0a7]|[-\u2013*](?=\s))\s*")
NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
SENTENCE_END = re.compile("[.!?:\u2026]['\"\u201d\u2019\u00bb)\\]]*\\s*$")
_LARGER = 1.12
LONGEST_HEADING = 160
_LONGEST_TITLE = 100
_NEAR_THE_TOP = 5  # paragraphs
_LOOSE = 1.3  # a gap of so many usual ones parts paragraphs
_INDENT = 0.8  # of the size of the letters
_AROUND = 8  # so many lines above and below tell how far a line may go
_AN_EM = 1.0


class Usual(NamedTuple):
    """What most of the text looks like: its size, the distance of its lines, where they begin, its marks."""

    size: float
    gap: float
    left: float
    marks: frozenset[str]


class Paragraph(NamedTuple):
    """Lines that belong together; `kind` is p, ul, ol, title, or h and the size of a heading."""

    kind: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(line.text for line in self.lines)


def usual_look(lines: Sequence[Line]) -> Usual:
    """What most of these lines look like, of which there is at least one."""
    marks: Counter[frozenset[str]] = Counter()
    for stretch in (stretch for line in lines for stretch in line.stretches):
        marks[stretch.marks] += len(stretch.text)
    size = text_size(lines)
    body = [line for line in lines if abs(line.size - size) < 0.5]  # noqa: PLR2004 - a hair
    drops = (round(before.baseline - after.baseline, 1) for before, after in pairwise(body))
    gaps = Counter(drop for drop in drops if 0 < drop < 4 * size)
    left = _most(Counter(round(line.left) for line in body))
    return Usual(size, _most(gaps) if gaps else 1.2 * size, left, _most(marks))


def paragraphs_of(lines: Sequence[Line], usual: Usual) -> list[Paragraph]:
    """The lines in paragraphs, the first of which may be the title."""
    return _with_title(list(_grouped(_with_ends(lines), usual)), usual)


def _most(counted: Counter[T]) -> T:
    return counted.most_common(1)[0][0]


def _with_ends(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those marked as ended after which a further word would have had room."""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None or not following.text.strip():
            yield line._replace(ended=True)
            continue
        beside = lines[max(0, place - _AROUND) : place + _AROUND + 1]
        edge = max(each.right for each in beside if abs(each.left - line.left) < 4 * line.size)
        word = following.text.split()[0]
        width = (following.right - following.left) * len(word) / len(following.text)
        room = edge - line.right
        yield line._replace(ended=not line.broken and room > width + _AN_EM * line.size)


def _grouped(lines: Iterator[Line], usual: Usual) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    for line in lines:
        kind = _kind(line, usual)
        if current is not None and _goes_on(current, line, kind, usual):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = Paragraph(kind, [line])
    if current is not None:
        yield current


def _kind(line: Line, usual: Usual) -> str:
    if line.size > _LARGER * usual.size:
        return f"h{line.size:.0f}"
    if BULLET.match(line.text):
        return "ul"
    if NUMBER.match(line.text):
        return "ol"
    marked = _is_bold(line) and "b" not in usual.marks and not SENTENCE_END.search(line.text)
    return "h0" if marked and line.ended and len(line.text) < _LONGEST_TITLE else "p"


def _goes_on(current: Paragraph, line: Line, kind: str, usual: Usual) -> bool:
    """Whether a line belongs to the paragraph above it."""
    before = current.lines[-1]
    drop = before.baseline - line.baseline
    if before.broken:
        return kind == "p"
    if current.kind[0] == "h":
        return kind == current.kind != "h0" and 0 < drop < 2 * line.size
    if kind != "p" or not 0 < drop < _LOOSE * usual.gap:
        # The next column or page: a sentence may go on there.
        return kind == "p" and drop <= 0 and not SENTENCE_END.search(before.text)
    if current.kind in {"ol", "ul"}:
        return line.left > current.lines[0].left + 1  # an item goes on below its own text
    return not _starts_anew(before, line, usual)


def _starts_anew(before: Line, line: Line, usual: Usual) -> bool:
    first = _INDENT * usual.size
    indented = line.left > before.left + first and line.left > usual.left + first
    ended = before.ended and SENTENCE_END.search(before.text) is not None
    return indented or ended or _is_bold(before) != _is_bold(line)


def _is_bold(line: Line) -> bool:
    return all("b" in stretch.marks for stretch in line.stretches if stretch.text.strip())


def _with_title(found: list[Paragraph], usual: Usual) -> list[Paragraph]:
    """The same, the largest heading near the top as the title, or else a first line that stands alone."""
    near = [each for each in found[:_NEAR_THE_TOP] if len(each.text) <= LONGEST_HEADING]
    title = max(
        (each for each in near if each.kind[0] == "h"), key=lambda each: each.lines[0].size, default=None
    )
    first = found[0]
    alone = len(found) > 1 and len(first.lines) == 1 and len(first.text) <= _LONGEST_TITLE
    is_title = alone and first.kind == "p" and first.lines[0].ended and not SENTENCE_END.search(first.text)
    if is_title and (title is None or title.lines[0].size <= _LARGER * usual.size):
        title = first
    return [each._replace(kind="title") if each is title else each for each in found]
