from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from learningstories.ui.add_model import AUTHOR, CHECK, DEADLINE, FROM, LOOK_AT, STORY, WORDS, Show

WHOLE = "consent: [read, print]\nreceived: 2013-03-18 09:00"


@pytest.fixture
def rows(add_sheet, offer, tmp_path) -> Callable[..., None]:
    """Offers one file a story: `rows(title=front matter)`."""

    def give(**stories: str) -> None:
        for place, (title, front) in enumerate(stories.items()):
            words = " ".join(f"{title}{number}" for number in range(3 * (place + 1)))
            text = f"---\ntitle: {title}\n{front}\n---\n\n{words}\n"
            (tmp_path / f"{title}.md").write_text(text, "utf-8")
        offer(add_sheet, *(tmp_path / f"{title}.md" for title in stories))

    return give


def column(sheet, place):
    return [sheet.model.index(row, place).data() for row in range(sheet.model.rowCount())]


def ticks(sheet):
    return [sheet.model.at(row).wanted for row in range(sheet.model.rowCount())]


def press_header(qtbot, sheet, section):
    header = sheet.table.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(section) + header.sectionSize(section) // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def editor(sheet):
    lines = sheet.table.viewport().findChildren(QLineEdit)
    return next((line for line in lines if line.isVisible()), None)


def test_a_title_is_typed_in_the_table(qtbot, add_sheet, rows):
    rows(Chalk=f"author: Ann\n{WHOLE}", Bread=f"author: Ben\n{WHOLE}")
    add_sheet.table.choose_row(1)
    add_sheet.table.setFocus()
    qtbot.keyClick(add_sheet.table, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(add_sheet), "White chalk")
    qtbot.keyClick(editor(add_sheet), Qt.Key.Key_Return)
    assert column(add_sheet, STORY) == ["Chalk", "White chalk"]
    assert add_sheet.detail.fields.lines["title"].text() == "White chalk"
    assert add_sheet.isVisible()


def test_tab_goes_on_to_the_author_and_escape_leaves_it_as_it_was(qtbot, add_sheet, rows):
    rows(Chalk=WHOLE)
    assert column(add_sheet, LOOK_AT) == ["No author"]
    add_sheet.table.edit_words(0)
    qtbot.keyClicks(editor(add_sheet), "White chalk")
    qtbot.keyClick(editor(add_sheet), Qt.Key.Key_Tab)
    assert column(add_sheet, STORY) == ["White chalk"]
    qtbot.waitUntil(lambda: editor(add_sheet).accessibleName() == "Author")
    qtbot.keyClicks(editor(add_sheet), "Ann")
    qtbot.keyClick(editor(add_sheet), Qt.Key.Key_Escape)
    assert column(add_sheet, AUTHOR) == ["—"]
    add_sheet.table.edit_words(0, AUTHOR)
    qtbot.waitUntil(lambda: editor(add_sheet).accessibleName() == "Author")
    qtbot.keyClicks(editor(add_sheet), "Ann Lee")
    add_sheet.cancel.setFocus()
    assert column(add_sheet, AUTHOR) == ["Ann Lee"]
    assert column(add_sheet, LOOK_AT) == ["Nothing to fix"]


def test_an_empty_title_is_not_taken(qtbot, add_sheet, rows):
    rows(Chalk=WHOLE)
    add_sheet.table.edit_words(0)
    qtbot.keyClick(editor(add_sheet), Qt.Key.Key_Delete)
    qtbot.keyClick(editor(add_sheet), Qt.Key.Key_Return)
    assert column(add_sheet, STORY) == ["Chalk"]


def test_a_file_that_could_not_be_read_has_nothing_to_type_in(add_sheet, offer, tmp_path):
    (tmp_path / "empty.md").touch()
    offer(add_sheet, tmp_path / "empty.md")
    add_sheet.table.edit_words(0)
    assert editor(add_sheet) is None
    assert column(add_sheet, DEADLINE) == ["—"]


def test_rows_are_sorted_by_a_press_and_as_found_by_a_third(qtbot, add_sheet, rows):
    rows(Chalk=WHOLE, bread=WHOLE, Door=WHOLE)
    chosen = add_sheet.model.at(2)
    add_sheet.table.choose_row(2)
    press_header(qtbot, add_sheet, STORY)
    assert column(add_sheet, STORY) == ["bread", "Chalk", "Door"]
    press_header(qtbot, add_sheet, STORY)
    assert column(add_sheet, STORY) == ["Door", "Chalk", "bread"]
    assert add_sheet.model.at(add_sheet.table.currentIndex().row()) is chosen
    press_header(qtbot, add_sheet, STORY)
    assert column(add_sheet, STORY) == ["Chalk", "bread", "Door"]
    press_header(qtbot, add_sheet, WORDS)
    assert [int(words) for words in column(add_sheet, WORDS)] == [3, 6, 9]


def test_sources_are_sorted_as_people_count(qtbot, add_sheet, offer, tmp_path):
    names = ["story 10.txt", "story 9.txt", "Story 1.txt"]
    for name in names:
        (tmp_path / name).write_text(f"What {name} says.", "utf-8")
    offer(add_sheet, *(tmp_path / name for name in names))
    press_header(qtbot, add_sheet, FROM)
    assert column(add_sheet, FROM) == ["Story 1.txt", "story 9.txt", "story 10.txt"]


def test_rows_are_sorted_by_the_keyboard_too(add_sheet, rows):
    rows(Chalk=WHOLE, bread=WHOLE)
    actions = {action.text(): action for action in add_sheet.table.sort_menu(add_sheet).actions()}
    actions["Story"].trigger()
    assert column(add_sheet, STORY) == ["bread", "Chalk"]
    actions["As found"].trigger()
    assert column(add_sheet, STORY) == ["Chalk", "bread"]


def test_the_rows_have_the_keyboard_once_they_are_there(add_sheet, rows):
    rows(Chalk=WHOLE)
    assert QApplication.focusWidget() is add_sheet.table


def test_space_turns_the_ticks_of_all_that_is_selected(qtbot, add_sheet, rows):
    rows(Chalk=WHOLE, Bread=WHOLE, Door=WHOLE)
    add_sheet.table.setFocus()
    add_sheet.table.choose_row(1)
    qtbot.keyClick(add_sheet.table, Qt.Key.Key_Space)
    assert ticks(add_sheet) == [True, False, True]
    qtbot.keyClick(add_sheet.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(add_sheet.table, Qt.Key.Key_Space)
    assert ticks(add_sheet) == [True, True, True]
    qtbot.keyClick(add_sheet.table, Qt.Key.Key_Space)
    assert ticks(add_sheet) == [False, False, False]
    assert not add_sheet.add.isEnabled()
    assert add_sheet.model.index(0, CHECK).data(Qt.ItemDataRole.AccessibleTextRole) == "left out"


def test_those_without_problems_are_ticked_at_once(add_sheet, rows):
    rows(Chalk=f"author: Ann\n{WHOLE}", Bread="author: Ben", Door=f"author: Cy\n{WHOLE}")
    actions = {action.text(): action for action in add_sheet.bar.tick.menu().actions()}
    actions["Tick only those without problems"].trigger()
    assert ticks(add_sheet) == [True, False, True]
    actions["Tick none"].trigger()
    assert ticks(add_sheet) == [False, False, False]
    actions["Tick all"].trigger()
    assert ticks(add_sheet) == [True, True, True]


def test_a_big_drop_can_be_filtered(qtbot, add_sheet, rows):
    whole = dict.fromkeys(
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"], f"author: Ann\n{WHOLE}"
    )
    rows(**whole, Bread="author: Ben")
    assert add_sheet.bar.isVisible()
    look_at = add_sheet.bar.filters.chip(Show.LOOK_AT)
    assert look_at.words() == "To look at 1"
    qtbot.mouseClick(look_at, Qt.MouseButton.LeftButton)
    assert column(add_sheet, STORY) == ["Bread"]
    assert add_sheet.detail.fields.lines["title"].text() == "Bread"
    assert not add_sheet.bar.filters.chip(Show.NOT_READ).isVisible()
    assert add_sheet.add.words() == "Add 10 stories"
    qtbot.mouseClick(add_sheet.bar.filters.chip(Show.ALL), Qt.MouseButton.LeftButton)
    assert add_sheet.model.rowCount() == 10


def test_few_rows_need_no_filters(add_sheet, rows):
    rows(Chalk=WHOLE)
    assert not add_sheet.bar.isVisible()


def test_a_given_time_counts_until_it_is_taken_back(qtbot, add_sheet, rows):
    rows(Chalk="author: Ann\nconsent: [read, print]\nreceived: 2013-03-23 09:00")
    received = add_sheet.detail.fields.received
    assert column(add_sheet, DEADLINE) == ["1 d 9 h late"]
    assert "as the file says" in received.note.text()
    received.line.setFocus()
    received.line.selectAll()
    qtbot.keyClicks(received.line, "2013-03-20 10:00")
    assert column(add_sheet, DEADLINE) == ["On time"]
    assert "given" in received.note.text()
    found = add_sheet.model.at(0).found
    assert found.received_at == datetime(2013, 3, 20, 10, tzinfo=UTC)
    assert [claim.by.value for claim in found.claims][:2] == ["given", "front_matter"]
    received.line.selectAll()
    qtbot.keyClick(received.line, Qt.Key.Key_Backspace)
    assert column(add_sheet, DEADLINE) == ["1 d 9 h late"]


def test_what_is_missing_goes_away_once_it_is_given_and_comes_back(add_sheet, rows):
    rows(Chalk="author: Ann")
    consents = add_sheet.detail.fields.consents
    assert "No consent" in column(add_sheet, LOOK_AT)[0]
    consents["consent_read"].click()
    assert "No consent to publish" in column(add_sheet, LOOK_AT)[0]
    consents["consent_print"].click()
    assert "consent" not in column(add_sheet, LOOK_AT)[0]
    consents["consent_read"].click()
    assert "No consent" in column(add_sheet, LOOK_AT)[0]


def test_what_was_corrected_is_not_thrown_away_by_one_key(qtbot, add_sheet, rows):
    rows(Chalk=WHOLE)
    add_sheet.detail.fields.consents["consent_web"].click()
    qtbot.keyClick(add_sheet, Qt.Key.Key_Escape)
    assert add_sheet.isVisible()
    assert "Press Cancel again" in add_sheet.foot_note.text()
    qtbot.keyClick(add_sheet, Qt.Key.Key_Escape)
    assert not add_sheet.isVisible()


def test_the_model_keeps_to_the_rules_of_models(qtbot, add_sheet, rows):
    tester = QAbstractItemModelTester(add_sheet.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    rows(Chalk=WHOLE, Bread=WHOLE)
    add_sheet.model.sort_by(STORY, descending=True)
    add_sheet.model.show_only(Show.NOT_READ)
    add_sheet.model.show_only(Show.ALL)
    add_sheet.model.remove([add_sheet.model.at(0)])
    assert tester.model().rowCount() == 1
    assert QApplication.focusWidget() is not None
