"""What a ranking costs: CPU seconds and memory, and how both grow."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import learningstories

pytestmark = pytest.mark.benchmark
SCRIPT = Path(__file__).with_name("rank_once.py")
ROOT = Path(learningstories.__file__).parents[1]
GOALS = ((2_000, 100, 5, 0.3, 60), (10_000, 500, 3, 1.0, 0), (100_000, 5_000, 1, 15.0, 600))


def once(stories: int, reviewers: int, times: int) -> dict[str, float]:
    """CPU seconds and megabytes of one ranking, in a fresh process with one thread for sums."""
    said = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPT), str(stories), str(reviewers), str(times)],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )
    found: dict[str, float] = json.loads(said.stdout)
    return found


def test_ranking_and_readers(report: Callable[[Sequence[str]], None]) -> None:
    lines = [f"{'ranking, odds and readers':28}{'CPU s':>8}{'goal':>7}{'MB':>8}{'goal':>7}{'exponent':>10}"]
    before: tuple[int, float] | None = None
    for stories, reviewers, times, seconds, megabytes in GOALS:
        cost = once(stories, reviewers, times)
        grown = ""
        if before is not None:
            grown = f"{math.log(cost['cpu'] / before[1]) / math.log(stories / before[0]):.2f}"
        before = (stories, cost["cpu"])
        name = f"{stories:,} stories, {reviewers:,} readers"
        lines.append(
            f"{name:33}{cost['cpu']:8.2f}{seconds:7.1f}{cost['megabytes']:8.0f}"
            f"{megabytes or '-':>7}{grown:>10}"
        )
        assert cost["cpu"] > 0
    report(lines)
