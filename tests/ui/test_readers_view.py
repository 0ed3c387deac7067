from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from learningstories.domain.counting import Rule
from learningstories.services import counting, reviewing
from learningstories.ui.readers_model import Column, ReadersModel
from learningstories.ui.results_model import RANGE
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.set_aside_sheet import SetAsideSheet
from learningstories.ui.take_back_sheet import TakeBackSheet

LEFT = Qt.MouseButton.LeftButton
# What each of four readers says to twelve stories: one strict, one whose answers fall where the others' rise.
ANSWERS = {
    "Ada": (1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3),
    "Ben": (2, 2, 3, 3, 4, 3, 4, 4, 5, 5, 5, 5),
    "Cleo": (2, 3, 2, 3, 3, 4, 4, 4, 5, 5, 4, 5),
    "Zed": (5, 5, 5, 5, 4, 3, 3, 2, 2, 1, 1, 1),
}


@pytest.fixture
def rated(workspace, add_story, add_reviewer):
    for number in range(1, 13):
        add_story(workspace, f"Text {number}.", title=f"Story {number}", words=500)
    for name in (*ANSWERS, "New"):
        add_reviewer(workspace, name)
    for name, values in ANSWERS.items():
        for number, value in enumerate(values, start=1):
            reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=value)
    return workspace


@pytest.fixture
def page(qtbot, desk, rated) -> Iterator[ResultsPage]:
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.feed.results is not None)
    made.tabs.choose("readers")
    yield made
    made.leave()


def cells(page, column):
    model = page.view("readers").model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(page, name):
    view = page.view("readers")
    view.table.choose_row(cells(page, Column.NAME).index(name))
    return view.panel


def told(panel):
    return " ".join(label.text() for label in panel.sentences if not label.isHidden())


def test_each_reader_is_told_in_words_and_flagged_as_a_reason_to_talk(qtbot, page):
    assert cells(page, Column.NAME) == ["Ada", "Ben", "Cleo", "New", "Zed"]
    assert cells(page, Column.READ) == ["12", "12", "12", "0", "12"]
    usually = dict(zip(cells(page, Column.NAME), cells(page, Column.USUALLY), strict=True))
    assert (usually["Ada"], usually["New"]) == ("usually strict", "too few readings to say")
    panel = choose(page, "Ada")
    assert "is usually strict:" in told(panel)
    assert "nine times in ten" in told(panel)
    assert "Where the others find a story stronger" in told(panel)
    panel = choose(page, "Zed")
    assert "do not rise with those of the others: worth a talk before you rely on them" in told(panel)
    assert cells(page, Column.FLAG)[-1] == "Reads unlike the others"
    panel = choose(page, "New")
    assert "0 readings count so far. From 8 on it can be said how" in told(panel)


def test_the_range_lies_about_the_others(page):
    model = page.view("readers").model
    low, effect, high = model.index(0, Column.RANGE).data(RANGE)
    assert low < effect < high < 0.5  # Ada is strict: left of the middle
    assert model.index(3, Column.RANGE).data(RANGE) is None


def test_setting_aside_says_what_changes_and_is_taken_back(qtbot, page, desk, rated):
    panel = choose(page, "Zed")
    qtbot.mouseClick(panel.aside, LEFT)
    sheet = page.window().findChild(SetAsideSheet)
    qtbot.waitUntil(lambda: "12 readings would not count any more." in sheet.changes.text())
    assert "in the top" in sheet.changes.text()
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "Turned the scale round")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(panel.back.isVisible)
    assert "Set aside by Ada, Wed 20 March 2013, 12:00: Turned the scale round" in panel.why.text()
    assert cells(page, Column.READ)[-1] == "0"
    assert cells(page, Column.FLAG)[-1] == "Set aside"
    assert rated.undo_label() == "Set reviewer zed@example.org aside"
    qtbot.mouseClick(panel.back, LEFT)
    back = page.window().findChild(TakeBackSheet)
    assert "Turned the scale round" in back.subtitle.text()
    qtbot.waitUntil(lambda: back.changes.text().startswith("12 readings would count again."))
    assert "in the top" in back.changes.text()
    assert cells(page, Column.READ)[-1] == "0"
    qtbot.mouseClick(back.confirm, LEFT)
    qtbot.waitUntil(panel.aside.isVisible)
    assert cells(page, Column.READ)[-1] == "12"


def test_a_click_on_a_header_sorts_and_the_reader_stays_chosen(qtbot, page):
    choose(page, "Ben")
    table = page.view("readers").table
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(Column.USUALLY) + 20
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(x, 10))
    assert cells(page, Column.NAME)[-1] == "New"  # of whom nothing is known comes last
    assert page.view("readers").current().name == "Ben"


def test_the_model_keeps_qts_rules(page):
    model = ReadersModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_results(page.feed.results)
    model.sort_by(Column.READ, descending=True)


def test_rules_are_switched_where_they_are_told(qtbot, page, desk, rated):
    counting.set_aside(rated, "zed@example.org", "why")
    page.tabs.choose("counting")
    view = page.view("counting")
    row = view.rows[Rule.READER_SET_ASIDE]
    qtbot.waitUntil(lambda: row.concerned.text() == "12 readings, 12 stories")
    assert view.total.text() == "36 of 48 readings count."
    assert not row.box.isChecked()
    said = []
    desk.said.connect(lambda sentence, undoable: said.append((sentence, undoable)))
    qtbot.mouseClick(row.box, LEFT, pos=QPoint(10, row.box.height() // 2))
    qtbot.waitUntil(lambda: view.total.text() == "48 of 48 readings count.")
    assert said == [("They count: Readings by readers whom you set aside", True)]
    assert row.box.isChecked()
    rated.undo()
    qtbot.waitUntil(lambda: not row.box.isChecked())
    assert view.total.text() == "36 of 48 readings count."


def test_rules_can_be_changed_even_where_nothing_is_left_to_rank(qtbot, page, rated):
    for name in ANSWERS:
        counting.set_aside(rated, f"{name.lower()}@example.org", "why")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    page.tabs.choose("counting")
    view = page.view("counting")
    qtbot.waitUntil(lambda: view.people.count() == 4)
    backs = view.people.itemAt(3).widget().findChildren(type(page.propose_button))
    qtbot.mouseClick(backs[0], LEFT)
    back = page.window().findChild(TakeBackSheet)
    told = "12 readings would count again.\nThen there would be something to rank."
    qtbot.waitUntil(lambda: back.changes.text() == told)
    qtbot.mouseClick(back.confirm, LEFT)
    qtbot.waitUntil(lambda: page.feed.results is not None)
    page.tabs.choose("ranking")
    assert page.stack.currentWidget() is page.ranking
