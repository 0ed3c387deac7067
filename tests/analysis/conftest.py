"""A panel of readers whose true tastes are known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Ratings as three columns, and the truth behind them (scores in points of the scale)."""

    story: npt.NDArray[np.int64]
    reviewer: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]
    truth: npt.NDArray[np.float64]
    lean: npt.NDArray[np.float64]

    @property
    def columns(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        return self.story, self.reviewer, self.value


@pytest.fixture(scope="session")
def panel() -> Callable[..., Panel]:
    """Makes a panel: each story is read by `each` of the reviewers with the least to do so far."""

    def make(seed: int = 1, stories: int = 60, reviewers: int = 12, each: int = 3) -> Panel:
        rng = np.random.default_rng(seed)
        truth, lean = 3 + 0.9 * rng.standard_normal(stories), 0.4 * rng.standard_normal(reviewers)
        load, read_by = np.zeros(reviewers), []
        for _ in range(stories):
            chosen = np.argsort(load + 0.9 * rng.random(reviewers))[:each]
            load[chosen] += 1
            read_by.append(chosen)
        story, reviewer = np.repeat(np.arange(stories), each), np.concatenate(read_by)
        value = truth[story] + lean[reviewer] + rng.standard_normal(len(story))
        return Panel(story=story, reviewer=reviewer, value=value, truth=truth, lean=lean)

    return make
