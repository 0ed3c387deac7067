import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learningstories.services import shortlisting, stories
from learningstories.ui.forget_history_sheet import ForgetHistorySheet
from learningstories.ui.history_sheet import HistorySheet


@pytest.fixture
def sheet(qtbot, desk, workspace, add_story):
    add_story(workspace)
    stories.withdraw(workspace, [1])
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    made = HistorySheet(desk, window)
    made.open()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def cells(sheet, column):
    return [sheet.model.index(row, column).data() for row in range(sheet.model.rowCount())]


def test_every_step_with_who_and_when(sheet):
    assert cells(sheet, 0) == ["Withdraw #1", "Add a story", "Make the challenge"]
    assert set(cells(sheet, 1)) == {"Ada"}
    assert cells(sheet, 2)[0] == "Wed 20 March 2013, 12:00"
    assert sheet.undo.words() == "Undo: Withdraw #1"
    assert not sheet.redo.isVisible()


def test_undo_and_redo_are_there_and_taken_back_steps_are_marked(qtbot, sheet, workspace):
    qtbot.mouseClick(sheet.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "taken back" in cells(sheet, 3))
    assert cells(sheet, 0)[0] == "Undo: Withdraw #1"
    assert cells(sheet, 3)[1] == "taken back"
    with workspace.read() as unit:
        assert not unit.story(1).withdrawn
    assert sheet.undo.words() == "Undo: Add a story"
    qtbot.waitUntil(sheet.redo.isVisible)
    qtbot.mouseClick(sheet.redo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cells(sheet, 0)[0] == "Redo: Withdraw #1")
    with workspace.read() as unit:
        assert unit.story(1).withdrawn


def test_a_step_from_elsewhere_appears(qtbot, sheet, workspace):
    stories.restore(workspace, [1])
    qtbot.waitUntil(lambda: cells(sheet, 0)[0] == "Restore #1")


def test_escape_leaves_it(qtbot, sheet):
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_shortlists_past_alone(qtbot, sheet, workspace):
    stories.restore(workspace, [1])
    shortlisting.add(workspace, [1])
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 5)
    sheet.about.setCurrentIndex(1)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert "shortlist" in cells(sheet, 0)[0]


def test_older_steps_are_forgotten(qtbot, desk, sheet, clock):
    clock.on(days=100)
    qtbot.mouseClick(sheet.forget, Qt.MouseButton.LeftButton)
    asked = next(s for s in sheet.window().findChildren(ForgetHistorySheet) if s.isVisible())
    asked.age.setCurrentIndex(2)
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    assert said.args == ["3 steps were forgotten.", False]
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert cells(sheet, 0) == ["Forget what was done before 29 March 2013"]
    assert not sheet.undo.isEnabled()
