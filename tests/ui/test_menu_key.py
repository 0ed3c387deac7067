"""Shift+F10 opens the menus that a right click opens."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from learningstories.ui.recent_files import RecentFile
from learningstories.ui.start_page import StartPage
from learningstories.ui.widgets.fields import text_field
from learningstories.ui.widgets.sheet import Sheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Qt itself knows it there")


def menu_of(qtbot, widget):
    """The words of the menu that the keys open."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


def test_of_the_stories_that_are_chosen_and_of_a_field_in_a_sheet(
    qtbot, windows, tmp_path, new_challenge, add_story
):
    challenge = new_challenge(tmp_path / "mine.stories")
    add_story(challenge.workspace)
    challenge.close()
    window = windows.open(tmp_path / "mine.stories")
    with qtbot.waitActive(window.shell):
        window.shell.activateWindow()
    page = window.shell.go("stories")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.choose_row(0)
    assert menu_of(qtbot, page.table)
    sheet = Sheet(window.shell, "Something")
    field = text_field("")
    sheet.body.addWidget(field)
    sheet.open()
    assert menu_of(qtbot, field)
    sheet.accept()


def test_of_a_recent_file(qtbot, tmp_path):
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent([RecentFile(path=tmp_path / "a.stories", title="A")])
    with qtbot.waitActive(page):
        page.show()
    card = next(each for each in page.findChildren(object) if type(each).__name__ == "RecentCard")
    assert menu_of(qtbot, card) == ["Take off this list"]
