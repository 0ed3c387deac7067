"""The longest time for which the window does not answer while it works: the largest gap of a 5 ms timer.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from learningstories.main import LazyDocuments, toolbox
from learningstories.services import shortlisting
from learningstories.services.adding import add
from learningstories.services.opening import OpenChallenge
from learningstories.services.preview import Reception, preview
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.open_files import OpenFiles

BEAT_MS = 5
GOAL_MS = 50.0
FILES, BOOK = 300, 100
STORIES, REVIEWERS, READINGS = 2_000, 100, 10
LONG_MS, REST_MS = 120_000, 2_000

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Heartbeat(QObject):
    """Notes the longest time between two beats, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def listening(self) -> Iterator[None]:
        self.gaps, self._last = [], perf_counter()
        self._timer.start()
        yield
        self._timer.stop()
        self._beat()

    @property
    def longest(self) -> float:
        return max(self.gaps)

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


@pytest.fixture
def open_window(qtbot, clock, qapp: QApplication, tmp_path) -> Iterator[Callable[..., ChallengeWindow]]:
    """The real window on a challenge, its page of stories shown and settled."""
    documents = LazyDocuments()
    tools = replace(toolbox(documents), clock=clock, who="Ada")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("window/page", "stories")
    windows = Windows(qapp, tools, settings)
    windows.open_files = OpenFiles(tmp_path / "locks")

    def make(opened: OpenChallenge) -> ChallengeWindow:
        opened.close()
        window = windows.open(opened.path)
        qtbot.waitUntil(lambda: window.shell.pages.name() == "stories", timeout=LONG_MS)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
        qtbot.wait(600)  # what the window leaves for after its first paint
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
        return window

    yield make
    windows.close()
    documents.close()


@pytest.fixture
def beat() -> Heartbeat:
    return Heartbeat()


@pytest.fixture
def story_files(tmp_path, made_up_story) -> Callable[[int, int], list[Path]]:
    def make(count: int, words: int) -> list[Path]:
        paths = [tmp_path / f"{number:04}.md" for number in range(count)]
        for seed, path in enumerate(paths):
            path.write_text(made_up_story(seed, words), "utf-8")
        return paths

    return make


def rest(qtbot, beat: Heartbeat) -> float:
    """The longest gap while the window has nothing to do: what the machine is to blame for."""
    with beat.listening():
        qtbot.wait(REST_MS)
    return beat.longest


def add_files(qtbot, beat: Heartbeat, window: ChallengeWindow, paths: list[Path]) -> None:
    """Offer files to the open sheet, look at what was found, and add all of it."""
    sheet = AddSheet(window.desk, window.shell)
    sheet.open()
    qtbot.wait(50)
    with beat.listening():
        sheet.offer(paths)
        qtbot.waitUntil(sheet.add.isEnabled, timeout=LONG_MS)
        assert sheet.model.rowCount() == len(paths)
        qtbot.wait(50)
        qtbot.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
        stories = window.shell.pages.page("stories")
        qtbot.waitUntil(lambda: stories.model.rowCount() == len(paths), timeout=LONG_MS)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)


def rank_all(qtbot, beat: Heartbeat, window: ChallengeWindow) -> None:
    """On the page of results, have them worked out and shown."""
    page = window.shell.go("results")
    with beat.listening():
        qtbot.waitUntil(lambda: page.feed.results is not None, timeout=LONG_MS)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
        qtbot.wait(50)


def typeset(qtbot, beat: Heartbeat, window: ChallengeWindow) -> None:
    """On the page of the showcase, have the book made and shown."""
    page = window.shell.go("showcase")
    with beat.listening():
        qtbot.waitUntil(lambda: page.maker.copy is not None, timeout=LONG_MS)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
        qtbot.wait(50)


@pytest.fixture
def shortlisted(challenge, clock, story_files) -> Callable[[int, int], OpenChallenge]:
    """A challenge whose stories are all on the shortlist."""

    def make(count: int, words: int) -> OpenChallenge:
        documents = LazyDocuments()
        with challenge.workspace.read() as unit:
            rules = unit.challenge()
        found = preview(
            story_files(count, words), Reception(challenge=rules, reader=documents, now=clock())
        ).found
        documents.close()
        added = add(challenge.workspace, found)
        shortlisting.add(challenge.workspace, [story.number for story in added])
        return challenge

    return make


def test_the_heart_beats_while_a_few_files_are_added(qtbot, beat, open_window, challenge, story_files):
    add_files(qtbot, beat, open_window(challenge), story_files(3, 60))
    assert len(beat.gaps) > 3


@pytest.mark.benchmark
def test_adding_files(qtbot, beat, open_window, challenge, story_files, figures):
    window = open_window(challenge)
    at_rest = rest(qtbot, beat)
    add_files(qtbot, beat, window, story_files(FILES, 300))
    figures(f"longest gap, adding {FILES} files", beat.longest, at_rest, most=GOAL_MS)


@pytest.mark.benchmark
def test_ranking(qtbot, beat, open_window, big_challenge, figures):
    opened = big_challenge(STORIES, reviewers=REVIEWERS, readings=READINGS)
    window = open_window(opened)
    at_rest = rest(qtbot, beat)
    rank_all(qtbot, beat, window)
    figures(f"longest gap, ranking {STORIES:,} x {REVIEWERS}", beat.longest, at_rest, most=GOAL_MS)


@pytest.mark.benchmark
def test_typesetting(qtbot, beat, open_window, shortlisted, figures):
    window = open_window(shortlisted(BOOK, 900))
    at_rest = rest(qtbot, beat)
    typeset(qtbot, beat, window)
    figures(f"longest gap, a book of {BOOK} stories", beat.longest, at_rest, most=GOAL_MS)
