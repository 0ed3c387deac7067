from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from learningstories.services import shortlisting
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.presenter import StageWindow
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.shell import Shell
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.widgets.notice import Notice


@pytest.fixture
def windows(windows, settings) -> Windows:
    settings.setValue("window/page", "stories")
    return windows


@pytest.fixture
def file(new_challenge, tmp_path, add_story):
    challenge = new_challenge(tmp_path / "mine.stories", title="Learning 2013")
    add_story(challenge.workspace, title="The lift")
    challenge.close()
    return tmp_path / "mine.stories"


def page_of(qtbot, window):
    """The page that is shown; it is made after the frame is painted."""
    qtbot.waitUntil(lambda: window.shell.pages.currentWidget() is not None)
    return window.shell.pages.currentWidget()


def told_above(window):
    layout = window._notices
    return [layout.itemAt(i).widget().sentence.text() for i in range(layout.count())]


def test_the_first_window_offers_what_was_open_before(qtbot, windows, file):
    windows.start_if_empty()
    assert windows.start.isVisible()
    assert windows.start.recent_cards() == []
    window = windows.open(file)
    assert windows.start is None
    assert window.shell.windowTitle().startswith("Learning 2013")
    page = page_of(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    window.shell.close()
    assert windows.windows == {}
    windows.start_if_empty()
    (card,) = windows.start.recent_cards()
    assert card.file.title == "Learning 2013"
    assert card.file.detail.startswith("1 story · closes in")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert len(windows.windows) == 1


def test_a_file_is_open_in_one_window_only(qtbot, windows, file):
    first = windows.open(file)
    assert windows.open(file) is first


def test_quit_closes_every_window(qtbot, windows, file, new_challenge, tmp_path):
    new_challenge(tmp_path / "other.stories").close()
    opened = [windows.open(path) for path in (file, tmp_path / "other.stories")]
    opened[0].shell.registry["quit"].trigger()
    qtbot.waitUntil(lambda: not windows.windows)
    assert not any(window.shell.isVisible() for window in opened)


def test_another_program_with_the_file_is_told_and_both_stay_right(
    qtbot, windows, file, tmp_path, open_challenge, add_story
):
    elsewhere = OpenFiles(tmp_path / "locks")
    assert elsewhere.take(file.resolve())
    window = windows.open(file)
    # Qt's lock asks for the process; within one process the second is refused all the same.
    assert any("open in another window too" in sentence for sentence in told_above(window.shell))
    other = open_challenge(file, "Bo")
    page = page_of(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    window.desk.workspace.follow_others()
    add_story(other.workspace, title="From elsewhere")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    elsewhere.leave(file.resolve())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no database", "is not a challenge file"), (b"", "is not a challenge file")],
)
def test_a_file_that_is_no_challenge_is_refused_with_a_sentence(windows, tmp_path, content, said):
    path = tmp_path / "bad.stories"
    path.write_bytes(content)
    assert windows.open(path) is None
    labels = [n.sentence.text() for n in windows.start.findChildren(Notice)]
    assert len(labels) == 1
    assert said in labels[0]
    assert path.read_bytes() == content


def test_open_asks_for_a_file(qtbot, windows, file, monkeypatch):
    windows.start_if_empty()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    qtbot.mouseClick(windows.start.open, Qt.MouseButton.LeftButton)
    assert len(windows.windows) == 1


def test_undo_in_the_menu_names_the_step_and_takes_it_back(qtbot, windows, file):
    window = windows.open(file)
    undo = window.shell.registry["undo"]
    qtbot.waitUntil(lambda: undo.text() == "Undo: Add a story")
    undo.trigger()
    page = page_of(qtbot, window)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    redo = window.shell.registry["redo"]
    qtbot.waitUntil(lambda: redo.text() == "Redo: Add a story")
    redo.trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_the_menu_of_the_results_leads_to_each_way_to_look_at_them(qtbot, windows, file):
    window = windows.open(file)
    registry = window.shell.registry
    qtbot.waitUntil(lambda: window.shell.pages.name() in window.shell.pages.names())
    registry["results-kept"].trigger()
    qtbot.waitUntil(lambda: window.shell.findChild(ResultsPage) is not None)
    page = window.shell.findChild(ResultsPage)
    qtbot.waitUntil(lambda: page.tabs.key() == "kept")
    registry["results-readers"].trigger()
    qtbot.waitUntil(lambda: page.tabs.key() == "readers")
    with qtbot.waitSignal(window.desk.said) as told:
        registry["results-compare"].trigger()
    assert told.args[0] == "There are no two ranked stories to compare yet."


def test_dropped_files_are_offered_as_stories(qtbot, windows, file, tmp_path):
    window = windows.open(file)
    (tmp_path / "chalk.md").write_text("# Chalk\n\nWords.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "chalk.md"))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(300, 300)
    for event in (
        QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, button, keys),
        QDropEvent(place, Qt.DropAction.CopyAction, data, button, keys),
    ):
        windows._application.sendEvent(window.shell, event)
    qtbot.waitUntil(lambda: window.shell.findChild(AddSheet) is not None)
    sheet = window.shell.findChild(AddSheet)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    sheet.reject()


def test_the_appearance_is_remembered(windows, file, settings):
    window = windows.open(file)
    window.shell.registry["theme-dark"].trigger()
    assert windows.theme.is_dark
    assert settings.value("appearance") == ThemeChoice.DARK


def frames(qapp):
    return [shell for shell in qapp.topLevelWidgets() if isinstance(shell, Shell) and shell.isVisible()]


def test_a_file_opens_in_the_frame_that_is_on_the_screen_first(qtbot, qapp, windows, file):
    windows.open_soon(file)
    (frame,) = frames(qapp)
    assert windows.windows == {}
    qtbot.waitUntil(lambda: frame.windowTitle().startswith("Learning 2013"))
    assert windows.windows[file.resolve()].shell is frame
    page = page_of(qtbot, windows.windows[file.resolve()])
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    windows.open_soon(file)
    qtbot.waitUntil(lambda: frames(qapp) == [frame])


def test_a_file_that_is_refused_leaves_only_the_first_window(qtbot, qapp, windows, tmp_path):
    bad = tmp_path / "bad.stories"
    bad.write_text("no database")
    windows.open_soon(bad)
    qtbot.waitUntil(lambda: windows.start is not None and windows.start.isVisible())
    qtbot.waitUntil(lambda: frames(qapp) == [])
    assert windows.start.notices.count() == 1


def test_the_evening_is_presented_once_and_ends_with_the_window(qtbot, qapp, windows, file, open_challenge):
    challenge = open_challenge(file)
    with challenge.workspace.change("Agree") as unit:
        unit.stories.replace(replace(unit.story(1), consent_stage=True))
    shortlisting.add(challenge.workspace, [1])
    challenge.close()
    window = windows.open(file)

    def stages():
        return [each for each in qapp.topLevelWidgets() if isinstance(each, StageWindow) and each.isVisible()]

    window.shell.registry["present"].trigger()
    qtbot.waitUntil(lambda: len(stages()) == 1)
    window.shell.registry["present"].trigger()
    qtbot.keyClick(stages()[0], Qt.Key.Key_PageDown)
    assert stages()[0].slide.accessibleName() == "The lift, Ada Lovelace"
    window.shell.close()
    assert not stages()
