import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.command_box import CommandBox
from learningstories.ui.widgets.labels import Label

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def window(qtbot, windows, new_challenge, add_story, add_reviewer, tmp_path) -> ChallengeWindow:
    path = tmp_path / "mine.stories"
    challenge = new_challenge(path)
    for title, author, text in (
        ("The lift that never came", "Amina Yusuf", "On the ninth floor."),
        ("Nineteen sticky notes", "Rosa Lindqvist", "We took the lift."),
        ("Chalk", "Elif Demir", "Dust."),
    ):
        add_story(challenge.workspace, text, title=title, author=author)
    add_reviewer(challenge.workspace, "Elif Kaya")
    challenge.close()
    made = windows.open(path)
    made.show("overview")
    with qtbot.waitActive(made.shell):
        made.shell.activateWindow()
    return made


@pytest.fixture
def ask(qtbot, window):
    """Opens the box with its keys, types, and gives the lines once all of them are there."""

    def type_in(typed: str) -> CommandBox:
        open_boxes = [box for box in window.shell.findChildren(CommandBox) if box.isVisible()]
        if not open_boxes:
            qtbot.keyClick(window.shell, KEY.Key_K, CTRL)
            open_boxes = [box for box in window.shell.findChildren(CommandBox) if box.isVisible()]
        box = open_boxes[0]
        box.field.selectAll()
        qtbot.keyClicks(box.field, typed)
        return box

    return type_in


def lines(box: CommandBox) -> list[tuple[str, str, str]]:
    return [(each.words, each.aside, each.note) for each in box.model.commands]


def test_a_few_letters_find_stories_people_pages_and_what_can_be_done(qtbot, ask):
    box = ask("lift")
    story = ("The lift that never came", "Amina Yusuf · #1", "story")
    wanted = [story, ("Elif Kaya", "0 of 3 read", "reviewer"), ("Shortlist", "", "Ctrl+5")]
    wanted.append(("Search all texts for “lift”", "2 stories", "search"))
    qtbot.waitUntil(lambda: set(wanted) <= set(lines(box)))
    assert lines(box)[0] == story
    assert lines(box)[-1] == wanted[-1]
    begin, end = box.model.commands[0].spans[0]
    assert story[0][begin:end] == "lift"


def test_enter_goes_to_the_story_even_before_it_was_found(qtbot, window, ask):
    box = ask("sticky")
    qtbot.keyClick(box.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.shell.pages.name() == "stories")
    page = window.shell.pages.page("stories")
    qtbot.waitUntil(lambda: page.current() == 2)
    assert page.table.hasFocus()


def test_arrows_walk_the_lines_and_escape_gives_the_keyboard_back(qtbot, window, ask):
    before = window.shell.sidebar.item("results")
    before.setFocus()
    box = ask("")
    assert [words for words, _aside, _note in lines(box)][:3] == ["Overview", "Stories", "Reviewers"]
    for key, row in (
        (KEY.Key_Down, 1),
        (KEY.Key_Up, 0),
        (KEY.Key_Up, 6),
        (KEY.Key_Tab, 0),
        (KEY.Key_PageDown, 6),
    ):
        qtbot.keyClick(box.field, key)
        assert box.list.row() == row
    qtbot.keyClick(box.field, KEY.Key_Escape)
    assert box.isHidden()
    assert before.hasFocus()


def test_what_was_chosen_is_there_first_the_next_time(qtbot, window, ask):
    qtbot.keyClick(ask("showcase").field, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.shell.pages.name() == "showcase")
    qtbot.keyClick(ask("chalk").field, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.shell.pages.name() == "stories")
    box = ask("")
    assert [words for words, _aside, _note in lines(box)][:3] == ["Chalk", "Showcase", "Overview"]


def test_what_cannot_be_done_now_says_why_in_the_box_and_by_its_keys(qtbot, window, ask):
    box = ask("add to the shortlist")
    wanted = ("Add to the shortlist", "Story", "Ctrl+L")
    qtbot.waitUntil(lambda: lines(box)[0] == wanted)
    command = box.model.commands[0]
    assert command.bar.startswith("That is done with stories that are chosen in the list")
    qtbot.keyClick(box.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: any(command.bar in each.text() for each in window.shell.findChildren(Label)))
    with qtbot.waitSignal(window.shell.registry.barred) as told:
        qtbot.keyClick(window.shell, KEY.Key_L, CTRL)
    assert told.args[0] == command.bar


def test_searching_all_texts_leads_to_the_list(qtbot, window, ask):
    box = ask("took the")
    qtbot.waitUntil(lambda: lines(box)[-1:] == [("Search all texts for “took the”", "1 story", "search")])
    qtbot.mouseClick(
        box.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=box.list.visualRect(box.model.index(len(lines(box)) - 1, 0)).center(),
    )
    page = window.shell.pages.page("stories")
    assert page.search_field.text() == "took the"
    qtbot.waitUntil(lambda: [page.model.number_at(row) for row in range(page.model.rowCount())] == [2])


def test_undo_is_there_with_its_steps_name(qtbot, window, ask):
    qtbot.waitUntil(window.shell.registry["undo"].isEnabled)
    box = ask("undo")
    qtbot.waitUntil(lambda: lines(box)[0] == ("Undo: Add reviewer Elif Kaya", "Edit", "Ctrl+Z"))
    assert "Redo" not in [words for words, _aside, _note in lines(box)]


def test_nothing_found_is_said_and_pressing_beside_leaves(qtbot, window, ask):
    box = ask("qzxwvk")
    qtbot.waitUntil(box.nothing.isVisible)
    assert lines(box) == []
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomLeft())
    assert box.isHidden()


def test_screen_readers_find_a_list_whose_lines_say_everything(qtbot, ask):
    box = ask("chalk")
    qtbot.waitUntil(lambda: bool(lines(box)) and lines(box)[0][0] == "Chalk")
    seen = QAccessible.queryAccessibleInterface(box.list)
    assert seen.role() == QAccessible.Role.List
    assert seen.childCount() == len(lines(box))
    first = seen.child(0)
    assert first.text(QAccessible.Text.Name) == "Chalk, Elif Demir · #3, story"
    assert first.state().selected
