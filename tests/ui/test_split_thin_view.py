"""Stories whose place is not settled are listed with why, and lead to the ranking and to one more reader."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from learningstories.services import counting, reviewing
from learningstories.ui.another_reader_sheet import AnotherReaderSheet
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.split_thin_view import SplitThinView
from tests.plain import plain

LEFT = Qt.MouseButton.LeftButton
# Story number -> the answers of Ada, Ben and Chiara.
ANSWERS = {1: (1, 1, 1), 2: (5, 5, 5), 3: (3, None, None), 4: (1, 5, 3), 5: (None, None, None)}


@pytest.fixture
def view(qtbot, desk, workspace, add_story, add_reviewer) -> SplitThinView:
    for number in ANSWERS:
        add_story(workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Chiara")):
        add_reviewer(workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=values[place])
    page = ResultsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.feed.seek(2)
    page.show()
    qtbot.waitUntil(lambda: page.feed.results is not None and page.feed.results.top == 2)
    page.show_argument("unsettled")
    made = page.view("unsettled")
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made
    page.leave()


def why(view: SplitThinView) -> dict[str, str]:
    """The sentences of the stories that are shown."""
    rows = range(view.model.rowCount())
    return {view.model.index(row, 0).data(): plain(view.model.index(row, 3).data()) for row in rows}


def test_each_says_why_in_sentences(view):
    told = why(view)
    assert "Its readers disagree: 1 from Ada, 5 from Ben." in told["Story 4"]
    assert "1 reading of 3 that are wanted." in told["Story 3"]
    assert "belongs among the best 2 with a chance of " in told["Story 3"]
    assert "Nobody has read it so that it counts." in told["Story 5"]
    assert plain(view.why.text()) == next(iter(told.values()))


def test_a_filter_shows_one_kind_with_its_count(qtbot, view):
    split = view.filters.chip("split")
    assert split.words() == "Readers disagree 1"
    qtbot.mouseClick(split, LEFT)
    assert list(why(view)) == ["Story 4"]
    assert view.title.text().endswith("Story 4 (#4)")


def test_the_list_follows_what_counts(qtbot, view, workspace):
    counting.set_aside(workspace, "ben@example.org", "Too quick")
    qtbot.waitUntil(lambda: view.filters.chip("split").words() == "Readers disagree 0")
    assert "2 readings of 3 that are wanted." in why(view)["Story 4"]


def test_enter_leads_to_the_story_in_the_ranking(qtbot, view):
    with qtbot.waitSignal(view.ranking_wanted) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == [view.model.story_at(0).story.number]


def test_the_chosen_ones_are_given_to_one_more_reader(qtbot, view):
    flags = QItemSelectionModel.SelectionFlag
    for number in (3, 5):
        index = view.model.index(view.model.row_of(number), 0)
        way = flags.ClearAndSelect if number == 3 else flags.Select
        view.table.selectionModel().select(index, way | flags.Rows)
    qtbot.mouseClick(view.ask_button, LEFT)
    sheet = view.window().findChild(AnotherReaderSheet)
    assert sheet.count.value() == 2
    rows = {sheet.stories.index(row, 0).data() for row in range(sheet.stories.rowCount())}
    assert rows == {"Story 3 (#3)", "Story 5 (#5)"}
