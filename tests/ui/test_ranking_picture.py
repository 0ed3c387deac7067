"""The whole ranking as a picture: told, gone over, and led from to a story."""

import pytest
from PySide6.QtCore import QPointF, QSizeF, Qt

from learningstories.services import reviewing
from learningstories.ui.ranking_picture_sheet import RankingPictureSheet
from learningstories.ui.results_page import ResultsPage

# Story number -> the answers of Ada and Ben.
ANSWERS = {1: (2, 1), 2: (5, 5), 3: (None, None)}


@pytest.fixture
def page(qtbot, desk, workspace, add_story, add_reviewer):
    for number, title in enumerate(("Chalk", "The lift", "قصة"), start=1):
        add_story(workspace, f"Text of {title}.", title=title, author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben")):
        add_reviewer(workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=values[place])
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.ranking.model.rowCount() == 3)
    yield made
    made.leave()


@pytest.fixture
def sheet(qtbot, page) -> RankingPictureSheet:
    qtbot.mouseClick(page.ranking.picture_button, Qt.MouseButton.LeftButton)
    return page.window().findChild(RankingPictureSheet)


def test_each_story_is_told_with_range_chance_and_plain_mean(sheet):
    picture = sheet.card.picture
    assert picture.summary.startswith("3 stories. The best is “The lift” with ")
    told = picture.words((0, 0))
    assert told.startswith("1. The lift (#2): ")
    assert told.endswith("; plain mean 5.00 of 2 answers")
    unread = next(words for words in map(picture.words, ((1, 0), (2, 0))) if "قصة" in words)
    assert unread.endswith("; not read yet")
    rows = list(picture.numbers().rows())
    assert rows[0][:3] == ("Rank", "Number", "Story")
    assert rows[1][2] == "The lift"


def test_a_story_lies_where_the_pointer_finds_it(sheet):
    picture, room = sheet.card.picture, QSizeF(800, 400)
    middle = picture.box((2, 0), room).center()
    assert picture.mark_at(middle, room) == (2, 0)
    assert picture.mark_at(QPointF(10, 2), room) is None


def test_enter_leads_to_the_story_in_the_ranking(qtbot, page, sheet):
    view = sheet.card.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    number = view.picture.story(view.mark)
    assert number != page.ranking.current()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.ranking.current() == number)
