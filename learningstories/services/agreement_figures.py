"""How far readers agree, and how each uses the scale, as numbers."""

from dataclasses import dataclass

import numpy as np

from learningstories.analysis.agreement import FEWEST_REVIEWERS, FEWEST_STORIES, icc
from learningstories.analysis.arrays import IntArray
from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleUse:
    """How often a reader gave each point of the scale, from the lowest."""

    name: str
    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return sum(self.counts)

    def share(self, place: int) -> float:
        """The part of the answers that is this point, 0 to 1."""
        return self.counts[place] / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigures:
    """What can be said of agreement besides alpha.

    `single` is the intraclass correlation of one answer, `mean_of_k` of the mean of `k` answers, as many as
    a story has in the middle. `stories_lacking` more stories must be read twice, and `readers_lacking` more
    people read, before it can be told how far they agree. `readers` are those whose answers count, by name.
    """

    everybody: ScaleUse
    readers: tuple[ScaleUse, ...]
    single: float
    mean_of_k: float
    k: int
    doubly_read: int
    stories_lacking: int
    readers_lacking: int


def agreement_figures(results: Results) -> AgreementFigures:
    """Work them out from the ratings that count."""
    table, points, agreement = results.table, results.points, results.agreement
    values, read = table.value.astype(np.int64), table.ranking.n[table.ranking.n > 0]
    names = [reader.name or reader.email for reader in table.readers]
    k = max(1, round(float(read.mean()))) if len(read) else 1
    by_seat = _by_seat(table.reviewer, values, seats=len(names), points=points)
    seats = sorted(
        np.flatnonzero(by_seat.any(axis=1)).tolist(), key=lambda seat: (names[seat].casefold(), seat)
    )
    return AgreementFigures(
        everybody=ScaleUse(name="", counts=tuple(by_seat.sum(axis=0).tolist())),
        readers=tuple(ScaleUse(name=names[seat], counts=tuple(by_seat[seat].tolist())) for seat in seats),
        single=icc(table.ranking.variances),
        mean_of_k=icc(table.ranking.variances, k),
        k=k,
        doubly_read=agreement.doubly_read,
        stories_lacking=max(0, FEWEST_STORIES - agreement.doubly_read),
        readers_lacking=max(0, FEWEST_REVIEWERS - agreement.reviewers),
    )


def _by_seat(seat: IntArray, values: IntArray, *, seats: int, points: int) -> IntArray:
    """How often each reader gave each point, a row a reader."""
    counts = np.bincount(seat * points + values - 1, minlength=seats * points)
    return counts.reshape(seats, points).astype(np.int64)
