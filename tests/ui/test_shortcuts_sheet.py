from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut

from learningstories.ui.actions import Menu, plain_words
from learningstories.ui.shortcuts_sheet import ShortcutsSheet


@pytest.fixture
def window(windows, new_challenge, tmp_path) -> object:
    new_challenge(tmp_path / "mine.stories").close()
    return windows.open(tmp_path / "mine.stories")


@pytest.fixture
def sheet(qtbot, window) -> ShortcutsSheet:
    with qtbot.waitActive(window.shell):
        window.shell.show()
        window.shell.activateWindow()
    qtbot.keyClick(window.shell, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    return window.shell.findChild(ShortcutsSheet)


def rows(sheet: ShortcutsSheet) -> list[tuple[str, ...]]:
    model = sheet.model
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def test_every_menu_entry_is_on_the_page_with_its_keys(window, sheet):
    shown = {(words, keys) for words, _where, keys in rows(sheet)}
    for action in window.shell.registry:
        assert (plain_words(action.text()), action.shortcut().toString()) in shown
    assert ("Move a story up or down", "Shortlist", "Alt+Up, Alt+Down") in rows(sheet)
    assert ("Compare two stories…", "Results", "Ctrl+Shift+K") in rows(sheet)


def test_keys_do_one_thing_only_and_every_entry_has_an_icon(window):
    registry = window.shell.registry
    keys = [action.shortcut().toString() for action in registry if not action.shortcut().isEmpty()]
    keys += [shortcut.key().toString() for shortcut in window.shell.findChildren(QShortcut)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    for menu in Menu:
        registry.menu(menu).aboutToShow.emit()
    assert [action.objectName() for action in registry if action.icon().isNull()] == []


def test_typing_narrows_the_page_which_is_copied_as_text(qtbot, sheet):
    qtbot.keyClicks(sheet.search, "alt+up")
    assert [words for words, _where, _keys in rows(sheet)] == ["Move a story up or down"]
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "Shortlist\n  Alt+Up, Alt+Down  Move a story up or down\n"
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "reader")
    assert "How each reader reads" in [words for words, _where, _keys in rows(sheet)]
