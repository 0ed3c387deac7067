"""Packs go out to two reviewers, are read in windows of their own, and what comes home adds up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from learningstories.packs.packs import PackFiles
from learningstories.services import merging
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_order import MadePack, PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.ui.app import Windows
from learningstories.ui.pack_page import PackPage
from learningstories.ui.pack_window import PackWindow
from learningstories.ui.phrase_sheet import PhraseSheet
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reading_view import FINISHED
from learningstories.ui.return_sheet import ReturnSheet
from learningstories.ui.widgets.sheet import Sheet

LEFT = Qt.MouseButton.LeftButton
LONG = 20_000
TITLES = ("The lift", "The wide garden", "Paper and glue", "Chalk")
# By reader and title: how strongly each wants to act.
ANSWERS = {
    "Grace Hopper": {"The lift": 5, "The wide garden": 4, "Paper and glue": 4, "Chalk": 1},
    "Alan Turing": {"The lift": 5, "The wide garden": 4, "Paper and glue": 3, "Chalk": 2},
}


@pytest.fixture
def sent(
    new_challenge: Callable[..., OpenChallenge],
    add_story: Callable[..., Any],
    add_reviewer: Callable[..., Any],
    tmp_path: Path,
) -> tuple[Workspace, dict[str, MadePack]]:
    """A blind challenge, and a protected pack for each reader."""
    opened = new_challenge(tmp_path / "mine.stories", blind=True, contact="ada@example.org")
    for title in TITLES:
        add_story(opened.workspace, f"{title} taught me. " * 40, title=title, author="Amara Okafor")
    for name in ANSWERS:
        add_reviewer(opened.workspace, name)
    order = PackOrder(folder=tmp_path / "packs", protect=True)
    made = make_packs(opened.workspace, PackFiles(), order, Control()).packs
    return opened.workspace, {one.reviewer.name: one for one in made}


class Reader:
    """One reviewer at the keyboard."""

    def __init__(self, qtbot: QtBot, windows: Windows, made: MadePack) -> None:
        self.qtbot, self.windows, self.made = qtbot, windows, made

    def open(self, path: Path) -> PackWindow:
        self.windows.start_if_empty()
        self.windows.open(path)
        over = self.windows.start
        assert over is not None
        asked = self.sheet(over, PhraseSheet)
        self.qtbot.keyClicks(asked.phrase, self.made.pack.phrase)
        self.qtbot.keyClick(asked.phrase, Qt.Key.Key_Return)
        self.wait(lambda: len(self.windows.packs.windows) == 1)
        window = next(iter(self.windows.packs.windows.values()))
        self.wait(lambda: is_read(window.page))
        return window

    def rate(self, page: PackPage) -> None:
        """Answer the story that is open, and go on."""
        number, session = page.number(), page.session
        assert session is not None
        story = session.story(number)
        assert story is not None
        assert "Okafor" not in page.text.toPlainText()
        value = ANSWERS[self.made.reviewer.name][story.title]
        self.qtbot.keyClick(page.text, str(value))
        if value == 5:
            self.qtbot.keyClicks(page.form.action, "Ask our front desk")
        focus = QApplication.focusWidget() or page.text
        self.qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: page.number() != number and (is_read(page) or page.number() is None))

    def sheet(self, over: QWidget, kind: type[Any]) -> Any:
        self.wait(lambda: any(s.isVisible() for s in over.findChildren(kind)))
        return next(s for s in over.findChildren(kind) if s.isVisible())

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=LONG)


def is_read(page: PackPage) -> bool:
    return page.number() is not None and page.text.number() == page.number()


def test_from_packs_to_a_ranking(
    qtbot: QtBot,
    windows: Windows,
    sent: tuple[Workspace, dict[str, MadePack]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace, packs = sent
    returns = []
    for name, made in packs.items():
        reader = Reader(qtbot, windows, made)
        window = reader.open(made.path)
        for _story in range(2):
            reader.rate(window.page)
        window.leaving.close_now()
        moved = made.path.rename(tmp_path / f"{name}.lspack")
        window = reader.open(moved)
        page = window.page
        assert page.sidebar.left.text().startswith("2 of 4 read")
        while page.stack.currentIndex() != FINISHED:
            reader.rate(page)
        assert page.finished.promised() == ["Ask our front desk"]
        reader.sheet(window.shell, PromiseSheet).reject()
        target = tmp_path / f"{name}.lsreturn.txt"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, to=target: (str(to), ""))
        qtbot.mouseClick(page.finished.button, LEFT)
        reader.sheet(window.shell, ReturnSheet).done.click()
        returns.append(target)
        window.shell.close()
        assert not any(sheet.isVisible() for sheet in window.shell.findChildren(Sheet))
    files = PackFiles()
    report = merging.merge(workspace, files, files.arrivals([*reversed(returns), *returns]))
    assert sorted(outcome.code for outcome in report.files) == ["already_merged"] * 2 + ["merged"] * 2
    with workspace.read() as unit:
        titles = {story.id: story.title for story in unit.stories.all()}
        names = {person.id: person.name for person in unit.reviewers.all()}
        given = {(names[r.reviewer_id], titles[r.story_id]): r.value for r in unit.readings.all()}
    assert given == {(name, title): value for name, row in ANSWERS.items() for title, value in row.items()}
