"""How well rankings hold what they say, on made-up panels whose true tastes are known.

Seeded; prints a line a regime: how many 90 % ranges hold the truth, how far the odds are off, and the
quality of the chosen beside that of the plain mean's, as a share of what the best choice would have, with
the standard error of the difference. (Of 20 stories three are chosen: there 60 panels are too few to tell.)
"""

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import norm

from learningstories.analysis.ranking import rank
from learningstories.analysis.readers import Following, check_readers

pytestmark = pytest.mark.benchmark
REPEATS = int(os.environ.get("REPEATS", "60"))
BETTER, KINDER = 0.4, 0.5  # how far groups of stories, and of readers, differ
GUESTS = 0.08  # of the readings are by readers of the other groups
CUT = norm.ppf([0.2, 0.55, 0.85])  # of a scale of four points
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Regime:
    """A kind of panel; standard deviations are those of the stories' true quality, which is 1."""

    name: str
    stories: int = 200
    reviewers: int = 20
    each: int = 3
    lean: float = 0.4
    noise: float = 1.0
    scale: float = 0.0  # how differently readers spread their answers
    missing: float = 0.0
    always_top: int = 0
    contrary: int = 0
    set_aside: bool = False  # leave out whoever is flagged
    groups: int = 0  # of stories, each read by mostly its own readers, both with levels of their own
    told: bool = False  # whether the ranking is told of them
    ordinary: bool = True
    times: int = 1  # as many panels


REGIMES = (
    Regime(name="base"),
    Regime(name="lenient and strict, sd .8", lean=0.8),
    Regime(name="readers use the scale differently", scale=0.4, ordinary=False),
    Regime(name="30 % never answer", reviewers=30, each=4, missing=0.3),
    Regime(name="3 of 20 in bad faith", always_top=2, contrary=1, ordinary=False),
    Regime(name="the same, flagged set aside", always_top=2, contrary=1, set_aside=True, ordinary=False),
    Regime(name="4 languages, read by others", groups=4, ordinary=False),
    Regime(name="the same, with levels of their own", groups=4, told=True),
    Regime(name="tiny, 20 stories", stories=20, reviewers=6, times=10),
    Regime(name="few readings a reader", reviewers=100),
    Regime(name="noisy, sd 1.6", noise=1.6),
    Regime(name="seven readings a story", each=7),
)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Ratings, the true quality of each story, and the points all readers would give."""

    story: Ints
    reviewer: Ints
    value: Floats
    quality: Floats
    points: Floats
    group: Ints


def simulate(regime: Regime, seed: int) -> Panel:
    rng = np.random.default_rng(seed)
    quality = rng.standard_normal(regime.stories)
    lean = regime.lean * rng.standard_normal(regime.reviewers)
    stretch = np.exp(regime.scale * rng.standard_normal(regime.reviewers))
    group = rng.integers(0, max(regime.groups, 1), regime.stories)
    home = np.arange(regime.reviewers) % max(regime.groups, 1)
    if regime.groups:
        quality += BETTER * rng.standard_normal(regime.groups)[group]
        quality = (quality - quality.mean()) / quality.std()
        lean += KINDER * rng.standard_normal(regime.groups)[home]
    story, reviewer = design(regime, rng, group, home)
    cuts = CUT * np.sqrt(1 + regime.lean**2 + regime.noise**2)
    heard = (
        stretch[reviewer] * quality[story] + lean[reviewer] + regime.noise * rng.standard_normal(len(story))
    )
    value = (heard[:, None] > cuts).sum(axis=1).astype(float)
    contrary = reviewer >= regime.reviewers - regime.contrary
    value[reviewer < regime.always_top] = 3
    value[contrary] = 3 - value[contrary]
    points = norm.cdf((quality[:, None] - cuts) / np.hypot(regime.lean, regime.noise)).sum(axis=1)
    return Panel(story=story, reviewer=reviewer, value=value, quality=quality, points=points, group=group)


def design(regime: Regime, rng: np.random.Generator, group: Ints, home: Ints) -> tuple[Ints, Ints]:
    """Each story is read by those with the least to do so far, of its own group first; some never answer."""
    load, chosen = np.zeros(regime.reviewers), []
    for story in range(regime.stories):
        order = np.argsort(load + 0.9 * rng.random(regime.reviewers))
        own = home[order] == group[story]
        guests = rng.binomial(regime.each, GUESTS) if regime.groups else 0
        readers = np.append(order[own][: regime.each - guests], order[~own][:guests])
        load[readers] += 1
        chosen.append(readers)
    story, reviewer = np.repeat(np.arange(regime.stories), regime.each), np.concatenate(chosen)
    kept = rng.random(len(story)) >= regime.missing
    kept[:: regime.each] = True
    return story[kept], reviewer[kept]


@dataclass
class Tally:
    """What came of all repetitions of a regime."""

    held: list[float] = field(default_factory=list)
    odds: list[Floats] = field(default_factory=list)
    came: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)

    def add(self, regime: Regime, seed: int) -> None:
        panel = simulate(regime, seed)
        top = max(3, regime.stories // 10)
        size = {"stories": regime.stories, "reviewers": regime.reviewers, "top": top}
        size["groups"] = panel.group if regime.told else None
        found = rank(panel.story, panel.reviewer, panel.value, **size, draws=500)
        if regime.set_aside:
            found = self._without_flagged(panel, found, size)
        self.held.append(float(np.mean((found.low <= panel.points) & (panel.points <= found.high))))
        self.odds.append(found.p_top)
        self.came.append(panel.quality >= np.sort(panel.quality)[-top])
        best = np.sort(panel.quality)[-top:].mean()
        mean = np.bincount(panel.story, panel.value, regime.stories) / np.bincount(panel.story)
        # From numbers of their own: those of `seed` drew the true quality, and would tell it where means tie.
        shuffled = mean + 1e-9 * np.random.default_rng([seed, 1]).random(regime.stories)
        self.ours.append(panel.quality[found.order[:top]].mean() / best)
        self.plain.append(panel.quality[np.argsort(-shuffled)[:top]].mean() / best)

    @staticmethod
    def _without_flagged(panel: Panel, found, size):
        checked = check_readers(panel.story, panel.reviewer, panel.value, ranking=found)
        fine = np.array([word in (Following.FOLLOWS, Following.UNKNOWN) for word in checked.following])
        kept = fine[panel.reviewer]
        return rank(panel.story[kept], panel.reviewer[kept], panel.value[kept], **size, draws=500)

    @property
    def off(self) -> float:
        """How far the odds are from how often it came true, by tenths, weighted by how many there are."""
        odds, came = np.concatenate(self.odds), np.concatenate(self.came)
        tenth = np.minimum((odds * 10).astype(int), 9)
        apart = [abs(float((odds - came)[tenth == t].sum())) for t in range(10)]
        return sum(apart) / len(odds)


def test_ranges_odds_and_choices(report: Callable[[Sequence[str]], None]) -> None:
    lines = [f"{'':36}{'held':>7}{'odds off':>10}{'chosen':>9}{'by mean':>9}{'gain':>8}{'error':>7}"]
    for regime in REGIMES:
        tally = Tally()
        for repeat in range(REPEATS * regime.times):
            tally.add(regime, 1000 + repeat)
        ours, plain, held = (float(np.mean(each)) for each in (tally.ours, tally.plain, tally.held))
        error = float(np.std(np.subtract(tally.ours, tally.plain), ddof=1)) / math.sqrt(len(tally.ours))
        chosen = f"{ours:9.3f}{plain:9.3f}{ours - plain:+8.3f}{error:7.3f}"
        lines.append(f"{regime.name:36}{held:7.3f}{tally.off:10.4f}{chosen}")
        assert held > 0.8 or not regime.ordinary
    report(lines)
