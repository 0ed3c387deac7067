"""The ranking as a table that spreadsheets open."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from learningstories.i18n import _
from learningstories.services.result_words import flag_words
from learningstories.services.saving import save_whole

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results, StoryResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would work out what begins so
Cell = str | int | float


def save_csv(results: "Results", target: Path) -> None:
    """Write the ranking to `target`, whole or not at all; raises `CannotWrite`, `DiskFull`."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in _rows(results):
        writer.writerow([_harmless(cell) for cell in row])
    # Excel takes a file for UTF-8 only when it begins with the mark.
    save_whole(target, text.getvalue().encode("utf-8-sig"))


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
