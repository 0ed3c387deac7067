"""Results are kept under a name and compared with what they are later."""

import pytest
from PySide6.QtCore import Qt

from learningstories.services import reviewing
from learningstories.ui.kept_model import Column
from learningstories.ui.kept_view import KeptView
from learningstories.ui.results_page import ResultsPage
from tests.plain import plain

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
        [model.index(row, column).data() for column in (Column.IS, Column.WAS, Column.MOVED, Column.BEST)]
        for row in range(model.rowCount())
    ]


def keep(qtbot, view, name):
    qtbot.keyClicks(view.name, name)
    qtbot.mouseClick(view.keep, LEFT)
    qtbot.waitUntil(lambda: view.before.currentText().startswith(f"{name} · ") and not view.name.text())


def test_nothing_is_kept_at_first(view):
    assert not view.remove.isEnabled()
    assert not view.swap.isEnabled()
    assert view.told.text().startswith("Keep the results now")
    assert not view.table.isVisible()


def test_what_later_readings_change_is_told_story_by_story(qtbot, view, workspace):
    keep(qtbot, view, "Before")
    qtbot.waitUntil(lambda: view.told.text().startswith("The same stories are the best 1."))
    for name in ("ben", "cy"):
        answer(workspace, name, {1: 1, 2: 5, 3: 2})
    qtbot.waitUntil(lambda: plain(view.told.text()).startswith("Into the best 1 came “Story 2”."))
    assert "9 readings count, 6 more than before." in view.told.text()
    assert rows(view) == [["1", "2", "▲ 1", "Came in"], ["2", "1", "▼ 1", "Fell out"], ["3", "3", "=", ""]]
    view.table.horizontalHeader().setSortIndicator(int(Column.WAS), Qt.SortOrder.AscendingOrder)
    assert [row[1] for row in rows(view)] == ["1", "2", "3"]


def test_two_that_were_kept_are_compared_either_way(qtbot, view, workspace):
    keep(qtbot, view, "First")
    answer(workspace, "ben", {1: 1, 2: 5})
    answer(workspace, "cy", {1: 1, 2: 5})
    qtbot.waitUntil(lambda: "more than before" in view.told.text())
    keep(qtbot, view, "Second")
    view.after.setCurrentIndex(view.after.findText("First", Qt.MatchFlag.MatchStartsWith))
    view.after.activated.emit(view.after.currentIndex())
    qtbot.waitUntil(lambda: plain(view.told.text()).startswith("Into the best 1 came “Story 1”."))
    qtbot.mouseClick(view.swap, LEFT)
    qtbot.waitUntil(lambda: plain(view.told.text()).startswith("Into the best 1 came “Story 2”."))


def test_a_story_leads_to_its_place_in_the_ranking(qtbot, view):
    keep(qtbot, view, "Before")
    qtbot.waitUntil(lambda: view.model.rowCount() == len(VALUES))
    view.table.choose_row(1)
    with qtbot.waitSignal(view.ranking_wanted) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == [2]


def test_it_is_removed_and_brought_back(qtbot, view, workspace):
    keep(qtbot, view, "Before")
    qtbot.mouseClick(view.remove, LEFT)
    qtbot.waitUntil(lambda: view.before.count() == 0)
    assert workspace.undo_label() == "Remove the kept results “Before”"
    workspace.undo()
    qtbot.waitUntil(lambda: view.before.count() == 1)
