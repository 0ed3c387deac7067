from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.challenge import Criterion
from learningstories.services import challenges, reviewing
from learningstories.ui.results_model import Column
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.widgets.labels import Label

LEFT = Qt.MouseButton.LeftButton
CLEAR, NEW = "How clear is it?", "How new is it?"


@pytest.fixture
def page(qtbot, desk, workspace, add_story, add_reviewer) -> Iterator[ResultsPage]:
    """Two stories that are equally good, the second much clearer; the further criteria have no weight yet."""
    scale = ("No", "So so", "Yes")
    challenges.alter(
        workspace, criteria=(Criterion(question=CLEAR, scale=scale), Criterion(question=NEW, scale=scale))
    )
    for title in ("Chalk", "Lift"):
        add_story(workspace, f"Text of {title}.", title=title)
    for name in ("Ada", "Ben"):
        email = add_reviewer(workspace, name).email
        reviewing.answer(workspace, email, 1, value=3, criteria=(1, 2))
        reviewing.answer(workspace, email, 2, value=3, criteria=(3, 0))
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    qtbot.waitUntil(lambda: made.ranking.model.rowCount() == 2)
    yield made
    made.leave()


def column(page, which):
    model = page.ranking.model
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_further_criteria_are_columns_to_switch_on_and_to_sort_by(qtbot, page):
    table = page.ranking.table
    actions = {action.text(): action for action in page.ranking.columns_button.menu().actions()}
    assert table.isColumnHidden(Column.CRITERION_1)
    actions[CLEAR].trigger()
    assert not table.isColumnHidden(Column.CRITERION_1)
    assert column(page, Column.CRITERION_1) == ["1.00", "3.00"]
    assert column(page, Column.CRITERION_2) == ["2.00", "—"]
    assert len([action for action in actions.values() if action.isVisible() and "How" in action.text()]) == 2
    table.horizontalHeader().setSortIndicator(Column.CRITERION_1, Qt.SortOrder.DescendingOrder)
    assert column(page, Column.STORY) == ["Lift", "Chalk"]
    qtbot.waitUntil(lambda: f"{CLEAR} (of 3)" in [label.text() for label in page.findChildren(Label)])


def test_a_weight_mixes_a_criterion_in_says_so_and_can_be_undone(qtbot, page, workspace):
    page.tabs.choose("counting")
    view = page.view("counting")
    qtbot.waitUntil(lambda: view.weights.isVisible() and len(view.weights.rows) == 2)
    row = view.weights.rows[0]
    assert row.told.text() == "stands beside the ranking and changes nothing in it"
    assert CLEAR in row.weight.accessibleName()
    row.weight.selectAll()
    qtbot.keyClicks(row.weight, "50")
    qtbot.keyClick(row.weight, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.told.text() == "counts 50 where the headline counts 100")
    assert workspace.undo_label() == f"Let “{CLEAR}” count 50 % of the headline"
    qtbot.waitUntil(lambda: [story.title for story in page.feed.results.stories] == ["Lift", "Chalk"])
    assert page.line.special.text() == "Further criteria are mixed in"
    assert not page.line.special.isHidden()
    workspace.undo()
    qtbot.waitUntil(page.line.special.isHidden)
    qtbot.waitUntil(lambda: row.weight.value() == 0)


def test_without_further_criteria_there_is_nothing_to_weigh(qtbot, page, workspace):
    challenges.alter(workspace, criteria=())
    page.tabs.choose("counting")
    qtbot.waitUntil(lambda: page.feed.results.table.challenge.criteria == ())
    qtbot.waitUntil(lambda: not page.view("counting").weights.rows)
    assert page.view("counting").weights.isHidden()
