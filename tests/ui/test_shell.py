from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.ui.actions import Menu, tell_shortcut
from learningstories.ui.shell import Shell, standard_entries
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.notice import Notice

NAMES = [entry.name for entry in standard_entries()]


@pytest.fixture
def shell(qtbot, theme, settings):
    return opened(qtbot, settings)


def opened(qtbot, settings):
    window = Shell(dict.fromkeys(NAMES, QWidget), settings)
    qtbot.addWidget(window)
    window.start()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_pages_are_made_when_they_are_first_shown(shell):
    assert shell.pages.name() == "overview"
    assert shell.pages.made() == ["overview"]
    shell.go("stories")
    shell.go("overview")
    assert shell.pages.made() == ["overview", "stories"]


def test_numbers_on_the_keyboard_switch_pages(qtbot, shell):
    for number, name in enumerate(NAMES, 1):
        qtbot.keyClick(shell, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert shell.pages.name() == name
        assert shell.sidebar.item(name).isChecked()


def test_the_sidebar_is_walked_with_the_arrow_keys(qtbot, shell):
    first = shell.sidebar.item("overview")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert shell.sidebar.item("stories").hasFocus()
    qtbot.keyClick(shell.sidebar.item("stories"), Qt.Key.Key_Space)
    assert shell.pages.name() == "stories"


def test_what_is_said_in_the_sidebar_is_said_to_screen_readers(shell):
    shell.set_challenge("Learning Stories 2013", "L&D Connect")
    shell.set_count("results", "31/48")
    shell.set_foot("Closes in 4 days 6 h", "Saved")
    assert shell.windowTitle().startswith("Learning Stories 2013")
    assert shell.sidebar.item("results").accessibleName() == "Results 31/48"
    assert shell.sidebar.community.accessibleName() == "L&D Connect"
    assert shell.sidebar.closing.label.accessibleName() == "Closes in 4 days 6 h"


def test_page_and_size_come_back(qtbot, theme, settings):
    first = opened(qtbot, settings)
    first.go("shortlist")
    first.resize(1000, 666)
    first.close()
    again = opened(qtbot, settings)
    assert again.pages.name() == "shortlist"
    assert again.height() == 666  # the offscreen screen is narrower than our smallest width


def test_a_broken_setting_does_no_harm(qtbot, theme, settings):
    settings.setValue("window/page", "no-such-page")
    settings.setValue("window/geometry", "rubbish")
    assert opened(qtbot, settings).pages.name() == "overview"


def test_undo_names_its_step(qtbot, shell):
    done = []
    shell.registry.on_undo(lambda: done.append("undo"), lambda: done.append("redo"))
    assert not shell.registry["undo"].isEnabled()
    shell.registry.show_steps("add “R&D” stories", None)
    assert shell.registry["undo"].isEnabled()
    assert tell_shortcut(shell.registry["undo"]) == "Undo: add “R&D” stories (Ctrl+Z)"
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undo"]


def test_actions_appear_in_menus_and_on_buttons(qtbot, shell):
    done = []
    action = shell.registry.add("add", "&Add stories…", Menu.STORY, lambda: done.append(1), shortcut="Ctrl+T")
    titles = [a.text() for a in shell.menuBar().actions() if a.isVisible()]
    assert titles == ["&Edit", "&Story", "&View"]
    button = Button("Add stories").follow(action)
    qtbot.addWidget(button)
    button.click()
    assert done == [1]
    keys = QKeySequence("Ctrl+T").toString(QKeySequence.SequenceFormat.NativeText)
    assert keys in button.toolTip()
    action.setEnabled(False)
    assert not button.isEnabled()
    with pytest.raises(ValueError, match="add"):
        shell.registry.add("add", "Again", Menu.STORY, lambda: None)


def test_files_dropped_anywhere_are_passed_on_and_addresses_are_not(qtbot, shell, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.md")), QUrl("https://example.org/b.md")])
    with qtbot.waitSignal(shell.files_dropped) as blocker:
        assert drop(shell, data)
    assert blocker.args == [[Path(tmp_path / "a.md")]]
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/b.md")])
    with qtbot.assertNotEmitted(shell.files_dropped):
        assert not drop(shell, web)


def drop(window, data):
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(
            window, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
        )
    return enter.isAccepted()


def test_a_message_offers_undo_and_goes(qtbot, shell):
    done = []
    notice = shell.tell("Added 5 stories.", button="Undo", action=lambda: done.append(1))
    assert notice.isVisible()
    assert notice.accessibleName() == "Added 5 stories."
    notice.button.click()
    assert done == [1]
    assert shell.toasts.notice is None


def test_a_message_is_seen_on_the_page_that_is_gone_to(shell):
    notice = shell.tell("Added 5 stories.", button="Undo", action=lambda: None)
    for page in ("results", "stories", "results"):
        shell.go(page)
        middle = notice.mapTo(shell.pages, notice.rect().center())
        over = shell.pages.childAt(middle)
        assert over is not None
        assert over is notice or notice.isAncestorOf(over)


def test_a_lasting_message_stays_over_every_page_until_it_is_closed(qtbot, shell):
    for _time in range(3):
        notice = shell.tell_above("This file is read-only.")
    qtbot.waitUntil(lambda: shell.findChildren(Notice) == [notice])  # it is said once
    shell.go("results")
    qtbot.waitUntil(notice.isVisible)
    notice.close_button.click()
    qtbot.waitUntil(lambda: not shell.findChildren(Notice))


def test_long_work_shows_what_it_does_and_can_be_stopped(qtbot, shell):
    tasks = Tasks()
    shell.progress.follow(tasks)

    def work(control):
        while True:
            control.step(312, 1000)

    tasks.write("Adding stories", work)
    qtbot.waitUntil(shell.progress.isVisible)
    assert shell.progress.label.text() == "Adding stories"
    qtbot.waitUntil(lambda: shell.progress.left.text().startswith("312 of 1,000"))
    shell.progress.stop.click()
    qtbot.waitUntil(lambda: not shell.progress.isVisible())
    tasks.close()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_it_paints_at_every_size_in_both_themes(qtbot, shell, theme, size, choice):
    theme.choose(choice)
    shell.resize(*size)
    assert (shell.width(), shell.height()) == size
    assert not shell.grab().isNull()


def test_every_control_has_a_name_for_screen_readers(qtbot, shell):
    shell.tell("Added 5 stories.", button="Undo")
    shell.progress.begin("Adding stories")
    qtbot.waitUntil(shell.progress.isVisible)
    # Tab stops only at the chosen page of the sidebar; the arrow keys reach the others.
    reached = [w for w in shell.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(reached) >= len(NAMES) + 3
    assert [w for w in reached if w.isVisible() and not w.accessibleName()] == []
