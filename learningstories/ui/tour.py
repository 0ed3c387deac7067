"""Takes a picture of each page of the window, for people and machines that have no display."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from learningstories.services.toolbox import Toolbox
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import READING, ChallengeWindow
from learningstories.ui.shell import OVERVIEW, PROMISES, RESULTS, REVIEWERS, SHORTLIST, SHOWCASE, STORIES
from learningstories.ui.theme import ThemeChoice

SIZE = QSize(1440, 900)
_LOOK_MS = 60
_QUIET_LOOKS = 6  # so many looks in a row find nothing at work: the page has settled
_MOST_LOOKS = 700
PAGES = (OVERVIEW, STORIES, REVIEWERS, RESULTS, SHORTLIST, SHOWCASE, PROMISES, READING)


def screenshots(file: Path, folder: Path, tools: Toolbox) -> Sequence[Path]:
    """Save one PNG a page, light and dark, into `folder`; returns them in the order of the pages."""
    if not sys.platform.startswith(("win", "darwin")) and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        qInstallMessageHandler(_pass_on)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["learningstories"])
    folder.mkdir(parents=True, exist_ok=True)
    # Not the person's own settings: a tour leaves no trace in them.
    with TemporaryDirectory(ignore_cleanup_errors=True) as own:
        settings = QSettings(str(Path(own) / "window.ini"), QSettings.Format.IniFormat)
        windows = Windows(application, tools, settings)
        try:
            window = windows.open(file)
            return _pictures(windows, window, folder) if window is not None else []
        finally:
            windows.close()
            settings.sync()


def _pictures(windows: Windows, window: ChallengeWindow, folder: Path) -> list[Path]:
    window.shell.resize(SIZE)
    taken = []
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        windows.theme.choose(choice)
        for place, page in enumerate(PAGES, start=1):
            window.desk.go.emit(page, _first_reader(window) if page == READING else None)
            settle(window.tasks.is_idle)
            target = folder / f"{place}-{page}{'-dark' if choice is ThemeChoice.DARK else ''}.png"
            if window.shell.grab().save(str(target)):
                taken.append(target)
    return taken


def settle(is_idle: Callable[[], bool]) -> None:
    """Let the window work until nothing is at work any more."""
    loop, timer = QEventLoop(), QTimer()
    quiet = looks = 0

    def look() -> None:
        nonlocal quiet, looks
        looks += 1
        quiet = quiet + 1 if is_idle() else 0
        if quiet >= _QUIET_LOOKS or looks >= _MOST_LOOKS:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    loop.exec()
    timer.stop()


def _first_reader(window: ChallengeWindow) -> str | None:
    """A reviewer who still has stories to read, so that the page shows one."""
    with window.desk.workspace.read() as unit:
        reviewers = sorted(unit.reviewers.all(), key=lambda reviewer: reviewer.name)
    counts = window.desk.lists.answered_counts()
    return min(reviewers, key=lambda r: counts.get(r.id, 0)).email if reviewers else None


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages, but for what a window without a display cannot do."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
