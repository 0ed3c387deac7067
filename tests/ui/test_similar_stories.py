"""A story that is like another says so in its panel and in the list, and shows both side by side."""

import random

import pytest
from PySide6.QtCore import Qt

from learningstories.services import stories
from learningstories.ui.alike_sheet import AlikeSheet
from learningstories.ui.stories_page import StoriesPage
from learningstories.ui.story_list_model import COLUMNS
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.cells import CHIP
from tests.services.alike_stories import as_text, story

STATE = len(COLUMNS) - 1
AGREED = {"consent_read": True, "consent_print": True, "author": "Ana"}


def text(seed):
    return story(random.Random(seed), 20, 20)  # noqa: S311 - the same each time


@pytest.fixture
def page(qtbot, desk, workspace, add_story):
    add_story(workspace, as_text(text(1)), title="The lift", **AGREED)
    add_story(workspace, as_text([*text(1)[:15], *text(2)[:4]]), title="The pitch", **AGREED)
    add_story(workspace, as_text(text(3)), title="The tea", **AGREED)
    made = StoriesPage(desk)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    yield made
    made.leave()


def lines(page):
    return [button.words() for button in page.side.panel.similar.findChildren(Button) if button.isVisible()]


def choose(qtbot, page, number):
    page.table.choose_row(page.model.row_of(number))
    qtbot.waitUntil(
        lambda: page.side.panel.shown() is not None and page.side.panel.shown().story.number == number
    )


def chip(page, number):
    return page.model.index(page.model.row_of(number), STATE).data(CHIP)[0]


def test_the_panel_names_the_story_it_is_like(qtbot, page):
    choose(qtbot, page, 2)
    qtbot.waitUntil(lambda: len(lines(page)) == 1)
    [line] = lines(page)
    assert line.startswith("Similar to #1 “The lift”: 7")
    choose(qtbot, page, 3)
    qtbot.waitUntil(lambda: lines(page) == [])
    assert not page.side.panel.similar.isVisible()


def test_pressing_it_shows_both_side_by_side(qtbot, page):
    choose(qtbot, page, 2)
    qtbot.waitUntil(lambda: len(lines(page)) == 1)
    [button] = page.side.panel.similar.findChildren(Button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    [sheet] = page.window().findChildren(AlikeSheet)
    qtbot.waitUntil(lambda: "words are the same" in sheet.left.count.text())
    assert (sheet.left.text.accessibleName(), sheet.right.text.accessibleName()) == ("The lift", "The pitch")
    sheet.accept()


def test_the_list_asks_whether_it_is_the_same_until_one_is_taken_out(qtbot, page, workspace):
    qtbot.waitUntil(lambda: chip(page, 2) == "Same as #1?")
    assert chip(page, 1) == chip(page, 3) == "Reading"
    stories.withdraw(workspace, [1])
    qtbot.waitUntil(lambda: chip(page, 2) == "Reading")
    workspace.undo()
    qtbot.waitUntil(lambda: chip(page, 2) == "Same as #1?")
    stories.edit(workspace, 2, consent_print=False)
    qtbot.waitUntil(lambda: chip(page, 2) == "No consent")


def test_an_edit_makes_it_unlike_at_once(qtbot, page, workspace):
    choose(qtbot, page, 2)
    qtbot.waitUntil(lambda: len(lines(page)) == 1)
    stories.edit(workspace, 2, markdown=as_text(text(7)))
    qtbot.waitUntil(lambda: lines(page) == [])
