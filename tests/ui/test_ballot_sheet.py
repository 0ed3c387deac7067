"""Ballots are typed from paper with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from learningstories.domain.challenge import Criterion
from learningstories.domain.pack import ReturnBy
from learningstories.domain.reading import Knows
from learningstories.services.ballots import ballot_code, told_code
from learningstories.services.challenges import alter
from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.ui.ballot_sheet import BallotSheet, open_ballots

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def codes(desk, workspace, add_story, add_reviewer, tmp_path) -> dict[tuple[str, int], str]:
    """The codes of what was printed, by name and story."""
    for number in range(1, 11):
        add_story(workspace, title=f"Story {number}")
    for name in ("Amara Okoye", "Ben Taylor"):
        add_reviewer(workspace, name)
    made = make_packs(workspace, desk.toolbox.packs(), PackOrder(folder=tmp_path / "packs"), Control())
    return {
        (one.reviewer.name.split()[0], story.number): told_code(ballot_code(one.pack.id, story.story_id))
        for one in made.packs
        for story in one.pack.stories
    }


@pytest.fixture
def asked_more(workspace) -> None:
    clear, new = (Criterion(question=one, scale=("no", "so so", "yes")) for one in ("Clear?", "New?"))
    alter(workspace, criteria=(clear, new))


@pytest.fixture
def sheet(qtbot, desk, window, codes) -> BallotSheet:
    open_ballots(desk, window)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(BallotSheet)))
    with qtbot.waitActive(window):
        window.activateWindow()
    made = window.findChild(BallotSheet)
    qtbot.waitUntil(made.grid.rows[0].code.hasFocus)
    return made


def keys(qtbot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def ballot(qtbot, code: str, value: str) -> None:
    keys(qtbot, code)
    press(qtbot, ENTER)
    keys(qtbot, value)
    press(qtbot, ENTER)


def values(workspace) -> dict[tuple[str, int], tuple[int | None, str]]:
    with workspace.read() as unit:
        people = {one.id: one.name.split()[0] for one in unit.reviewers.all()}
        stories = {one.id: one.number for one in unit.stories.all()}
        return {
            (people[one.reviewer_id], stories[one.story_id]): (one.value, one.action)
            for one in unit.readings.all()
        }


def test_ten_ballots_are_typed_and_merged_by_keys_alone(qtbot, desk, sheet, codes):
    for number in range(1, 11):
        ballot(qtbot, codes["Ben", number].lower(), str(1 + number % 5))
    assert values(desk.workspace) == {}
    assert sheet.confirm.words() == "Merge 10 answers"
    press(qtbot, ENTER)
    assert sheet.confirm.hasFocus()
    with qtbot.waitSignal(sheet.merged) as merged:
        press(qtbot, ENTER)
    assert merged.args[0].merged == 1
    assert values(desk.workspace) == {("Ben", n): (1 + n % 5, "") for n in range(1, 11)}
    with desk.workspace.read() as unit:
        assert [one.came_by for one in unit.returns.all()] == [ReturnBy.PAPER]
    desk.workspace.undo()
    assert values(desk.workspace) == {}


def test_whose_ballot_it_is_and_which_story_is_shown_at_once(qtbot, sheet, codes):
    row = sheet.grid.rows[0]
    keys(qtbot, codes["Amara", 3])
    assert row.note.text() == "Amara Okoye: #3 Story 3"
    press(qtbot, ENTER)
    keys(qtbot, "a lot")
    assert row.note.text() == "Amara Okoye: #3 Story 3 · A lot"
    assert sheet.foot_note.text() == "Of 1 reviewer"


def test_an_action_is_typed_where_there_is_one(qtbot, desk, sheet, codes):
    keys(qtbot, codes["Amara", 3])
    press(qtbot, ENTER)
    keys(qtbot, "4")
    press(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "Ask our front desk")
    press(qtbot, ENTER)
    assert sheet.grid.rows[1].code.hasFocus()
    with qtbot.waitSignal(sheet.merged):
        qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    assert values(desk.workspace) == {("Amara", 3): (4, "Ask our front desk")}


def test_a_wrong_code_is_told_in_place_and_goes_no_further(qtbot, sheet, codes):
    row = sheet.grid.rows[0]
    code = codes["Amara", 3].replace("-", "")
    keys(qtbot, code[:3])
    assert row.note.text() == ""
    press(qtbot, ENTER)
    assert row.code.hasFocus()
    right = "2" if code[5] != "2" else "3"
    keys(qtbot, code[:5] + right)
    assert row.note.text() == "Mistyped: these letters do not go together. Look again."
    assert row.code.property("problem") is True
    press(qtbot, ENTER)
    assert row.code.hasFocus()
    keys(qtbot, "O" + code[1:])
    assert row.note.text() == "No code: they have 6 letters, and none of 0 1 I L O U Z."
    assert not sheet.confirm.isEnabled()
    assert sheet.foot_note.text() == "1 row is not right yet."


def test_a_value_off_the_scale_is_told_in_place(qtbot, sheet, codes):
    row = sheet.grid.rows[0]
    ballot(qtbot, codes["Amara", 3], "6")
    assert row.note.text() == "Not on the scale: it goes from 1 to 5."
    assert row.value.hasFocus()
    keys(qtbot, "5")
    press(qtbot, ENTER)
    assert sheet.grid.rows[1].code.hasFocus()
    assert sheet.confirm.isEnabled()


def test_a_ballot_typed_twice_is_told(qtbot, sheet, codes):
    ballot(qtbot, codes["Amara", 3], "4")
    keys(qtbot, codes["Amara", 3])
    assert sheet.grid.rows[1].note.text() == "Typed above already, in row 1."
    assert not sheet.confirm.isEnabled()
    press(qtbot, Qt.Key.Key_Up)
    assert sheet.grid.rows[0].code.hasFocus()


def test_what_was_typed_is_not_thrown_away_by_one_key(qtbot, sheet, codes):
    keys(qtbot, "ABC")
    press(qtbot, ESCAPE)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished) as finished:
        press(qtbot, ESCAPE)
    assert finished.args == [False]


def test_each_field_says_what_it_is(sheet):
    row = sheet.grid.rows[0]
    assert [cell.accessibleName() for cell in row.cells] == ["Code", "Value", "Action, or why aside"]


def test_a_word_in_place_of_the_value_steps_aside(qtbot, desk, sheet, codes):
    keys(qtbot, codes["Amara", 3])
    press(qtbot, ENTER)
    keys(qtbot, "aside")
    press(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "I know her")
    assert sheet.grid.rows[0].note.text() == "Amara Okoye: #3 Story 3 · steps aside"
    with qtbot.waitSignal(sheet.merged):
        qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    with desk.workspace.read() as unit:
        (reading,) = unit.readings.all()
    assert (reading.value, reading.knows, reading.aside_reason) == (None, Knows.ASIDE, "I know her")


def test_further_criteria_have_columns_that_enter_goes_through(qtbot, desk, asked_more, sheet, codes):
    row = sheet.grid.rows[0]
    assert [cell.accessibleName() for cell in row.points] == ["Clear?", "New?"]
    ballot(qtbot, codes["Amara", 3], "4")
    keys(qtbot, "4")
    press(qtbot, ENTER)
    assert row.points[0].hasFocus()
    assert row.note.text() == "Not on the scale: it goes from 1 to 3."
    assert not sheet.confirm.isEnabled()
    keys(qtbot, "3")
    press(qtbot, ENTER)
    press(qtbot, ENTER)
    assert sheet.grid.rows[1].code.hasFocus()
    with qtbot.waitSignal(sheet.merged):
        qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    with desk.workspace.read() as unit:
        assert [(one.value, one.criteria) for one in unit.readings.all()] == [(4, (3, 0))]
