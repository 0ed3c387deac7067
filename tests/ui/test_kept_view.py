"""Results are kept under a name and compared with what they are later."""

import pytest
from PySide6.QtCore import Qt

from learningstories.services import reviewing
from learningstories.ui.kept_view import KeptView
from learningstories.ui.results_page import ResultsPage

LEFT = Qt.MouseButton.LeftButton
VALUES = {1: 5, 2: 4, 3: 2}


def answer(workspace, name, values):
    for number, value in values.items():
        reviewing.answer(workspace, f"{name}@example.org", number, value=value)


@pytest.fixture
def view(qtbot, desk, workspace, add_story, add_reviewer) -> KeptView:
    for number in VALUES:
        add_story(workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for name in ("Ada", "Ben", "Cy"):
        add_reviewer(workspace, name)
    answer(workspace, "ada", VALUES)
    page = ResultsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.feed.seek(1)
    page.show()
    qtbot.waitUntil(lambda: page.feed.results is not None)
    page.show_argument("kept")
    made = page.view("kept")
    qtbot.waitUntil(lambda: made.after.count() == 1)
    yield made
    page.leave()


def rows(view):
    model = view.model
    return [
        [model.index(row, column).data() for column in (0, 1, 2, 3, 5)] for row in range(model.rowCount())
    ]


def keep(qtbot, view, name):
    qtbot.keyClicks(view.name, name)
    qtbot.mouseClick(view.keep, LEFT)
    qtbot.waitUntil(lambda: view.before.currentText().startswith(f"{name} · "))


def test_nothing_is_kept_at_first(view):
    assert not view.keep.isEnabled()
    assert not view.remove.isEnabled()
    assert view.told.text().startswith("Keep the results now")


def test_what_later_readings_change_is_told_story_by_story(qtbot, view, workspace):
    keep(qtbot, view, "Before")
    assert view.told.text() == "The same number of readings. The same stories are the best."
    for name in ("ben", "cy"):
        answer(workspace, name, {1: 1, 2: 5, 3: 2})
    qtbot.waitUntil(lambda: rows(view)[0][0] == "Story 2 (#2)")
    assert rows(view)[:2] == [
        ["Story 2 (#2)", "2.", "1.", "+1", "Came in"],
        ["Story 1 (#1)", "1.", "2.", "-1", "Fell out"],
    ]
    assert view.told.text() == "+6 readings. Among the best now: “Story 2”. No longer: “Story 1”."


def test_it_is_removed_and_brought_back(qtbot, view, workspace):
    keep(qtbot, view, "Before")
    qtbot.mouseClick(view.remove, LEFT)
    qtbot.waitUntil(lambda: view.before.count() == 0)
    assert workspace.undo_label() == "Remove the kept results “Before”"
    workspace.undo()
    qtbot.waitUntil(lambda: view.before.count() == 1)
