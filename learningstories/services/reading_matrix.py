"""Who rated what: stories the best first, across them readers, and what may be said about single ratings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from learningstories.analysis.arrays import IntArray
from learningstories.domain.alphabet import alphabetic
from learningstories.domain.counting import Rule
from learningstories.services.ports import Rating
from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One rating; `about` are the rules about single readings that concern it, counted or not."""

    column: int
    value: int
    counts: bool
    about: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadingMatrix:
    """Ranked stories by their numbers and titles, and readers by their names, with a rating at least.

    The ratings of row r are those from `starts[r]` to `starts[r + 1]` of `columns` (rising) and `values`,
    points of a scale of `points`; few are `left_out`, by row and column, and of few there is something to
    say `about`. There may be a great many, so that they are asked for a row at a time.
    """

    stories: Sequence[tuple[int, str]]
    readers: Sequence[str]
    points: int
    starts: IntArray
    columns: IntArray
    values: IntArray
    left_out: frozenset[tuple[int, int]]
    about: Mapping[tuple[int, int], tuple[Rule, ...]]

    def cells(self, row: int) -> Iterator[MatrixCell]:
        """The ratings of one story, in the order of the readers."""
        part = slice(int(self.starts[row]), int(self.starts[row + 1]))
        for column, value in zip(self.columns[part].tolist(), self.values[part].tolist(), strict=True):
            yield self._cell(row, column, value)

    def cell(self, row: int, column: int) -> MatrixCell | None:
        """One rating, if there is one."""
        start, end = int(self.starts[row]), int(self.starts[row + 1])
        at = start + int(np.searchsorted(self.columns[start:end], column))
        found = at < end and int(self.columns[at]) == column
        return self._cell(row, column, int(self.values[at])) if found else None

    def _cell(self, row: int, column: int, value: int) -> MatrixCell:
        key = (row, column)
        return MatrixCell(
            column=column, value=value, counts=key not in self.left_out, about=self.about.get(key, ())
        )


def reading_matrix(results: Results, concerned: Mapping[Rule, Sequence[Rating]]) -> ReadingMatrix:
    """Lay out the ratings that count, and those of ranked stories that `concerned` knows of besides."""
    table = results.table
    row_of = {story.number: row for row, story in enumerate(results.stories)}
    rows = np.array([row_of[line.number] for line in table.lines], dtype=np.int64)[table.story]
    known = set(zip(rows.tolist(), table.reviewer.tolist(), strict=True))
    seat_of: dict[UUID, int] = {reader.id: seat for seat, reader in enumerate(table.readers)}
    about: dict[tuple[int, int], tuple[Rule, ...]] = {}
    extra: dict[tuple[int, int], int] = {}
    for rule, ratings in concerned.items():
        for rating in ratings:
            row, seat = row_of.get(rating.story), seat_of.get(rating.reviewer)
            if row is None or seat is None or not 1 <= rating.value <= results.points:
                continue
            about[row, seat] = (*about.get((row, seat), ()), rule)
            if (row, seat) not in known:
                extra[row, seat] = rating.value
    return _laid_out(results, rows, extra, about)


def _laid_out(
    results: Results,
    rows: IntArray,
    extra: Mapping[tuple[int, int], int],
    about: Mapping[tuple[int, int], tuple[Rule, ...]],
) -> ReadingMatrix:
    table = results.table
    row = np.concatenate([rows, np.array([key[0] for key in extra], dtype=np.int64)])
    seat = np.concatenate([table.reviewer, np.array([key[1] for key in extra], dtype=np.int64)])
    value = np.concatenate([table.value.astype(np.int64), np.array([*extra.values()], dtype=np.int64)])
    names = [reader.name or reader.email for reader in table.readers]
    seats = sorted(np.unique(seat).tolist(), key=lambda each: (alphabetic(names[each]), each))
    column_of = np.zeros(len(names), dtype=np.int64)
    column_of[seats] = np.arange(len(seats))
    column = column_of[seat]
    order = np.lexsort((column, row))
    return ReadingMatrix(
        stories=tuple((story.number, story.title) for story in results.stories),
        readers=tuple(names[each] for each in seats),
        points=results.points,
        starts=np.searchsorted(row[order], np.arange(len(results.stories) + 1)),
        columns=column[order],
        values=value[order],
        left_out=frozenset((at, int(column_of[each])) for at, each in extra),
        about={(at, int(column_of[each])): rules for (at, each), rules in about.items()},
    )
