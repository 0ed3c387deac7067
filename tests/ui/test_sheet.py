import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import NARROW, WIDE, Sheet


@pytest.fixture
def window(qtbot, theme):
    made = QMainWindow()
    made.setCentralWidget(QLineEdit("behind"))
    made.resize(1024, 700)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.centralWidget().setFocus()
    return made


@pytest.fixture
def sheet(qtbot, window):
    made = Sheet(window, "Exclude this story?", "It stays in the challenge.", NARROW)
    made.field = text_field()
    made.body.addWidget(Field("Reason", made.field))
    made.cancel = made.add_button(Button("Cancel"))
    made.cancel.clicked.connect(made.reject)
    made.main = made.add_button(Button("Exclude", Kind.MAIN), main=True)
    made.main.clicked.connect(made.accept)
    made.open()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and made.field.hasFocus())
    return made


def test_the_keyboard_goes_in_and_stays_inside(qtbot, sheet):
    assert sheet.field.hasFocus()
    seen = []
    for _step in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [sheet.cancel, sheet.main, sheet.field, sheet.cancel]
    qtbot.keyClick(sheet.cancel, Qt.Key.Key_Backtab)
    assert sheet.field.hasFocus()


def test_what_lies_under_it_cannot_take_the_keyboard(window, sheet):
    window.centralWidget().setFocus()
    assert sheet.field.hasFocus()


def test_escape_leaves_and_gives_the_keyboard_back(qtbot, window, sheet):
    with qtbot.waitSignal(sheet.finished) as blocker:
        qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert blocker.args == [False]
    assert window.centralWidget().hasFocus()


def test_enter_presses_the_main_button(qtbot, sheet):
    with qtbot.waitSignal(sheet.finished) as blocker:
        qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert blocker.args == [True]


def test_enter_does_nothing_while_the_main_button_is_off(qtbot, sheet):
    sheet.main.setEnabled(False)
    with qtbot.assertNotEmitted(sheet.finished):
        qtbot.keyClick(sheet.field, Qt.Key.Key_Return)


def test_the_windows_shortcuts_rest_meanwhile(qtbot, window, sheet):
    heard = []
    shortcut = QShortcut(QKeySequence("Ctrl+3"), window)
    shortcut.activated.connect(lambda: heard.append(1))
    qtbot.keyClick(sheet.main, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert not heard
    sheet.reject()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert heard == [1]


def test_a_sheet_at_work_stays(qtbot, window):
    class Busy(Sheet):
        def may_leave(self):
            return False

    busy = Busy(window, "Working")
    busy.open()
    qtbot.keyClick(busy, Qt.Key.Key_Escape)
    assert busy.isVisible()
    busy.accept()


def test_it_fits_the_window_and_follows_it(qtbot, window):
    wide = Sheet(window, "Add stories", size=WIDE)
    wide.add_button(Button("Cancel"))
    wide.open()
    assert wide.panel.width() == 1024 - 48
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: wide.panel.width() == 1200)
    assert wide.panel.height() == 760
    wide.reject()


def test_a_narrow_sheet_grows_with_what_is_said_in_it(qtbot, window, sheet):
    before = sheet.panel.height()
    sheet.findChild(Field).set_problem("Say why: the others will read it, and it is kept.")
    qtbot.waitUntil(lambda: sheet.panel.height() > before)
