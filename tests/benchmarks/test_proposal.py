"""Proposing a shortlist from many stories, by rules, beside one bare call of the solver."""

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from learningstories.analysis.proposal import propose
from learningstories.analysis.rules import Group

pytestmark = pytest.mark.benchmark
SIZES = (200, 2_000, 10_000)
AVAILABLE = 70
SECONDS = 2.0  # for a proposal from 2,000 stories
ASKED = 10  # stories of which it is asked why they are not in


def test_a_proposal_by_rules(report: Callable[[Sequence[str]], None]) -> None:
    lines = [f"{'proposal within rules':28}{'s':>8}{'goal':>7}{'x bare':>9}{'why not, each':>16}"]
    for count in SIZES:
        chance = np.random.default_rng(2013)
        value = np.sort(chance.beta(0.3, 3, count))[::-1].copy()
        minutes = chance.integers(3, 12, count).astype(np.float64)
        groups = [
            Group(name="author", label=chance.integers(0, count // 2, count), most=1),
            Group(name="theme", label=chance.integers(0, 8, count), most=2),
            Group(name="language", label=chance.integers(0, 3, count), least=1),
        ]
        none = np.zeros(count, dtype=np.bool_)
        start = perf_counter()
        found = propose(
            value, minutes, size=None, minutes_available=AVAILABLE, pinned=none, excluded=none, groups=groups
        )
        taken = perf_counter() - start
        assert found.optimal
        assert found.minutes <= AVAILABLE
        others = np.setdiff1d(np.arange(count), found.chosen)[:ASKED]
        start = perf_counter()
        assert all(found.why_not(int(story)).cost >= 0 for story in others)
        each = (perf_counter() - start) / len(others)
        bare = _bare(value, minutes)
        goal = SECONDS if count <= 2_000 else float("nan")
        lines.append(f"{count:>6,} stories{'':14}{taken:8.2f}{goal:7.1f}{taken / bare:9.1f}{each:14.3f} s")
    report(lines)


def _bare(value: np.ndarray, minutes: np.ndarray) -> float:
    """Seconds for the solver alone, with no rule but the time."""
    start = perf_counter()
    milp(
        -value,
        integrality=np.ones(len(value)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(minutes[None], 0, AVAILABLE),
        options={"time_limit": 5},
    )
    return perf_counter() - start
