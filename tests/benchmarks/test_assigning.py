"""What giving out stories costs: CPU seconds, beside dealing them in turn, and how it grows."""

import math
from collections.abc import Callable, Sequence
from random import Random
from time import process_time

import pytest

from learningstories.analysis.assignment import Readers, StoryNeed, assign
from learningstories.analysis.linking import NONE, groups

pytestmark = pytest.mark.benchmark
EACH = 3
GOALS = ((2_000, 100, 5, 0.5), (10_000, 500, 3, 0.0), (100_000, 5_000, 1, 10.0))


def challenge(stories: int, readers: int) -> tuple[list[StoryNeed], Readers]:
    """Three languages, one rare; themes that some like; little room; some step aside from some."""
    chance = Random(stories)  # noqa: S311 - the same figures each time
    needs = [
        StoryNeed(
            more=EACH,
            pool=min(chance.randrange(10) // 4, 2),
            liked=chance.choice((None, 0, 1, 2)),
            barred=frozenset(chance.sample(range(readers), chance.randrange(3))),
        )
        for _ in range(stories)
    ]
    even = stories * EACH / readers
    return needs, Readers(
        capacity=[
            chance.choice((None, math.ceil(even * 1.1), math.ceil(even * 1.4))) for _ in range(readers)
        ],
        load=[0] * readers,
        pools=[[r for r in range(readers) if r % 5 != skipped] for skipped in range(3)],
        likes=[[r for r in range(readers) if r % 3 == theme] for theme in range(3)],
    )


def in_turn(stories: int, readers: int) -> list[list[int]]:
    """Dealt like cards: minds nothing at all."""
    return [[(place * EACH + turn) % readers for turn in range(EACH)] for place in range(stories)]


def cpu(call: Callable[[], object], times: int) -> float:
    """The least of so many times, in seconds."""
    taken = []
    for _ in range(times):
        begin = process_time()
        call()
        taken.append(process_time() - begin)
    return min(taken)


def test_giving_out_stories(report: Callable[[Sequence[str]], None]) -> None:
    lines = [f"{'who reads what':33}{'CPU s':>8}{'goal':>7}{'in turn':>9}{'ratio':>8}{'exponent':>10}"]
    before: tuple[int, float] | None = None
    for stories, readers, times, goal in GOALS:
        needs, people = challenge(stories, readers)
        shared = assign(needs, people)
        assert not any(shared.missing)
        assert set(groups(shared.given, readers)) - {NONE} == {0}
        ours = cpu(lambda needs=needs, people=people: assign(needs, people), times)
        raw = cpu(lambda size=(stories, readers): in_turn(*size), 3)
        grown = f"{math.log(ours / before[1]) / math.log(stories / before[0]):.2f}" if before else ""
        before = (stories, ours)
        name = f"{stories:,} stories, {readers:,} readers"
        lines.append(f"{name:33}{ours:8.2f}{goal or '-':>7}{raw:9.4f}{ours / raw:7.0f}x{grown:>10}")
    report(lines)
