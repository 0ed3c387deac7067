import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from learningstories import __version__
from learningstories.ui.app import Windows
from learningstories.ui.help_desk import HelpDesk
from learningstories.ui.help_window import HelpWindow
from learningstories.ui.report_sheet import ReportSheet
from learningstories.ui.widgets.notice import Notice


@pytest.fixture
def window(windows, new_challenge, tmp_path) -> object:
    new_challenge(tmp_path / "mine.stories").close()
    return windows.open(tmp_path / "mine.stories")


@pytest.fixture
def help_window(qtbot, theme, settings) -> HelpWindow:
    made = HelpWindow(settings)
    qtbot.addWidget(made)
    made.show_place("first-steps")
    return made


def helps() -> list[HelpWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow)]


def test_f1_opens_the_page_of_what_is_on_the_screen_and_goes_with_the_window(qtbot, window):
    shell = window.shell
    with qtbot.waitActive(shell):
        shell.activateWindow()
    shell.go("results")
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    shown = [each for each in helps() if each.isVisible()]
    assert [each.place() for each in shown] == ["results"]
    window.sheets.history()
    with qtbot.waitActive(shell):
        shell.activateWindow()
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_F1)
    assert shown[0].place() == "history"
    shell.close()
    qtbot.waitUntil(lambda: not [each for each in helps() if each.isVisible()])


def test_f1_on_the_first_window_tells_of_the_first_steps(qtbot, qapp, tools, settings, theme):
    windows = Windows(qapp, tools, settings)
    windows.start_if_empty()
    with qtbot.waitActive(windows.start):
        windows.start.activateWindow()
    qtbot.keyClick(windows.start, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: [each.place() for each in helps() if each.isVisible()] == ["first-steps"])
    windows.close()
    assert [each for each in helps() if each.isVisible()] == []


def test_a_search_lists_places_marks_its_words_and_back_leads_back(qtbot, help_window):
    qtbot.keyClicks(help_window.search, "anywhere on earth")
    assert help_window.list.item(0).text().startswith("The challenge and its dates · Dates")
    qtbot.keyClick(help_window.search, Qt.Key.Key_Return)
    assert (help_window.place(), help_window.text.accessibleName()) == (
        "challenge#dates",
        "The challenge and its dates",
    )
    assert help_window.text.marked() >= 3
    qtbot.mouseClick(help_window.back, Qt.MouseButton.LeftButton)
    assert help_window.place() == "first-steps"
    assert not help_window.back.isEnabled()
    qtbot.mouseClick(help_window.forward, Qt.MouseButton.LeftButton)
    assert help_window.place() == "challenge#dates"
    qtbot.keyClicks(help_window.search, " zebra")
    assert "Nothing" in help_window.found.text()


def test_a_link_leads_to_its_heading_and_letters_keep_their_size(qtbot, help_window, settings):
    help_window.go("reviewers")
    help_window.text.anchorClicked.emit("reading.md#reading-a-pack")
    assert help_window.place() == "reading#reading-a-pack"
    assert help_window.text.verticalScrollBar().value() > 0
    qtbot.mouseClick(help_window.larger, Qt.MouseButton.LeftButton)
    assert settings.value("help/letters") == 16
    assert help_window.text.font().pixelSize() == 16


def test_a_problem_is_reported_by_a_text_that_is_read_first(window, tmp_path):
    window.shell.registry["problem"].trigger()
    sheet = window.shell.findChild(ReportSheet)
    assert f"Learning Stories {__version__}" in sheet.text.toPlainText()
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == sheet.text.toPlainText()
    sheet.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == sheet.text.toPlainText()
    sheet.save_to(tmp_path / "nowhere" / "report.txt")
    assert "report.txt" in sheet.foot_note.text()


def test_what_is_new_is_told_once_after_an_update(qtbot, window, settings):
    shell = window.shell
    qtbot.waitUntil(lambda: settings.value("version") is not None)
    assert settings.value("version") == __version__  # the first start tells nothing
    assert shell.findChildren(Notice) == []
    settings.setValue("version", "0.0.1")
    told = []
    desk = HelpDesk(shell, settings)
    for _twice in range(2):
        desk.tell_update(lambda *notice: told.append(notice))
    ((sentence, button, act),) = told
    assert (__version__ in sentence, button) == (True, "What is new")
    act()
    assert desk.window.text.accessibleName() == "Changelog"
    desk.leave()
