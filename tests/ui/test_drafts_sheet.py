from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from learningstories.services import shortlisting
from learningstories.ui.drafts_sheet import DraftsSheet
from learningstories.ui.shortlist_page import ShortlistPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, desk, workspace, add_story) -> Iterator[ShortlistPage]:
    for title in ("Chalk", "The lift", "Garden"):
        add_story(workspace, title, title=title, words=520)
    shortlisting.add(workspace, [1, 2])
    made = ShortlistPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    yield made
    made.leave()


def table(sheet):
    model = sheet.model
    return [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]


def test_a_draft_is_kept_compared_and_taken_up(qtbot, page, workspace):
    qtbot.mouseClick(page.drafts, LEFT)
    sheet = page.window().findChild(DraftsSheet)
    qtbot.waitUntil(sheet.keep.isEnabled)
    assert not sheet.take_up.isEnabled()
    qtbot.keyClicks(sheet.name, "Short one")
    qtbot.mouseClick(sheet.keep, LEFT)
    qtbot.waitUntil(lambda: sheet.first.currentText() == "Short one")
    assert sheet.model.headerData(1, Qt.Orientation.Horizontal) == "Short one"
    shortlisting.remove(workspace, 1)
    shortlisting.add(workspace, [3])
    qtbot.waitUntil(
        lambda: table(sheet) == [["Chalk", "1", "—"], ["The lift", "2", "1"], ["Garden", "—", "2"]]
    )
    assert "Short one: 2 stories, 10 min" in sheet.facts.text()
    qtbot.mouseClick(sheet.take_up, LEFT)
    qtbot.waitUntil(lambda: [page.model.row_at(row).number for row in range(2)] == [1, 2])
    qtbot.mouseClick(sheet.remove, LEFT)
    qtbot.waitUntil(lambda: sheet.first.count() == 1)
    assert not sheet.remove.isEnabled()
    sheet.accept()
