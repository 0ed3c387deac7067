"""The ranking as a table that spreadsheets open."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from learningstories.i18n import _
from learningstories.services.csv_file import Cell, csv_bytes
from learningstories.services.result_words import flag_words
from learningstories.services.saving import save_whole

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results, StoryResult


def save_csv(results: "Results", target: Path) -> None:
    """Write the ranking to `target`, whole or not at all; raises `CannotWrite`, `DiskFull`."""
    save_whole(target, csv_bytes(_rows(results)))


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
