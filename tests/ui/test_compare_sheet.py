"""Two stories are laid side by side with the odds between them."""

import pytest
from PySide6.QtCore import Qt

from learningstories.services import counting, reviewing
from learningstories.ui.compare_sheet import CompareSheet
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.widgets.labels import Label
from tests.plain import plain

LEFT = Qt.MouseButton.LeftButton
# Story number -> the answers of Ada, Ben and Chiara.
ANSWERS = {1: (2, 1, 2), 2: (5, 4, 5), 3: (4, 5, None), 4: (None, None, None)}


@pytest.fixture
def page(qtbot, desk, workspace, add_story, add_reviewer):
    for number, title in enumerate(("Chalk", "The lift", "Garden", "Bread"), start=1):
        add_story(workspace, f"Text of {title}.", title=title, author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Chiara")):
        add_reviewer(workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                email = f"{name.lower()}@example.org"
                reviewing.answer(workspace, email, number, value=values[place], why=f"{name} on {number}")
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.ranking.model.rowCount() == 4)
    yield made
    made.leave()


@pytest.fixture
def sheet(qtbot, page) -> CompareSheet:
    qtbot.mouseClick(page.compare_button, LEFT)
    made = page.window().findChild(CompareSheet)
    qtbot.waitUntil(lambda: "truly better" in made.subtitle.text())
    return made


def said(side):
    inside = side.said.parentWidget()
    return " ".join(label.text() for label in inside.findChildren(Label) if label.isVisibleTo(inside))


def test_the_chosen_story_lies_beside_the_one_below_it(qtbot, sheet):
    left, right = sheet.sides
    assert left.story.currentText() == "1. The lift (#2)"
    assert right.story.currentText() == "2. Garden (#3)"
    assert plain(sheet.subtitle.text()).startswith(
        "“The lift” is truly better than “Garden” with a chance of "
    )
    assert plain(sheet.shared.text()) == (
        "2 people have read both. 1 rated “The lift” higher, 1 “Garden”, 0 both alike."
    )
    assert left.text.toPlainText() == "Text of The lift."
    assert "Author 3" in right.figures.text()
    qtbot.waitUntil(lambda: "“Chiara on 2”" in said(left))
    assert "Chiara" not in said(right)


def press(qtbot, page, number, modifier=Qt.KeyboardModifier.NoModifier):
    table, model = page.ranking.table, page.ranking.model
    place = table.visualRect(model.index(model.row_of(number), 1)).center()
    qtbot.mouseClick(table.viewport(), LEFT, modifier, place)


def test_two_chosen_rows_are_compared_also_when_the_ranking_has_come_anew(qtbot, page, workspace):
    press(qtbot, page, 1)
    press(qtbot, page, 2, Qt.KeyboardModifier.ControlModifier)
    reviewing.answer(workspace, "chiara@example.org", 4, value=3)
    qtbot.waitUntil(lambda: page.feed.results.story(4).n == 1)
    assert set(page.ranking.chosen()) == {1, 2}
    qtbot.mouseClick(page.compare_button, LEFT)
    shown = {side.story.currentData() for side in page.window().findChild(CompareSheet).sides}
    assert shown == {1, 2}


def test_another_story_is_found_by_typing_and_sides_are_swapped(qtbot, sheet):
    right = sheet.sides[1]
    field = right.story.lineEdit()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Bread")
    found = right.story.completer().popup()
    qtbot.waitUntil(found.isVisible)
    qtbot.keyClick(found, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: found.currentIndex().isValid())
    qtbot.keyClick(found, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: right.text.toPlainText() == "Text of Bread.")
    assert sheet.shared.text().startswith("Nobody has read both")
    qtbot.waitUntil(lambda: said(right) == "Nobody has read this story yet.")
    qtbot.mouseClick(sheet.swap, LEFT)
    qtbot.waitUntil(lambda: sheet.sides[0].text.toPlainText() == "Text of Bread.")
    assert plain(sheet.subtitle.text()).startswith("“The lift” is truly better than “Bread”")


def test_one_story_alone_is_not_compared(qtbot, sheet):
    sheet.sides[1].story.setCurrentIndex(0)
    sheet.sides[1].story.activated.emit(0)
    qtbot.waitUntil(lambda: sheet.subtitle.text().startswith("This is one story."))


def test_who_was_set_aside_is_not_among_those_who_said_something(qtbot, page, workspace):
    counting.set_aside(workspace, "ada@example.org", "Knows all authors")
    qtbot.waitUntil(lambda: any(reader.set_aside for reader in page.feed.results.readers))
    qtbot.mouseClick(page.compare_button, LEFT)
    sheet = page.window().findChild(CompareSheet)
    qtbot.waitUntil(lambda: "“Ben on 2”" in said(sheet.sides[0]))
    assert "Ada" not in said(sheet.sides[0])
