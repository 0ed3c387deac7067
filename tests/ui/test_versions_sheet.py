import pytest
from PySide6.QtCore import Qt

from learningstories.services import stories
from learningstories.services.story_details import details
from learningstories.ui.alike_sheet import AlikeSheet
from learningstories.ui.story_past import PastList
from learningstories.ui.versions_sheet import VersionsSheet
from learningstories.ui.widgets.buttons import Button
from tests.ui.packs_world import sheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def past(qtbot, desk, window, workspace, add_story):
    add_story(workspace, "I learned to bake bread in a cold kitchen.", title="Bread")
    stories.edit(workspace, 1, markdown="I learned to bake rye bread in a cold kitchen.")
    stories.edit(workspace, 1, markdown="Nobody learned anything.")
    made = PastList(desk, window)
    made.resize(400, 600)
    made.show()
    made.show_past(details(workspace, 1))
    return made


@pytest.fixture
def compared(qtbot, past, window):
    older = [each for each in past.findChildren(Button) if each.words().startswith("Compare version 1")]
    qtbot.mouseClick(older[0], LEFT)
    made = sheet(window, VersionsSheet)
    qtbot.waitUntil(lambda: "Nobody" in made.text.toPlainText())
    return made


def test_any_two_texts_are_compared(qtbot, compared, window):
    compared.second.setCurrentIndex(compared.second.findData(2))
    qtbot.waitUntil(lambda: compared.text.toPlainText() == "I learned to bake rye bread in a cold kitchen.")
    compared.first.setCurrentIndex(compared.first.findData(2))
    qtbot.waitUntil(lambda: not compared.beside.isEnabled())
    compared.first.setCurrentIndex(compared.first.findData(1))
    qtbot.waitUntil(lambda: compared.beside.isEnabled() and "rye" in compared.text.toPlainText())
    qtbot.mouseClick(compared.beside, LEFT)
    assert sheet(window, AlikeSheet).isVisible()


def test_an_earlier_text_is_brought_back_as_a_step(qtbot, desk, compared, workspace):
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(compared.back, LEFT)
    assert said.args == ["Version 1 of #1 is back", True]
    now = details(workspace, 1)
    assert (now.markdown, now.story.version) == ("I learned to bake bread in a cold kitchen.", 4)
    assert workspace.undo() == "Bring version 1 of #1 back"
    assert details(workspace, 1).markdown == "Nobody learned anything."
