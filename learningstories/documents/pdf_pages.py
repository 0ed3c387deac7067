"""The lines of a PDF without what stands on every page, those of one row made one, notes apart."""

import re
from collections import Counter
from collections.abc import Sequence

from learningstories.documents.pdf_lines import RAISED, Line, Stretch

_EDGE = 2  # so many lines at the top and at the bottom may be running heads
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|página|pág\.|pagina|strona|стр\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|sur|di|z|из)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_SMALL, _LARGER = 0.95, 1.05
_NOTE = re.compile(r"\s*(\d{1,3})[\s.)]*(?=\D)")
_SAME_ROW = 0.5
_SPACE = 0.15


def own_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page that are its own: no running heads, no numbers of pages."""
    rows = [_rows(page) for page in pages]
    size = text_size([line for page in rows for line in page])
    counted = Counter(key for page in rows for key in {_key(line, size) for line in _edges(page)})
    often = {key for key, times in counted.items() if times > 1 and 2 * times >= len(rows)}
    return [
        [
            line
            for place, line in enumerate(page)
            if not (_is_edge(page, place) and _repeats(line, size, often))
        ]
        for page in rows
    ]


def text_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _is_edge(page: list[Line], place: int) -> bool:
    return len(page) > 1 and not _EDGE <= place < len(page) - _EDGE


def _repeats(line: Line, size: float, often: set[str]) -> bool:
    return _NUMBER.fullmatch(line.text) is not None or _key(line, size) in often


def _edges(page: list[Line]) -> list[Line]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _key(line: Line, size: float) -> str:
    """What a running head says, whatever the number in it, and about where; a heading is what it is."""
    text = line.text.strip()
    said = text if line.size > _LARGER * size else _DIGITS.sub("#", text)
    return f"{said} {round(line.baseline / 10)}"


def _rows(page: Sequence[Line]) -> list[Line]:
    """The lines, those beside each other made one; what is small and raised is marked so."""
    rows: list[Line] = []
    for line in page:
        before = rows[-1] if rows else None
        if before is None or not _is_beside(before, line):
            rows.append(line)
            continue
        large = max(before.size, line.size)
        apart = line.left - before.right > _SPACE * large and not before.text.endswith(" ")
        gap = (Stretch(" "),) if apart else ()
        stretches = (*before.stretches, *gap, *_raised(line, large, before.baseline))
        base = before if before.size >= line.size else line
        rows[-1] = base._replace(
            stretches=stretches, left=before.left, right=line.right, broken=line.broken
        )  # fmt: skip
    return rows


def _is_beside(before: Line, line: Line) -> bool:
    near = abs(before.baseline - line.baseline) < _SAME_ROW * max(before.size, line.size)
    return near and line.left >= before.right - 0.3 * line.size


def _raised(line: Line, large: float, baseline: float) -> tuple[Stretch, ...]:
    if line.size > RAISED * large or line.baseline <= baseline:
        return line.stretches
    return tuple(stretch._replace(marks=stretch.marks | {"sup"}) for stretch in line.stretches)


def take_notes(pages: Sequence[list[Line]], size: float) -> dict[str, list[Line]]:
    """Take the notes at the feet of the pages out of them, by the number of each.

    `size` is that of the letters of the text.
    """
    notes: dict[str, list[Line]] = {}
    for page in pages:
        start = len(page)
        while start and page[start - 1].size < _SMALL * size:
            start -= 1
        number = ""
        for line in page[start:]:
            found = _NOTE.match(line.text)
            if found is None and not number:
                start += 1  # no note begins here
                continue
            number = found[1] if found and found[1] not in notes else number
            notes.setdefault(number, []).append(line)
        del page[start:]
    return notes
