"""The ranking as a table that spreadsheets open."""

import csv
import errno
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from learningstories.domain.errors import CannotWrite, DiskFull
from learningstories.i18n import _
from learningstories.services.result_words import flag_words

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results, StoryResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would work out what begins so
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
Cell = str | int | float


def save_csv(results: "Results", target: Path) -> None:
    """Write the ranking to `target`, whole or not at all; raises `CannotWrite`, `DiskFull`."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in _rows(results):
        writer.writerow([_harmless(cell) for cell in row])
    # Excel takes a file for UTF-8 only when it begins with the mark.
    _write(target, text.getvalue().encode("utf-8-sig"))


def _rows(results: "Results") -> Iterator[list[Cell]]:
    yield [
        _("Rank"),
        _("Number"),
        _("Story"),
        _("Author"),
        _("Readings"),
        _("Estimate"),
        _("Low end of the 90 % range"),
        _("High end of the 90 % range"),
        _("Chance to be in the top {top}").format(top=results.top),
        _("Plain mean"),
        _("Middle answer"),
        _("Spread of the answers"),
        _("Remarks"),
    ]
    for story in results.stories:
        yield _row(story)


def _row(story: "StoryResult") -> list[Cell]:
    return [
        story.rank,
        story.number,
        story.title,
        story.author,
        story.n,
        *(round(value, 3) for value in (story.score, story.low, story.high, story.p_top)),
        *("" if value is None else round(value, 3) for value in (story.mean, story.median, story.spread)),
        "; ".join(flag_words(flag) for flag in story.flags),
    ]


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _write(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{uuid4().hex}.csv")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(target.name) from error
        raise CannotWrite(target.name, error.strerror or "os") from error
    finally:
        beside.unlink(missing_ok=True)
