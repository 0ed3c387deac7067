"""What two windows changed at once is put together, or chosen from; nothing is written over silently."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from learningstories.services import challenges, stories
from learningstories.services.story_details import details
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.clash_sheet import ClashSheet
from learningstories.ui.story_edit_sheet import StoryEditSheet


@pytest.fixture
def elsewhere(challenge, open_challenge):
    return open_challenge(challenge.path, "Bo").workspace


@pytest.fixture
def sheet(desk, window, add_story):
    add_story(desk.workspace, "Once.", title="The lift")
    made = StoryEditSheet(desk, window, details(desk.workspace, 1))
    made.open()
    return made


def clash(qtbot, window) -> ClashSheet:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ClashSheet)))
    return next(each for each in window.findChildren(ClashSheet) if each.isVisible())


def stored(desk):
    found = details(desk.workspace, 1)
    return found.story.title, found.story.theme, found.markdown


@pytest.mark.parametrize(
    "choice",
    [("mine", ("The stairs", "Failure", "Mine.")), ("theirs", ("The ladder", "Failure", "Theirs."))],
)
def test_what_both_changed_is_shown_with_who_it_was_and_chosen(qtbot, desk, window, sheet, elsewhere, choice):
    pressed, left = choice
    stories.edit(elsewhere, 1, title="The ladder", author="A. Lovelace", markdown="Theirs.")
    sheet.title_field.setText("The stairs")
    sheet.theme.setCurrentText("Failure")
    sheet.text.setPlainText("Mine.")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    asked = clash(qtbot, window)
    assert asked.title.text() == "Bo changed this, too"
    shown = [area.toPlainText() for area in asked.findChildren(QPlainTextEdit)]
    assert shown == ["The stairs", "The ladder", "Mine.", "Theirs."]
    assert stored(desk) == ("The ladder", "", "Theirs.")
    qtbot.mouseClick(getattr(asked, pressed), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(desk) == left)
    assert details(desk.workspace, 1).story.author == "A. Lovelace"


def test_what_only_one_of_two_changed_is_put_together_without_a_question(
    qtbot, desk, window, sheet, elsewhere
):
    stories.edit(elsewhere, 1, author="A. Lovelace")
    sheet.title_field.setText("The stairs")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(desk)[0] == "The stairs")
    assert details(desk.workspace, 1).story.author == "A. Lovelace"
    assert window.findChildren(ClashSheet) == []


def test_settings_of_the_challenge_are_chosen_from_too(qtbot, desk, window, elsewhere):
    ChallengeSheet.change(desk, window)
    qtbot.waitUntil(lambda: window.findChild(ChallengeSheet) is not None)
    form = window.findChild(ChallengeSheet)
    challenges.alter(elsewhere, title="Learning 2014")
    form.form.title.setText("Learning 2015")
    qtbot.mouseClick(form.store, Qt.MouseButton.LeftButton)
    asked = clash(qtbot, window)
    shown = [area.toPlainText() for area in asked.findChildren(QPlainTextEdit)]
    assert shown == ["Learning 2015", "Learning 2014"]
    qtbot.mouseClick(asked.mine, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.lists.challenge().title == "Learning 2015")
