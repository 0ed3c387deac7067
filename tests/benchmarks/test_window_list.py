"""The page of stories as it grows: opening it, jumping about in it, searching.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from learningstories.main import LazyDocuments, toolbox
from learningstories.services.opening import OpenChallenge
from learningstories.ui.desk import Desk
from learningstories.ui.fonts import register_main_fonts
from learningstories.ui.stories_page import StoriesPage
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme, ThemeChoice

SMALL, BIGGER = 1_000, (10_000, 100_000, 1_000_000)
OPENINGS, PLACES = 7, 60
TYPED = ("bad", "bado", "kin", "kinte", "mul", "mulgo", "sar", "sartu", "pel", "pelka")
CHIPS = ("late", "ready", "attention", "all")
GOALS = {"opening": 1.5, "scrolling": 1.5, "searching": 3.0, "filtering": 1.5}
GOAL_MB = 60
VERBS = {"searching": "search", "filtering": "filter"}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def make_desk(clock, qapp: QApplication, tmp_path) -> Iterator[Callable[[OpenChallenge], Desk]]:
    register_main_fonts()
    theme = Theme(qapp, ThemeChoice.LIGHT)
    documents = LazyDocuments()
    tools = replace(toolbox(documents), clock=clock, who="Ada")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made: list[Desk] = []

    def make(opened: OpenChallenge) -> Desk:
        made.append(Desk(opened, tools, tasks=Tasks(), theme=theme, settings=settings))
        return made[-1]

    yield make
    for desk in made:
        desk.tasks.close()
    documents.close()


class Sitting:
    """Someone at the page of stories; each act gives the seconds until it is on the screen."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self._qtbot, self._desk = qtbot, desk
        begin = perf_counter()
        self.page = StoriesPage(desk)
        self.page.resize(1200, 840)
        self.page.show()
        self._wait(self.page._search.first_found)
        self.opening = self._painted(begin)
        self._wait(self.page._search.all_found)

    def jump(self, row: int) -> float:
        begin = perf_counter()
        self.page.table.scrollTo(self.page.model.index(row, 0))
        return self._painted(begin)

    def search(self, typed: str) -> float:
        begin = perf_counter()
        with self._qtbot.waitSignal(self.page._search.first_found):
            self.page.search_field.setText(typed)
        taken = self._painted(begin)
        self._wait(self.page._search.all_found)
        return taken

    def filter(self, key: str) -> float:
        begin = perf_counter()
        with self._qtbot.waitSignal(self.page._search.first_found):
            self.page.filters.choose(key)
        taken = self._painted(begin)
        self._wait(self.page._search.all_found)
        return taken

    def leave(self) -> None:
        self.page.leave()
        self._desk.tasks.close()
        self.page.close()
        self.page.deleteLater()

    def _painted(self, begin: float) -> float:
        self.page.table.viewport().repaint()
        return perf_counter() - begin

    def _wait(self, signal: object) -> None:
        with self._qtbot.waitSignal(signal, timeout=30_000):
            pass


def by_turns(acts: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median of each act in ms, by turns, for the machine may have other things to do meanwhile."""
    taken = [[act() for act in acts] for _ in range(times)]
    return [median(column) * 1000 for column in zip(*taken, strict=True)]


def test_someone_looks_through_the_stories(qtbot, big_challenge, make_desk):
    sitting = Sitting(qtbot, make_desk(big_challenge(300)))
    assert sitting.page.model.rowCount() == 300
    assert sitting.jump(200) > 0
    assert sitting.search("ba") > 0
    assert 0 < sitting.page.model.rowCount() < 300
    sitting.leave()


def memory() -> float:
    """What this process holds in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.benchmark
@pytest.mark.parametrize("big", BIGGER)
def test_the_page_as_it_grows(qtbot, big_challenge, make_desk, figures, big):
    challenges = [big_challenge(size) for size in (SMALL, big)]

    def opening(opened: OpenChallenge) -> float:
        sitting = Sitting(qtbot, make_desk(opened))
        sitting.leave()
        return sitting.opening

    def jump(sitting: Sitting) -> float:
        return sitting.jump(chance.randrange(sitting.page.model.rowCount()))

    chance = random.Random(1)  # noqa: S311 - the same places each time
    measured = {"opening": by_turns([partial(opening, each) for each in challenges], OPENINGS)}
    before, sittings = [], []
    for each in challenges:
        before.append(memory())
        sittings.append(Sitting(qtbot, make_desk(each)))
    measured["scrolling"] = by_turns([partial(jump, sitting) for sitting in sittings], PLACES)
    for name, words in (("filtering", CHIPS), ("searching", TYPED)):
        acts = [[partial(getattr(sitting, VERBS[name]), word) for sitting in sittings] for word in words]
        taken = [by_turns(some, 1) for some in acts]
        measured[name] = [median(column) for column in zip(*taken, strict=True)]
    held = memory() - before[1]
    for sitting in sittings:
        sitting.leave()
    for name, (small, large) in measured.items():
        figures(f"{name}, {big:,} stories beside {SMALL:,}", large, small, GOALS[name])
    figures(f"MB that the page of {big:,} holds, beside all", held, before[1], most=GOAL_MB)
