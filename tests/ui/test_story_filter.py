from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.story import NEEDS_ATTENTION, StoryState
from learningstories.services import challenges
from learningstories.ui.stories_page import StoriesPage

TITLE = 1


@pytest.fixture
def page(qtbot, desk, workspace, add_story) -> Iterator[StoriesPage]:
    challenges.alter(workspace, story_languages=("en",))
    add_story(workspace, title="The lift", theme="Failure", language="en")
    add_story(workspace, title="Kreide", theme="Schools", language="de")
    add_story(workspace, title="Chalk", theme="Schools", language="en", consent_print=False)
    add_story(workspace, title="Tiza", theme="attention", language_found="es", author="")
    made = StoriesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: len(titles(made)) == 4)
    qtbot.waitUntil(lambda: made.filters.chip("all").words() == "All 4")
    yield made
    made.filter.close()
    made.leave()


def titles(page):
    return sorted(page.model.index(row, TITLE).data() for row in range(page.model.rowCount()))


def opened(qtbot, page):
    qtbot.mouseClick(page.filter_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.filter.isVisible)
    return page.filter


def press(qtbot, filters, field, key):
    qtbot.mouseClick(filters.chips[field, key], Qt.MouseButton.LeftButton)


def test_it_offers_what_there_is_with_counts(qtbot, page):
    filters = opened(qtbot, page)
    said = {chip.words() for chip in filters.chips.values()}
    assert said == {
        "Needs attention 3", "No author 1", "Language? 1", "No consent 1", "Reading 1",
        "On time 4", "Failure 1", "Schools 2", "attention 1", "English 2", "German 1", "Spanish 1",
    }  # fmt: skip
    assert all(chip.accessibleName() for chip in filters.chips.values())
    assert not filters.clear.isEnabled()


def test_things_of_one_kind_add_up_and_kinds_narrow_each_other(qtbot, page):
    filters = opened(qtbot, page)
    press(qtbot, filters, "themes", "Schools")
    qtbot.waitUntil(lambda: titles(page) == ["Chalk", "Kreide"])
    press(qtbot, filters, "themes", "Failure")
    qtbot.waitUntil(lambda: titles(page) == ["Chalk", "Kreide", "The lift"])
    press(qtbot, filters, "languages", "en")
    qtbot.waitUntil(lambda: titles(page) == ["Chalk", "The lift"])
    assert page.filter_button.words() == "Filter · 3"
    press(qtbot, filters, "themes", "Failure")
    qtbot.waitUntil(lambda: titles(page) == ["Chalk"])
    qtbot.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(page)) == 4)
    assert page.filter_button.words() == "Filter"


def test_a_theme_is_no_state_whatever_it_is_called(qtbot, page):
    filters = opened(qtbot, page)
    press(qtbot, filters, "themes", "attention")
    qtbot.waitUntil(lambda: titles(page) == ["Tiza"])
    assert filters.narrowed.states == frozenset()
    press(qtbot, filters, "states", "attention")
    assert filters.narrowed.states == NEEDS_ATTENTION
    assert filters.chips["states", StoryState.NO_AUTHOR].isChecked()


def test_a_state_that_is_filtered_for_takes_the_place_of_the_chip_and_the_other_way_round(qtbot, page):
    page.filters.choose("reading")
    qtbot.waitUntil(lambda: titles(page) == ["The lift"])
    filters = opened(qtbot, page)
    press(qtbot, filters, "states", StoryState.NO_CONSENT)
    qtbot.waitUntil(lambda: titles(page) == ["Chalk"])
    assert page.filters.key() == "all"
    filters.hide()
    qtbot.mouseClick(page.filters.chip("attention"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(page) == ["Chalk", "Kreide", "Tiza"])
    assert filters.narrowed.states == frozenset()


def test_the_keyboard_is_enough(qtbot, page):
    filters = opened(qtbot, page)
    first = next(iter(filters.chips.values()))
    assert filters.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(page) == ["Chalk", "Kreide", "Tiza"])
    qtbot.keyClick(filters, Qt.Key.Key_Escape)
    assert not filters.isVisible()


@pytest.mark.parametrize("state", StoryState)
def test_the_stories_of_any_state_can_be_asked_for(qtbot, page, state):
    page.show_argument(str(state))
    query = page.query()
    assert query.states == {state}
    page.show_argument(1)
    assert page.query().states == frozenset()
    qtbot.waitUntil(lambda: page.current() == 1)


def test_what_nothing_matches_says_so(qtbot, page):
    opened(qtbot, page)
    page.filter.hide()
    page.show_argument("refused")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing)
