from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Eligibility, StoryState
from learningstories.services import challenges, reviewing
from learningstories.services.story_details import details
from learningstories.ui.decide_sheet import DecideSheet

LATE = datetime(2013, 3, 23, 12, tzinfo=UTC)


@pytest.fixture
def show(qtbot, desk, window):
    def make(state: StoryState) -> DecideSheet:
        sheet = DecideSheet(desk, window, state)
        sheet.open()
        qtbot.waitUntil(lambda: bool(sheet.model.rows))
        return sheet

    return make


def told(sheet: DecideSheet) -> list[str]:
    return [sheet.model.index(row, 3).data() for row in range(sheet.model.rowCount())]


def test_late_stories_are_decided_about_with_a_reason_and_the_sheet_ends_with_the_last(
    qtbot, desk, workspace, add_story, show
):
    for _story in range(3):
        add_story(workspace, received_at=LATE)
    sheet = show(StoryState.LATE)
    assert told(sheet) == ["1 d 12 h late, needs your decision"] * 3
    assert not sheet.take.isEnabled()
    sheet.table.choose_row(1)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    qtbot.keyClicks(sheet.reason, "The post was late")
    assert sheet.take.text() == "Accept (2)"
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert said.args == ["Decided about 2 stories", True]
    qtbot.waitUntil(lambda: len(sheet.model.rows) == 1)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.leave_out, Qt.MouseButton.LeftButton)
    decisions = [details(workspace, number).story.late_decision for number in (1, 2, 3)]
    assert decisions == [LateDecision.ACCEPT, LateDecision.REFUSE, LateDecision.ACCEPT]


def test_stories_over_the_limit_and_with_concerns_say_what_is_against_them(
    qtbot, workspace, add_story, add_reviewer, show
):
    add_story(workspace, "word " * 90)
    add_story(workspace)
    add_reviewer(workspace)
    reviewing.answer(workspace, "grace@example.org", 2, concern="safety", concern_note="It names a child")
    challenges.alter(workspace, words_most=50)
    too_long = show(StoryState.TOO_LONG)
    assert told(too_long) == ["Over the word limit: 90 of 50"]
    qtbot.keyClicks(too_long.reason, "It is good")
    with qtbot.waitSignal(too_long.finished):
        qtbot.keyClick(too_long.reason, Qt.Key.Key_Return)
    assert details(workspace, 1).story.eligibility is Eligibility.ELIGIBLE
    assert told(show(StoryState.CONCERN)) == ["Safety: It names a child"]


def test_the_story_itself_can_be_read_first(qtbot, workspace, add_story, show):
    add_story(workspace, received_at=LATE)
    sheet = show(StoryState.LATE)
    with qtbot.waitSignal(sheet.story_wanted) as wanted:
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert wanted.args == [1]
    assert sheet.isHidden()
