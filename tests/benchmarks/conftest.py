"""Big challenges, and figures."""

import random
import sys
from collections.abc import Callable, Sequence
from time import perf_counter

import pytest

from learningstories.services.opening import OpenChallenge
from tests.benchmarks.big_file import READINGS, make_big, words_of

FIGURES: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.fixture
def big_challenge(
    tmp_path_factory: pytest.TempPathFactory, open_challenge: Callable[..., OpenChallenge]
) -> Callable[..., OpenChallenge]:
    """Opens a challenge with so many stories and three readings each, unless told otherwise."""

    def make(stories: int, reviewers: int = 0, readings: int = READINGS) -> OpenChallenge:
        path = tmp_path_factory.mktemp("big") / f"{stories}.stories"
        make_big(path, stories, reviewers, readings)
        return open_challenge(path)

    return make


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[Sequence[str]], None]:
    """Shows lines of figures whatever pytest does with output."""

    def show(lines: Sequence[str]) -> None:
        with capsys.disabled():
            sys.stdout.write("\n" + "\n".join(lines) + "\n")

    return show


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Notes a figure in ms beside its baseline for the table at the end; judges nothing.

    `goal` is a ratio, or with `most` the ms there may be.
    """
    rows = request.config.stash.setdefault(FIGURES, [])

    def note(name: str, ours: float, baseline: float, goal: float = 0, most: float = 0) -> None:
        told = f"{most:.0f} ms" if most else f"{goal:.1f}x"
        rows.append(f"{name:44}{ours:10.1f}{baseline:12.1f}{ours / baseline:8.2f}x{told:>9}")

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """All figures as one table."""
    rows = config.stash.get(FIGURES, [])
    if rows:
        terminalreporter.section("figures")
        terminalreporter.write_line(f"{'':44}{'ms':>10}{'baseline':>12}{'ratio':>9}{'goal':>9}")
        for row in rows:
            terminalreporter.write_line(row)


@pytest.fixture
def made_up_story() -> Callable[..., str]:
    """A Markdown file with details, a heading, a list, emphasis and a link; another for each seed."""

    def write(seed: int, words: int) -> str:
        chance = random.Random(seed)  # noqa: S311 - the same figures each time

        def some(count: int) -> str:
            return words_of(chance, count)

        parts = [f"{some(30)}, *{some(2)}*. {some(28)}." for _ in range(words // 60)]
        parts.insert(1, f"## {some(3)}")
        parts.insert(2, "\n".join(f"- {some(5)}" for _ in range(4)))
        parts.append(f"**{some(3)}** [{some(2)}](https://example.org/{some(1)})")
        top = f"title: {some(4).title()}\nauthor: {some(2).title()}\nconsent: [read, print]"
        return f"---\n{top}\n---\n\n" + "\n\n".join(parts) + "\n"

    return write


@pytest.fixture
def median_ms() -> Callable[..., float]:
    """Measures a call: the median of several, in milliseconds, after one that is not counted."""

    def measure(call: Callable[[], object], times: int = 7) -> float:
        call()
        taken = []
        for _ in range(times):
            begin = perf_counter()
            call()
            taken.append((perf_counter() - begin) * 1000)
        return sorted(taken)[times // 2]

    return measure
