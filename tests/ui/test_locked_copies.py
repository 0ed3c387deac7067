"""A copy behind a passphrase is saved from the menu, and opens with it like any challenge."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learningstories.packs import locking
from learningstories.ui.lock_sheet import LockSheet
from learningstories.ui.unlock_sheet import UnlockSheet
from tests.ui.packs_world import sheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(locking, "COST", 2)


@pytest.fixture
def locked(qtbot, windows, challenge, add_story, monkeypatch, tmp_path):
    add_story(challenge.workspace, title="The lift")
    challenge.close()
    window = windows.open(challenge.path)
    window.shell.registry["lock-copy"].trigger()
    asked = sheet(window.shell, LockSheet)
    target = tmp_path / "stick" / "copy.stories"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target.with_suffix("")), ""))
    asked.phrase.setText("a lift to the moon")
    asked.again.setText("a left")
    assert not asked.confirm.isEnabled()
    asked.again.setText("a lift to the moon")
    with qtbot.waitSignal(asked.finished):
        qtbot.mouseClick(asked.confirm, LEFT)
    return target


def test_it_opens_with_its_passphrase_only(qtbot, windows, locked):
    assert windows.open(locked) is None
    asked = sheet(windows.front(), UnlockSheet)
    asked.phrase.setText("a lift to the mooon")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: "does not open" in asked.problem())
    asked.phrase.setText("a lift to the moon")
    qtbot.mouseClick(asked.confirm, LEFT)
    made = (locked.parent / "copy (2).stories").resolve()
    qtbot.waitUntil(lambda: made in windows.windows)
    with windows.windows[made].desk.workspace.read() as unit:
        assert unit.story(1).title == "The lift"


def test_words_are_found_and_shown(qtbot, windows, challenge):
    challenge.close()
    window = windows.open(challenge.path)
    window.shell.registry["lock-copy"].trigger()
    asked = sheet(window.shell, LockSheet)
    qtbot.mouseClick(asked.suggest, LEFT)
    assert asked.found.text() == f"Write them down: {asked.phrase.text()}"
    assert len(asked.phrase.text().split()) == 5
    assert asked.confirm.isEnabled()
