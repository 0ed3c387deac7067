"""Who would read what is looked at as a matrix, gone over with keys, and shared out otherwise."""

import pytest
from PySide6.QtCore import Qt

from learningstories.services.assigning import assign_stories
from learningstories.services.reviewing import edit_reviewer
from learningstories.services.stepping_aside import step_aside
from learningstories.ui.assign_sheet import AssignSheet
from learningstories.ui.plan_sheet import MATRIX, REVIEWERS
from learningstories.ui.widgets.buttons import Button

LEFT = Qt.MouseButton.LeftButton
AMARA, BEN = "amara@example.org", "ben@example.org"


@pytest.fixture
def people(workspace, add_story, add_reviewer):
    for number in range(1, 7):
        add_story(workspace, f"Story {number}.", title=f"S{number}", author=f"Author {number}")
    for name in ("Amara Okoye", "Ben Taylor"):
        add_reviewer(workspace, name)
    return workspace


@pytest.fixture
def shown(qtbot, desk, window):
    def open_it(per_story: int) -> AssignSheet:
        made = AssignSheet(desk, window)
        made.open()
        made.per_story.setValue(per_story)
        qtbot.waitUntil(lambda: made.plan is not None)
        return made

    return open_it


def told(asked, row, column):
    return asked.matrix.picture.words((row, column))


def test_each_cell_of_the_matrix_says_what_becomes_of_it(qtbot, desk, people, add_reviewer, shown):
    assign_stories(people, desk.lists, 2)
    add_reviewer(people, "Chiara Ricci")
    edit_reviewer(people, BEN, capacity=7)
    step_aside(people, "chiara@example.org", number=2)
    asked = shown(3)
    assert told(asked, 0, 2) == (
        "Chiara Ricci would get #1 “S1”. Chiara Ricci would have 5 stories. The story would have 3 readers."
    )
    assert told(asked, 1, 1) == (
        "Ben Taylor keeps #2 “S2”. Ben Taylor would have 6 of at most 7 stories. "
        "The story would have 2 readers and lack 1 more."
    )
    assert told(asked, 1, 2).startswith("Chiara Ricci steps aside from #2 “S2”.")
    asked.matrix.view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(asked.matrix.view, key)
    assert asked.matrix.view.accessibleDescription() == told(asked, *asked.matrix.view.mark)
    assert asked.matrix.view.mark[1] == 2
    asked.matrix.swap()
    rows = asked.matrix.table.numbers_model
    assert [rows.index(1, column).data() for column in range(8)] == [
        *("2", "S2", "2", "1", "Amara Okoye, Ben Taylor", "", "", "Chiara Ricci"),
    ]
    asked.reject()


def test_another_distribution_is_shown_and_then_done(qtbot, desk, people, shown):
    asked = shown(1)
    other = next(b for b in asked.findChildren(Button) if b.words() == "Another distribution")
    seen = [asked.plan.given]
    for _time in range(3):  # two people may by chance get the same six stories again
        qtbot.mouseClick(other, LEFT)
        qtbot.waitUntil(lambda: asked.plan is not None)
        seen.append(asked.plan.given)
    assert any(given != seen[0] for given in seen)
    assert asked.distribution.value() == 3
    planned = asked.plan.given
    with qtbot.waitSignal(desk.said):
        qtbot.mouseClick(asked.confirm, LEFT)
    with people.read() as unit:
        numbers = {story.id: story.number for story in unit.stories.all()}
        for reviewer in unit.reviewers.all():
            has = unit.assignments.find(reviewer_id=reviewer.id)
            assert sorted(numbers[each.story_id] for each in has) == list(planned[reviewer.id])


def test_only_what_is_missing_or_all_anew(qtbot, desk, people, add_reviewer, shown):
    assign_stories(people, desk.lists, 1)
    add_reviewer(people, "Chiara Ricci")
    asked = shown(1)
    assert asked.foot_note.text() == "Everything is given out already."
    assert not asked.confirm.isEnabled()
    asked.only_missing.click()
    qtbot.waitUntil(lambda: asked.plan is not None)
    assert asked.foot_note.text().endswith("taken away")
    asked.tabs.choose(REVIEWERS)
    rows = [[asked.model.index(row, column).data() for column in range(5)] for row in range(3)]
    assert [row[4] for row in rows] == ["2", "2", "2"]
    assert rows[2][:3] == ["Chiara Ricci", "0", "+2"]
    asked.tabs.choose(MATRIX)
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(asked.confirm, LEFT)
    assert said.args[0].endswith("taken away")
    assert people.undo_label() == "Assign stories"


def test_without_reviewers_it_says_what_to_do(shown, workspace, add_story):
    add_story(workspace, "Story.", title="S1")
    asked = shown(2)
    assert "no reviewers yet" in asked.matrix.picture.empty
    assert "There is nobody who could read it." in asked.short.text()
    assert not asked.confirm.isEnabled()
    asked.reject()
