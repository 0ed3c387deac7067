"""How long the window does not answer on the pages of the evening: shortlist, showcase, presenter, promises.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from time import perf_counter
from typing import Any, Protocol
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.promise import Promise, PromiseId
from learningstories.services.choosing_rules import set_rules
from learningstories.services.opening import OpenChallenge
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.presenter import StageWindow
from tests.benchmarks.test_heartbeat import (
    GOAL_MS,
    LONG_MS,
    beat,
    open_window,
    rest,
    shortlisted,
    story_files,
)

__all__ = ["beat", "open_window", "shortlisted", "story_files"]  # fixtures

CANCEL_MS = 200.0
STORIES, REVIEWERS, READINGS, PROMISES = 2_000, 100, 10, 30_000

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support", extend=True), pytest.mark.benchmark]


class Listener(Protocol):
    """What notes the longest time between two beats."""

    longest: float

    def listening(self) -> AbstractContextManager[None]: ...


def listen(qtbot: Any, beat: Listener, window: ChallengeWindow, do: Callable[[], object]) -> float:
    """The longest gap while something is done and everything that follows from it is shown."""
    with beat.listening():
        do()
        qtbot.wait(50)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
        qtbot.wait(300)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
    return beat.longest


def test_the_shortlist(qtbot, beat, open_window, big_challenge, figures):
    opened = big_challenge(STORIES, reviewers=REVIEWERS, readings=READINGS)
    set_rules(opened.workspace, minutes=120)
    window = open_window(opened)
    all_made(qtbot, window)
    at_rest = rest(qtbot, beat)
    shown = listen(qtbot, beat, window, lambda: window.shell.go("shortlist"))
    figures(f"longest gap, shortlist of {STORIES:,} shown", shown, at_rest, most=GOAL_MS)
    page = window.shell.pages.page("shortlist")
    figures("longest gap, proposing", listen(qtbot, beat, window, page.deeds.propose), at_rest, most=GOAL_MS)
    assert page.model.rowCount() > 5
    moved = listen(qtbot, beat, window, lambda: page.card.order.move_current(1))
    figures("longest gap, a story is moved", moved, at_rest, most=GOAL_MS)
    with beat.listening():
        page.deeds.lock_it()
        qtbot.wait(2_000)
        asked = perf_counter()
        window.tasks.cancel()
        qtbot.waitUntil(lambda: not window.tasks.writing(), timeout=LONG_MS)
        stopped = (perf_counter() - asked) * 1000
    figures("longest gap, locking", beat.longest, at_rest, most=GOAL_MS)
    figures("locking is cancelled", stopped, at_rest, most=CANCEL_MS)
    with opened.workspace.read() as unit:
        assert not unit.locks.all()


def test_the_showcase_and_the_presenter(qtbot, qapp, beat, open_window, shortlisted, figures):
    opened = shortlisted(30, 600)
    with opened.workspace.change("May be told") as unit:
        for story in unit.stories.all():
            unit.stories.replace(replace(story, consent_stage=True, consent_web=True))
    window = open_window(opened)
    all_made(qtbot, window)
    at_rest = rest(qtbot, beat)
    page: Any = None

    def show() -> None:
        nonlocal page
        page = window.shell.go("showcase")

    shown = listen(qtbot, beat, window, show)
    qtbot.waitUntil(lambda: page.maker.copy is not None, timeout=LONG_MS)
    figures("longest gap, showcase shown", shown, at_rest, most=GOAL_MS)
    times = []
    for _turn in range(8):
        begun = perf_counter()
        page.well.view.next()
        page.well.view.viewport().repaint()
        times.append((perf_counter() - begun) * 1000)
        qtbot.waitUntil(window.tasks.is_idle, timeout=LONG_MS)
    figures("a page is turned", max(times), at_rest, most=GOAL_MS)
    for kind in ("running-order", "cards", "letters", "web"):
        turned = listen(qtbot, beat, window, lambda kind=kind: page.choose(kind))
        figures(f"longest gap, {kind} chosen", turned, at_rest, most=GOAL_MS)
    begun = listen(qtbot, beat, window, window.sheets.present)
    figures("longest gap, presenter begun", begun, at_rest, most=GOAL_MS)
    stage = next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, StageWindow))
    turned = listen(qtbot, beat, window, lambda: qtbot.keyClick(stage, Qt.Key.Key_PageDown))
    figures("longest gap, next slide", turned, at_rest, most=GOAL_MS)
    left = listen(qtbot, beat, window, lambda: qtbot.keyClick(stage, Qt.Key.Key_Escape))
    figures("longest gap, presenter left", left, at_rest, most=GOAL_MS)


def all_made(qtbot: Any, window: ChallengeWindow) -> None:
    """Wait for what the window does ahead while nobody waits for it."""
    pages = window.shell.pages
    qtbot.waitUntil(lambda: set(pages.made()) == set(pages.names()), timeout=LONG_MS)


def promise(opened: OpenChallenge, count: int) -> None:
    """Guests promise so much."""
    now = opened.workspace.clock()
    with opened.workspace.change("Promises") as unit:
        unit.promises.add_all(
            [
                Promise(
                    id=PromiseId(uuid4()),
                    number=n,
                    text=f"I will ask person {n}",
                    name=f"Guest {n}",
                    made_at=now,
                )
                for n in range(1, count + 1)
            ]
        )


def test_promises(qtbot, beat, open_window, challenge, figures):
    promise(challenge, PROMISES)
    window = open_window(challenge)
    all_made(qtbot, window)
    at_rest = rest(qtbot, beat)
    shown = listen(qtbot, beat, window, lambda: window.shell.go("promises"))
    page = window.shell.pages.page("promises")
    assert page.model.rowCount() == PROMISES
    figures(f"longest gap, {PROMISES:,} promises shown", shown, at_rest, most=GOAL_MS)
    filtered = listen(qtbot, beat, window, lambda: page.filters.choose("never"))
    figures("longest gap, promises filtered", filtered, at_rest, most=GOAL_MS)
    noted = listen(qtbot, beat, window, page.panel.answers["kept"].click)
    figures("longest gap, an outcome noted", noted, at_rest, most=GOAL_MS)
