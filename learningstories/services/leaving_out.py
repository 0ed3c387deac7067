"""What leaving each reader out would do to the best of the ranking."""

from dataclasses import dataclass

import numpy as np

from learningstories.analysis.leaving_out import scores_without_each
from learningstories.domain.alphabet import alphabetic
from learningstories.services.progress import Control
from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutReader:
    """Without one reader: which stories, by number and title, enter the best and which leave.

    `moved` is how far the story that moves most does, in points.
    """

    name: str
    readings: int
    enter: tuple[tuple[int, str], ...]
    leave: tuple[tuple[int, str], ...]
    moved: float


def without_each(results: Results, control: Control) -> tuple[WithoutReader, ...]:
    """Leave each reader out in turn, those who read anything, by name; raises `Cancelled`.

    The best are those of `results.top`. Nothing is stored.
    """
    table, ranking = results.table, results.table.ranking
    titles = [(line.number, line.title) for line in table.lines]
    best = set(ranking.order[: results.top].tolist())
    found = []
    scores = scores_without_each(table.story, table.reviewer, table.weighed, ranking=ranking)
    for seat, without in enumerate(scores):
        control.step(seat, len(table.readers))
        if not ranking.readings[seat]:
            continue
        then = set(np.argsort(-without, kind="stable")[: results.top].tolist())
        found.append(
            WithoutReader(
                name=table.readers[seat].name,
                readings=int(ranking.readings[seat]),
                enter=tuple(titles[place] for place in sorted(then - best)),
                leave=tuple(titles[place] for place in sorted(best - then)),
                moved=float(np.abs(without - ranking.score).max()),
            )
        )
    return tuple(sorted(found, key=lambda each: alphabetic(each.name)))
