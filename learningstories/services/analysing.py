"""Analyses any table of ratings, so that a statistician can check how results are worked out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from learningstories.analysis.ranking import VERSION
from learningstories.analysis.table import Measure, TableAnalysis, TooManyOfBoth, analyse
from learningstories.domain.errors import TooManyToTellApart
from learningstories.i18n import _, plural
from learningstories.services.ratings_table import Columns, RatingsTable, read_ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedTable:
    """A table of ratings, what it says, and what has to be said about that."""

    table: RatingsTable
    found: TableAnalysis
    notes: tuple[str, ...]
    version: str = VERSION


def analyse_file(path: Path, columns: Columns, measure: Measure | None = None) -> AnalysedTable:
    """Analyse the ratings in a file; raises what `read_ratings` does, and `TooManyToTellApart`."""
    table = read_ratings(path, columns)
    try:
        found = analyse(
            np.array(table.story, dtype=np.int64),
            np.array(table.reviewer, dtype=np.int64),
            np.array(table.value, dtype=np.float64),
            stories=len(table.stories),
            reviewers=len(table.reviewers),
            measure=measure,
        )
    except TooManyOfBoth as error:
        raise TooManyToTellApart from error
    return AnalysedTable(table=table, found=found, notes=(*_of_table(table), *_of_limits(found)))


def _of_table(table: RatingsTable) -> Iterator[str]:
    """What was done with rows that are not as they should be."""
    if not table.value:
        yield _("There are no ratings, so nothing can be said.")
    for name in table.twice:
        yield _("Several columns are called “{name}”; the first was taken.").format(name=name)
    if table.missing:
        yield plural(
            "{n} row has no story, no reviewer or no value, and was left out.",
            "{n} rows have no story, no reviewer or no value, and were left out.",
            table.missing,
        ).format(n=table.missing)
    if table.not_numbers:
        yield plural(
            "{n} row has a value that is no number up to a thousand million, and was left out.",
            "{n} rows have values that are no numbers up to a thousand million, and were left out.",
            table.not_numbers,
        ).format(n=table.not_numbers)
    if table.repeated:
        yield plural(
            "{n} rating is of a story by a reviewer who had rated it before; it counts as one more rating.",
            "{n} ratings are of stories by reviewers who had rated them before; "
            "each counts as one more rating.",
            table.repeated,
        ).format(n=table.repeated)


def _of_limits(found: TableAnalysis) -> Iterator[str]:
    """What the ratings do not allow to say."""
    for limit in found.limits:
        yield _LIMITS[limit]()
    if found.count and found.alpha["interval"] is None and "alike" not in found.limits:
        yield _(
            "How far reviewers agree cannot be said: no story was rated twice, "
            "or all ratings of those that were are the same."
        )


_LIMITS: Mapping[str, Callable[[], str]] = {
    "alike": lambda: _(
        "All ratings are the same, or there is but one: they say nothing about differences. "
        "The ranges rest on what is usual."
    ),
    "story_unknown": lambda: _(
        "Stories cannot be told from chance, because none was rated twice or there is but one. "
        "What they add is counted in the residual."
    ),
    "reviewer_unknown": lambda: _(
        "Reviewers cannot be told from chance, because none rated two stories or there is but one. "
        "What they add is counted in the residual."
    ),
    "assumed": lambda: _(
        "The ranking rests on what is usual among readers, as far as the ratings do not say."
    ),
    "no_moments": lambda: _(
        "Moments give no answer for these ratings; restricted likelihood was taken instead."
    ),
    "by_moments": lambda: _("From 20,000 ratings on moments are taken, unless another measure is asked for."),
    "exact": lambda: _(
        "Stories and reviewers explain every rating exactly, without any chance: restricted likelihood has "
        "no end then, and the ranges are narrower than anybody can know."
    ),
    "points": lambda: _("With more than 2,000 different values, agreement at ratio level is not worked out."),
    "below_zero": lambda: _("Some values are below 0, so there is no agreement at ratio level."),
}
