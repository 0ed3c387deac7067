"""A reviewer opens a pack of 300 stories: the window with its list, the first story, and the next ones.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from learningstories.domain.challenge import Challenge
from learningstories.main import LazyDocuments, toolbox
from learningstories.services.offline_reading import open_offline
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.pack_window import PackWindow
from tests.benchmarks.test_packs import AT, FILES, contents

pytestmark = [pytest.mark.benchmark, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
STORIES, OPENINGS, TURNS = 300, 7, 20
MOST_TO_OPEN, MOST_TO_TURN = 200, 50  # ms


@pytest.fixture
def pack(make_challenge: Callable[..., Challenge], tmp_path: Path) -> Path:
    path = tmp_path / "large.lspack"
    path.write_bytes(FILES.write(contents(STORIES, make_challenge)))
    return path


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[Windows]:
    documents = LazyDocuments()
    tools = replace(toolbox(documents), answers_folder=lambda: tmp_path / "answers")
    made = Windows(qapp, tools, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made.open_files = OpenFiles(tmp_path / "locks")
    yield made
    made.close()
    documents.close()


def opening(qtbot: QtBot, windows: Windows, pack: Path) -> tuple[float, float, PackWindow]:
    """Seconds until the window is painted with its list, and until the story is there, too."""
    begin = perf_counter()
    windows.open(pack)
    qtbot.waitUntil(lambda: bool(windows.packs.windows), timeout=20_000)
    window = next(iter(windows.packs.windows.values()))
    qtbot.waitUntil(lambda: window.page.session is not None and window.shell.was_painted, timeout=20_000)
    painted = perf_counter() - begin
    qtbot.waitUntil(lambda: is_read(window), timeout=20_000)
    return painted, perf_counter() - begin, window


def is_read(window: PackWindow) -> bool:
    return window.page.number() is not None and window.page.text.number() == window.page.number()


def turning(qtbot: QtBot, window: PackWindow, row: int) -> float:
    """Seconds from the key that goes on until the next story is on the screen."""
    page, before = window.page, window.page.number()
    begin = perf_counter()
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(row))
    qtbot.waitUntil(lambda: page.number() != before and is_read(window))
    taken = perf_counter() - begin
    qtbot.waitUntil(window.tasks.is_idle)
    return taken


def test_a_large_pack_opens_and_its_pages_turn(
    qtbot: QtBot, windows: Windows, pack: Path, tmp_path: Path, figures: Callable[..., None]
) -> None:
    painted, read = [], []
    for _time in range(OPENINGS + 1):
        first, whole, window = opening(qtbot, windows, pack)
        painted.append(first)
        read.append(whole)
        if len(read) <= OPENINGS:
            window.leaving.close_now()
    begin = perf_counter()
    open_offline(pack, FILES, tmp_path / "answers", lambda: AT)
    baseline = (perf_counter() - begin) * 1000
    # The first opening loads what a window is made of.
    figures(
        f"window on a pack of {STORIES}, with its list",
        median(painted[1:]) * 1000,
        baseline,
        most=MOST_TO_OPEN,
    )
    figures("and with its first story", median(read[1:]) * 1000, baseline, most=MOST_TO_OPEN)
    turns = [turning(qtbot, window, row) for row in range(1, TURNS + 1)]
    figures("the next story of such a pack", median(turns) * 1000, baseline, most=MOST_TO_TURN)
