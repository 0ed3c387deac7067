from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learningstories.ui.add_model import STORY
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.arrivals import Arrivals
from learningstories.ui.merge_sheet import MergeSheet
from learningstories.ui.shell import Shell
from learningstories.ui.watch_sheet import WatchSheet
from learningstories.ui.watched_folder import WatchedFolder
from learningstories.ui.watching import Watching
from learningstories.ui.widgets.notice import Notice
from learningstories.ui.window_sheets import WindowSheets
from tests.ui.pack_days import device, packs_for, returned

SOON = 50  # ms


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Stories inbox"
    made.mkdir()
    return made


@pytest.fixture
def watched(qtbot, folder, tmp_path):
    made = WatchedFolder(folder, tmp_path / "watched.json", look_ms=SOON, settle_ms=SOON)
    yield made
    made.close()


def test_nothing_of_qt_goes_in_the_thread_that_looks(qtbot, folder, tmp_path):
    (folder / "story.txt").write_text("Once I learned.", encoding="utf-8")
    gone = []
    for _time in range(5):
        made = WatchedFolder(folder, tmp_path / "watched.json", look_ms=SOON, settle_ms=SOON)
        made._bell.destroyed.connect(
            lambda: gone.append(current_thread()), Qt.ConnectionType.DirectConnection
        )
        with qtbot.waitSignal(made.found):
            pass
        made.close()
        del made
    qtbot.waitUntil(lambda: len(gone) == 5)
    assert set(gone) == {main_thread()}


@pytest.fixture
def shell(qtbot, desk):
    made = Shell({}, desk.settings)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def arrivals(desk, shell, monkeypatch, tmp_path):
    monkeypatch.setattr("learningstories.ui.watching._own_folder", lambda: tmp_path / "state")
    made = Arrivals(desk, shell, WindowSheets(desk, shell))
    desk.go.connect(lambda page, paths: made.bring(paths) if page == "add" else made.watch())
    yield made
    made.close()


@pytest.fixture
def came_back(workspace, add_story, add_reviewer, tmp_path, clock) -> bytes:
    """What a reviewer sent."""
    add_story(workspace, "I learned.")
    add_reviewer(workspace, "Grace Hopper")
    pack = packs_for(workspace, tmp_path / "packs")["grace@example.org"]
    return returned(device(pack, tmp_path, clock), tmp_path / "sent.txt", {1: 4}).read_bytes()


def notices(shell):
    return [notice for notice in shell.findChildren(Notice) if notice.isVisible()]


def test_new_files_are_told_all_together_and_only_once(qtbot, watched, folder):
    told = []
    watched.found.connect(lambda paths: told.append(sorted(path.name for path in paths)))
    (folder / "a.md").write_text("# A\n\nWords.", "utf-8")
    qtbot.waitUntil(lambda: told[-1:] == [["a.md"]])
    (folder / "b.md").write_text("# B\n\nOthers.", "utf-8")
    qtbot.waitUntil(lambda: told[-1:] == [["a.md", "b.md"]])
    watched.remember([folder / "a.md", folder / "b.md"])
    (folder / "c.md").write_text("# C\n\nMore.", "utf-8")
    qtbot.waitUntil(lambda: told[-1:] == [["c.md"]])
    assert told == [["a.md"], ["a.md", "b.md"], ["c.md"]]


def test_a_folder_that_comes_back_is_watched_again(qtbot, watched, folder):
    aside = folder.rename(folder.with_name("aside"))
    (aside / "a.md").write_text("# A\n\nWords.", "utf-8")
    with qtbot.waitSignal(watched.found) as found:
        aside.rename(folder)
    assert [path.name for path in found.args[0]] == ["a.md"]


def test_new_files_are_announced_and_shown_when_asked_for(qtbot, arrivals, shell, folder, desk, workspace):
    arrivals.watching.watch(folder)
    arrivals.watching._watched._settle_ms = SOON
    (folder / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    qtbot.waitUntil(lambda: bool(notices(shell)))
    (notice,) = notices(shell)
    assert notice.sentence.text() == "1 new file in Stories inbox"
    assert workspace.undo_label() is None
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    sheet = shell.findChild(AddSheet)
    qtbot.waitUntil(lambda: not sheet.work.is_busy())
    assert sheet.model.index(0, STORY).data() == "Chalk"
    sheet.reject()
    assert notices(shell) == []


def test_the_folder_is_chosen_remembered_and_left_again(qtbot, arrivals, shell, folder, desk, monkeypatch):
    sheet = AddSheet(desk, shell)
    sheet.open()
    qtbot.mouseClick(sheet.empty.buttons["watch"], Qt.MouseButton.LeftButton)
    watch = shell.findChild(WatchSheet)
    assert watch.folder.text() == "No folder is watched."
    assert not watch.leave.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    qtbot.mouseClick(watch.choose, Qt.MouseButton.LeftButton)
    assert watch.folder.text() == str(folder)
    again = Watching(desk, shell)
    assert again.folder == folder
    again.close()
    qtbot.mouseClick(watch.leave, Qt.MouseButton.LeftButton)
    assert arrivals.watching.folder is None
    assert Watching(desk, shell).folder is None
    watch.accept()
    sheet.reject()


def test_what_is_dropped_while_the_preview_is_open_joins_what_is_there(qtbot, arrivals, shell, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\nWords of {name}.", "utf-8")
    arrivals.offer([tmp_path / "a.md"])
    (sheet,) = shell.findChildren(AddSheet)
    qtbot.waitUntil(lambda: not sheet.work.is_busy())
    arrivals.offer([tmp_path / "b.md"])
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    assert shell.findChildren(AddSheet) == [sheet]
    qtbot.waitUntil(lambda: not sheet.work.is_busy())


def test_returns_in_the_folder_are_told_apart_and_wait_for_the_organiser(
    qtbot, arrivals, shell, folder, desk, came_back
):
    arrivals.watching.watch(folder)
    arrivals.watching._watched._settle_ms = SOON
    (folder / "grace.lsreturn.txt").write_bytes(came_back)
    alone = "1 new return in Stories inbox"
    qtbot.waitUntil(lambda: [n.sentence.text() for n in notices(shell)] == [alone])
    assert [path.name for path in desk.waiting] == ["grace.lsreturn.txt"]
    (folder / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    both = "1 new return and other files in Stories inbox"
    qtbot.waitUntil(lambda: [n.sentence.text() for n in notices(shell)] == [both])
    qtbot.mouseClick(notices(shell)[0].button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shell.findChildren(MergeSheet)))
    (sheet,) = shell.findChildren(MergeSheet)
    qtbot.waitUntil(lambda: sheet.returns.model.rowCount() == 1)
    assert desk.waiting == ()
    sheet.reject()
    qtbot.waitUntil(lambda: bool(shell.findChildren(AddSheet)))
    (add,) = shell.findChildren(AddSheet)
    qtbot.waitUntil(lambda: add.model.rowCount() == 1 and not add.work.is_busy())
    add.reject()
