from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from learningstories.ui.start_page import RecentFile, StartPage


@pytest.fixture
def page(qtbot, theme):
    made = StartPage()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_each_button_asks_for_its_thing(qtbot, page):
    for button, signal in (
        (page.new, page.new_wanted),
        (page.open, page.open_wanted),
        (page.pack, page.pack_wanted),
        (page.sample, page.sample_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_keys_do_the_same(qtbot, page):
    with qtbot.waitSignal(page.new_wanted):
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.open_wanted):
        qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def test_recent_files_are_opened_by_mouse_and_key(qtbot, page):
    path = Path("/somewhere/First-day.stories")
    page.show_recent([RecentFile(path=path, title="<b>First day</b>", detail="102 stories", when="today")])
    card = page.recent_cards()[0]
    assert card.accessibleName() == "<b>First day</b>, 102 stories, today"
    with qtbot.waitSignal(page.recent_wanted) as blocker:
        card.click()
    assert blocker.args == [path]
    card.setFocus()
    with qtbot.waitSignal(page.recent_wanted):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    page.show_recent([])
    assert page.recent_cards() == []


def test_the_keyboard_visits_the_buttons_in_the_eyes_order(qtbot, page):
    page.show_recent([RecentFile(path=Path("/a"), title="A")])
    qtbot.waitUntil(page.recent_cards()[0].isVisible)
    page.new.setFocus()
    visited = []
    for _step in range(8):
        visited.append(QApplication.focusWidget())
        qtbot.keyClick(visited[-1], Qt.Key.Key_Tab)
    below = [page.preferences, page.help]
    buttons = [page.new, page.open, page.shared, page.pack, page.sample]
    assert visited == [*buttons, *below, page.recent_cards()[0]]
