"""What leaving each reader out would change about a proposal: one is made again within the same rules."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from learningstories.analysis.arrays import IntArray
from learningstories.analysis.leaving_out import Left, chances_without_each
from learningstories.domain.alphabet import alphabetic
from learningstories.domain.errors import ExpectedError
from learningstories.services.candidates import Candidates, candidates
from learningstories.services.choosing_rules import minutes_for, rules_for
from learningstories.services.leaving_out import WithoutReader
from learningstories.services.progress import Control
from learningstories.services.results import Results
from learningstories.services.workspace import Workspace


def proposed_without_each(
    workspace: Workspace, results: Results, control: Control
) -> tuple[WithoutReader, ...]:
    """For each reader who read anything, by name, what a proposal without their answers would change.

    Pins, exclusions and rules stay, and so does the luck of the draws. Nothing is stored. Where no
    proposal can be made, nothing is told of anybody. Raises `Cancelled`.
    """
    with workspace.read() as unit:
        rules = rules_for(unit)
        table = candidates(unit, results, rules, minutes_for(unit, rules))
    least = max(1, rules.readings_least)
    try:
        best = set(table.best().chosen.tolist())
    except ExpectedError:  # pins that do not fit
        return ()
    return tuple(sorted(_each(table, results, best, least, control), key=lambda one: alphabetic(one.name)))


def _each(
    table: Candidates, results: Results, best: set[int], least: int, control: Control
) -> Iterator[WithoutReader]:
    rated, ranking = results.table, results.table.ranking
    place = {line.number: row for row, line in enumerate(rated.lines)}
    rows = np.array([place[story.number] for story in table.stories], dtype=np.int64)
    found = chances_without_each(rated.story, rated.reviewer, rated.weighed, ranking=ranking)
    for seat, reader in enumerate(rated.readers):
        control.step(seat, len(rated.readers))
        left = next(found)
        control.step(seat, len(rated.readers))  # to be stopped at once, also between the two
        if not best or not ranking.readings[seat]:
            continue
        then = set(_again(table, left, rows, least).best().chosen.tolist())
        yield WithoutReader(
            name=reader.name,
            readings=int(ranking.readings[seat]),
            enter=_told(table, then - best),
            leave=_told(table, best - then),
            moved=float(np.abs(left.score - ranking.score).max()),
        )


def _again(table: Candidates, left: Left, rows: IntArray, least: int) -> Candidates:
    """The same stories by what is left to say of them; who is read too seldom now may not be chosen."""
    unread = set(np.flatnonzero(left.n[rows] < least).tolist()) - set(table.pinned)
    return replace(
        table, value=table.worth(left.p_top[rows], left.score[rows]), barred={*table.barred, *unread}
    )


def _told(table: Candidates, rows: set[int]) -> tuple[tuple[int, str], ...]:
    stories = [table.stories[row] for row in sorted(rows)]
    return tuple((story.number, story.title) for story in stories)
