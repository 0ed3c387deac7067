"""Going from page to page as a challenge grows: until it is painted, and how long the window is held.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QElapsedTimer, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QStackedWidget

from learningstories.main import LazyDocuments, toolbox
from learningstories.services.opening import OpenChallenge
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.shell import OVERVIEW, PROMISES, RESULTS, REVIEWERS, SHORTLIST, SHOWCASE, STORIES

PAGES = (STORIES, REVIEWERS, SHORTLIST, PROMISES, SHOWCASE, RESULTS, OVERVIEW)
UNRANKED = (STORIES, PROMISES, SHOWCASE, OVERVIEW)  # the others rank, which takes minutes for a million
SIZES = {1_000: PAGES, 10_000: PAGES, 100_000: PAGES, 1_000_000: UNRANKED}
ROUNDS, LONG_MS, REST_MS = 2, 60_000, 600
GOAL_MS = 100.0  # whatever takes longer runs beside the window
GOAL_MB = 60.0  # more than with a thousand stories

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def open_window(qtbot, clock, qapp: QApplication, tmp_path) -> Iterator[Callable[..., ChallengeWindow]]:
    """The real window on a challenge, at rest."""
    documents = LazyDocuments()
    tools = replace(toolbox(documents), clock=clock, who="Ada")
    windows = Windows(qapp, tools, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    windows.open_files = OpenFiles(tmp_path / "locks")

    def make(opened: OpenChallenge) -> ChallengeWindow:
        opened.close()
        window = windows.open(opened.path)
        qtbot.waitUntil(lambda: window.shell.pages.name() == OVERVIEW, timeout=LONG_MS)
        qtbot.waitUntil(lambda: set(PAGES) <= set(window.shell.pages.made()), timeout=LONG_MS)
        return window

    yield make
    windows.close()
    documents.close()


def painted(go: Callable[[], object], stack: QStackedWidget) -> float:
    """The ms that a change of pages takes until it is painted."""
    begin = perf_counter()
    go()
    stack.repaint()
    return (perf_counter() - begin) * 1000


def held(qtbot) -> float:
    """The longest time in ms that the window did not answer just after; what takes long may still run."""
    longest, since, beat = 0, QElapsedTimer(), QTimer(interval=2)

    def note() -> None:
        nonlocal longest
        longest = max(longest, since.restart())

    beat.timeout.connect(note)
    since.start()
    beat.start()
    qtbot.wait(REST_MS)
    beat.stop()
    return longest


def bare(qtbot) -> float:
    """The same with a plain list on each of two pages."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    for _page in range(2):
        lines = QListWidget()
        lines.addItems([f"Story {number}" for number in range(100)])
        stack.addWidget(lines)
    stack.resize(1200, 840)
    with qtbot.waitExposed(stack):
        stack.show()
    return median(painted(lambda at=at: stack.setCurrentIndex(at % 2), stack) for at in range(11))


def memory() -> float:
    """What this process holds in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.benchmark
@pytest.mark.parametrize("stories", SIZES)
def test_page_changes(qtbot, big_challenge, open_window, figures, stories):
    opened, before = big_challenge(stories), memory()
    window = open_window(opened)
    baseline, rest = bare(qtbot), held(qtbot)
    taken: dict[str, list[float]] = {name: [] for name in SIZES[stories]}
    gaps: dict[str, list[float]] = {name: [] for name in SIZES[stories]}
    for _round in range(ROUNDS):
        for name in SIZES[stories]:
            taken[name].append(painted(lambda name=name: window.shell.go(name), window.shell.pages))
            gaps[name].append(held(qtbot))
    for name in SIZES[stories]:
        first, *again = taken[name]
        figures(f"{stories:,}: {name}, first", first, baseline, most=GOAL_MS)
        figures(f"{stories:,}: {name}, again", median(again), baseline, most=GOAL_MS)
        figures(f"{stories:,}: {name}, window held", max(gaps[name]), rest, most=GOAL_MS)
    figures(f"{stories:,}: MB of the window, before beside", memory() - before, before, most=GOAL_MB)
