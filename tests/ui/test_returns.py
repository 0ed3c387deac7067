"""What came back, read later: the returns with their stories, and contradictions to choose among."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from shiboken6 import isValid

from learningstories.services.merging import merge
from learningstories.services.story_details import details
from learningstories.ui.conflict_sheet import ConflictSheet
from learningstories.ui.return_table import FATE, NAME, TITLE, WORDS
from learningstories.ui.returns_sheet import ReturnsSheet
from learningstories.ui.widgets.labels import Label
from tests.ui.pack_days import FILES, device, packs_for, returned

LEFT = Qt.MouseButton.LeftButton
GRACE, BEN = "grace@example.org", "ben@example.org"


@pytest.fixture
def packs(workspace, add_story, add_reviewer, tmp_path) -> dict[str, Path]:
    for number in (1, 2, 3):
        add_story(workspace, f"I learned {number} things.", title=f"Story {number}")
    add_reviewer(workspace, "Grace Hopper")
    add_reviewer(workspace, "Ben Taylor")
    return packs_for(workspace, tmp_path / "packs")


@pytest.fixture
def came(workspace, packs, tmp_path, clock):
    """Grace on two devices, which contradict each other about two stories; and an altered return of Ben's."""
    desk = device(packs[GRACE], tmp_path, clock)
    first = returned(desk, tmp_path / "desk.lsreturn.txt", {1: 4, 2: 3}, action="Ask at the desk")
    clock.on(minutes=3)
    phone = returned(
        device(packs[GRACE], tmp_path, clock, "phone"), tmp_path / "phone.lsreturn.txt", {1: 1, 2: 5}
    )
    ben = returned(device(packs[BEN], tmp_path, clock), tmp_path / "ben.lsreturn.txt", {3: 2})
    ben.write_bytes(ben.read_bytes().replace(b'value\\":2', b'value\\":5'))
    clock.on(minutes=1)
    merge(workspace, FILES, FILES.arrivals([first, phone, ben]))
    return workspace


@pytest.fixture
def grace_alone(packs, tmp_path, clock) -> Path:
    return returned(device(packs[GRACE], tmp_path, clock), tmp_path / "alone.lsreturn.txt", {3: 2})


@pytest.fixture
def opened_sheets(qtbot, desk, window) -> Iterator[list]:
    made: list = []
    yield made
    for sheet in made:
        if isValid(sheet):
            sheet._close(done=False)


@pytest.fixture
def returns(qtbot, desk, window, came, opened_sheets) -> ReturnsSheet:
    made = ReturnsSheet(desk, window)
    opened_sheets.append(made)
    made.open()
    qtbot.waitUntil(lambda: made.returns.model.rowCount() == 3)
    return made


@pytest.fixture
def conflicts(qtbot, desk, window, came, opened_sheets) -> ConflictSheet:
    made = ConflictSheet(desk, window)
    opened_sheets.append(made)
    made.open()
    qtbot.waitUntil(lambda: bool(made.cards))
    return made


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def told(widget):
    return " | ".join(label.text() for label in widget.findChildren(Label))


def test_every_return_is_told_with_what_became_of_its_answers(qtbot, returns):
    QAbstractItemModelTester(returns.returns.model)
    assert sorted(cells(returns.returns.model, NAME)) == [
        "ben.lsreturn.txt",
        "desk.lsreturn.txt",
        "phone.lsreturn.txt",
    ]
    row = cells(returns.returns.model, NAME).index("phone.lsreturn.txt")
    returns.returns.table.choose_row(row)
    assert cells(returns.returns.story_model, TITLE) == ["Story 1", "Story 2"]
    assert set(cells(returns.returns.story_model, WORDS)) == {
        "answered differently on two devices: please choose"
    }


def test_those_that_are_held_can_be_looked_at_alone_and_tried_again(qtbot, returns, workspace):
    chips = returns.filters
    assert [chips.chip(key).words() for key in ("all", "look", "held")] == ["All 3", "To look at 3", "Held 1"]
    qtbot.mouseClick(chips.chip("held"), LEFT)
    assert cells(returns.returns.model, FATE) == ["Held"]
    assert "altered" in returns.returns.message.text()
    assert not returns.returns._card.isVisible()
    before = workspace.undo_label()
    qtbot.mouseClick(returns.again, LEFT)
    qtbot.waitUntil(lambda: returns.foot_note.text() == "None of them can be taken in yet.")
    assert workspace.undo_label() == before


def test_what_is_held_for_want_of_its_pack_is_taken_in_once_that_is_known_again(
    qtbot, desk, window, workspace, grace_alone
):
    with workspace.read() as unit:
        pack = next(each for each in unit.packs.all() if "Grace" in each.file)
    with workspace.change("Forget a pack") as unit:
        unit.packs.remove(pack.id)
    merge(workspace, FILES, FILES.arrivals([grace_alone]))
    sheet = ReturnsSheet(desk, window)
    sheet.open()
    qtbot.waitUntil(lambda: cells(sheet.returns.model, FATE) == ["Held"])
    assert "not made from this challenge" in sheet.returns.message.text()
    with workspace.change("Know it again") as unit:
        unit.packs.add(pack)
    qtbot.mouseClick(sheet.again, LEFT)
    qtbot.waitUntil(lambda: cells(sheet.returns.model, FATE) == ["1 new answer"])
    assert sheet.foot_note.text() == "1 of them is different now. 1 return is taken in: 1 new answer."
    sheet.reject()


def test_a_pack_whose_making_was_taken_back_is_brought_back(qtbot, desk, window, workspace, grace_alone):
    """However much was done since: nobody's answers are lost because Undo was pressed once too often."""
    while workspace.undo_label() != "Make 2 packs":
        workspace.undo()
    workspace.undo()
    merge(workspace, FILES, FILES.arrivals([grace_alone]))
    sheet = ReturnsSheet(desk, window)
    sheet.open()
    qtbot.waitUntil(sheet.bring_back.isVisible)
    assert sheet.bring_back.text() == "Bring its pack back"
    qtbot.mouseClick(sheet.bring_back, LEFT)
    qtbot.waitUntil(lambda: cells(sheet.returns.model, FATE) == ["1 new answer"])
    qtbot.waitUntil(lambda: not sheet.bring_back.isVisible())
    workspace.undo()
    qtbot.waitUntil(lambda: cells(sheet.returns.model, FATE) == ["Held"])
    sheet.reject()


def test_taking_in_leads_on(qtbot, desk, returns):
    with qtbot.waitSignal(desk.go) as gone:
        qtbot.mouseClick(returns.more, LEFT)
    assert gone.args == ["merge", None]
    qtbot.waitUntil(lambda: not isValid(returns))


def test_nothing_came_yet(qtbot, desk, window, workspace, opened_sheets):
    sheet = ReturnsSheet(desk, window)
    opened_sheets.append(sheet)
    sheet.open()
    qtbot.waitUntil(sheet.empty.isVisible)
    assert not sheet.again.isVisible()


def test_both_answers_stand_side_by_side_and_one_is_chosen(qtbot, conflicts, workspace):
    assert conflicts.foot_note.text() == "1 of 2 contradictions"
    assert (conflicts.heading.text(), conflicts.who.text()) == ("#1 Story 1", "as Grace Hopper read it")
    first, second = conflicts.cards
    assert "A lot" in told(first)
    assert "Ask at the desk" in told(first)
    assert "Not at all" in told(second)
    qtbot.mouseClick(first.choose, LEFT)
    qtbot.waitUntil(lambda: conflicts.heading.text() == "#2 Story 2")
    assert conflicts.foot_note.text() == "1 of 1 contradiction"
    assert details(workspace, 1).readings[0][1].value == 4
    workspace.undo()
    qtbot.waitUntil(lambda: conflicts.foot_note.text() == "2 of 2 contradictions")


def test_the_keyboard_alone_goes_through_them(qtbot, conflicts, workspace):
    assert conflicts.window().focusWidget() is conflicts.cards[0].choose
    qtbot.mouseClick(conflicts.after, LEFT)
    assert conflicts.heading.text() == "#2 Story 2"
    qtbot.mouseClick(conflicts.after, LEFT)
    assert conflicts.heading.text() == "#1 Story 1"
    for story in (1, 2):
        qtbot.waitUntil(lambda story=story: conflicts.heading.text() == f"#{story} Story {story}")
        qtbot.keyClick(conflicts.cards[0].choose, Qt.Key.Key_Return)
    qtbot.waitUntil(conflicts.none.isVisible)
    qtbot.keyClick(conflicts, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(conflicts))
