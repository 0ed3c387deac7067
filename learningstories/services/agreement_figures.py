"""Who rated what, how each reader uses the scale, and how far they agree, as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from learningstories.analysis.agreement import icc
from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingMatrix:
    """Who rated what: stories the best first, readers with at least one rating by name.

    `cells` holds a value, a point of a scale of `points`, by the places of story and reader.
    """

    stories: tuple[tuple[int, str], ...]
    readers: tuple[str, ...]
    cells: Mapping[tuple[int, int], int]
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleUse:
    """How often a reader gave each point of the scale, from the lowest."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigures:
    """`single` is the intraclass correlation of one answer, `mean_of_k` of the mean of `k` answers."""

    matrix: ReadingMatrix
    everybody: ScaleUse
    readers: tuple[ScaleUse, ...]
    single: float
    mean_of_k: float
    k: int


def agreement_figures(results: Results) -> AgreementFigures:
    """Work them out from the ratings that count."""
    table, points = results.table, results.points
    values = table.value.astype(np.int64)
    seats = sorted(
        (seat for seat in range(len(table.readers)) if table.ranking.readings[seat]),
        key=lambda seat: (table.readers[seat].name.casefold(), seat),
    )
    uses = tuple(
        ScaleUse(name=table.readers[seat].name, counts=_counts(values[table.reviewer == seat], points))
        for seat in seats
    )
    read = table.ranking.n[table.ranking.n > 0]
    k = max(1, round(float(read.mean()))) if len(read) else 1
    return AgreementFigures(
        matrix=_matrix(results, seats, values),
        everybody=ScaleUse(name="", counts=_counts(values, points)),
        readers=uses,
        single=icc(table.ranking.variances),
        mean_of_k=icc(table.ranking.variances, k),
        k=k,
    )


def _counts(values: np.ndarray[tuple[int], np.dtype[np.int64]], points: int) -> tuple[int, ...]:
    return tuple(int(count) for count in np.bincount(values, minlength=points + 1)[1 : points + 1])


def _matrix(
    results: Results, seats: Sequence[int], values: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> ReadingMatrix:
    table = results.table
    row_of = {story.number: row for row, story in enumerate(results.stories)}
    rows = [row_of[line.number] for line in table.lines]
    column_of = {seat: column for column, seat in enumerate(seats)}
    cells = {
        (rows[int(story)], column_of[int(seat)]): int(value)
        for story, seat, value in zip(table.story, table.reviewer, values, strict=True)
    }
    return ReadingMatrix(
        stories=tuple((story.number, story.title) for story in results.stories),
        readers=tuple(table.readers[seat].name for seat in seats),
        cells=cells,
        points=results.points,
    )
