"""Where one more reading tells most is said, and given to readers with room, as new packs."""

import pytest
from PySide6.QtCore import Qt

from learningstories.services import reviewing
from learningstories.ui.another_reader_sheet import AnotherReaderSheet
from learningstories.ui.results_page import ResultsPage

LEFT = Qt.MouseButton.LeftButton
# Story number -> the answers of Ada, Ben and Chiara.
ANSWERS = {1: (1, 1, 2), 2: (5, 5, 5), 3: (4, None, None), 4: (2, 5, None), 5: (3, 3, 4)}


@pytest.fixture
def page(qtbot, desk, workspace, add_story, add_reviewer):
    for number in ANSWERS:
        add_story(workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Chiara")):
        add_reviewer(workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=values[place])
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.feed.seek(2)
    made.show()
    qtbot.waitUntil(lambda: made.ranking.model.rowCount() == 5)
    yield made
    made.leave()


def test_readings_are_given_out_where_they_tell_most_and_packs_are_offered(qtbot, page, desk, workspace):
    wanted = []
    desk.go.connect(lambda name, emails: wanted.append((name, emails)))
    qtbot.mouseClick(page.ranking.more_button, LEFT)
    sheet = page.window().findChild(AnotherReaderSheet)
    rows = [[sheet.stories.index(row, column).data() for column in range(3)] for row in range(2)]
    assert {row[0] for row in rows} == {"Story 3 (#3)", "Story 4 (#4)"}
    sheet.count.setValue(1)
    qtbot.waitUntil(lambda: sheet.plan is not None and sheet.plan.new == 1)
    assert sheet.confirm.words() == "Give out 1 reading…"
    assert (sheet.stories.index(0, 1).data(), sheet.stories.index(1, 1).data()) == ("1 → 2", "2")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: bool(wanted))
    ((name, emails),) = wanted
    assert (name, len(emails)) == ("packs", 1)
    assert workspace.undo_label() == "Ask one more reader for 1 story"
    with workspace.read() as unit:
        assert (
            len(unit.assignments.all()) == sum(value is not None for v in ANSWERS.values() for value in v) + 1
        )


def test_the_reason_is_a_sentence(qtbot, page):
    qtbot.mouseClick(page.ranking.more_button, LEFT)
    sheet = page.window().findChild(AnotherReaderSheet)
    told = [sheet.stories.index(row, 2).data() for row in range(sheet.stories.rowCount())]
    assert any("1 reading is little, and it may be among the best 2 or not" in words for words in told)
    assert all(words.endswith(".") for words in told)
