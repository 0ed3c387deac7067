from array import array

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState
from learningstories.services.story_query import StoryLine
from learningstories.ui.story_list_model import PAGE, StoryListModel


def line(number):
    return StoryLine(
        number=number,
        title=f"Story {number}",
        author="A",
        theme="",
        language="",
        received_at="2013-03-20T12:00:00+00:00",
        words=number,
        readings=1,
        state=StoryState.READING,
        verdict=Verdict.ON_TIME,
    )


@pytest.fixture
def asked():
    return []


@pytest.fixture
def model(qapp, asked):
    def read(numbers):
        asked.append(list(numbers))
        return [line(number) for number in numbers if number != 13]

    return StoryListModel(read)


def test_only_the_pages_that_are_looked_at_are_read(model, asked):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_first([line(n) for n in range(80)])
    model.show_all(array("q", range(10_000)))
    asked.clear()
    assert model.index(5_000, 1).data() == "Story 5000"
    assert len(asked) == 1
    assert len(asked[0]) == PAGE
    assert model.rowCount() == 10_000
    del tester


def test_the_first_lines_stay_where_they_are_when_the_rest_arrives(model, qtbot):
    model.show_first([line(n) for n in range(80)])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_all(array("q", range(200)))
    assert model.index(79, 1).data() == "Story 79"
    assert model.index(127, 1).data() == "Story 127"


def test_a_story_that_is_gone_leaves_an_empty_row_until_the_next_answer(model):
    model.show_all(array("q", [12, 13, 14]))
    assert [model.index(row, 1).data() for row in range(3)] == ["Story 12", "", "Story 14"]
    assert model.row_of(14) == 2
    assert model.row_of(99) == -1
