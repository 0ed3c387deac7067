"""Going from page to page as a challenge grows: until it is painted, and how long the window is held.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
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
SIZES = (1_000, 10_000, 100_000)
ROUNDS, LONG_MS, REST_MS = 3, 120_000, 600
GOAL_MS = 100.0  # whatever takes longer runs beside the window

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
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
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


def held(qtbot, window: ChallengeWindow) -> float:
    """The longest time in ms that the window did not answer until all of the page was there."""
    longest, since, beat = 0, QElapsedTimer(), QTimer(interval=2)

    def note() -> None:
        nonlocal longest
        longest = max(longest, since.restart())

    beat.timeout.connect(note)
    since.start()
    beat.start()
    qtbot.wait(REST_MS)
    qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
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


@pytest.mark.benchmark
@pytest.mark.parametrize("stories", SIZES)
def test_page_changes(qtbot, big_challenge, open_window, figures, stories):
    window = open_window(big_challenge(stories))
    baseline, rest = bare(qtbot), held(qtbot, window)
    taken: dict[str, list[float]] = {name: [] for name in PAGES}
    gaps = dict(taken)
    for _round in range(ROUNDS):
        for name in PAGES:
            taken[name].append(painted(lambda name=name: window.shell.go(name), window.shell.pages))
            gaps[name] = [*gaps[name], held(qtbot, window)]
    for name in PAGES:
        first, *again = taken[name]
        figures(f"{stories:,}: {name}, first", first, baseline, most=GOAL_MS)
        figures(f"{stories:,}: {name}, again", median(again), baseline, most=GOAL_MS)
        figures(f"{stories:,}: {name}, window held", max(gaps[name]), rest, most=GOAL_MS)
