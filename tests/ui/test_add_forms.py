import csv

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.form import FormField
from learningstories.services.form_columns import corrected
from learningstories.services.form_memory import known_forms
from learningstories.ui.add_model import AUTHOR, DEADLINE, FROM, LOOK_AT, STORY
from learningstories.ui.form_columns_sheet import FormColumnsSheet
from learningstories.ui.form_date_question import FormDateQuestion

HEADERS = ("Timestamp", "Your name", "E-mail address", "Title of your story", "Your story", "Nickname")
LIFT = "They sent me to the ninth floor with a box of binders. I climbed, and asked at every landing."
CHALK = "I wrote on the board until it was white, and then nobody could read what I had meant to say."


def rows(first="2013-03-19 10:00:00", second="2013-03-20 11:00:00"):
    return [
        (first, "Amina Yusuf", "amina@example.org", "The lift", LIFT, "Mina"),
        (second, "Peter Novak", "peter@example.org", "Chalk", CHALK, "Pete"),
    ]


@pytest.fixture
def export(tmp_path):
    """Writes an export of the form: `export(name, rows)`."""

    def write(name, answers, headers=HEADERS):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headers, *answers])
        return tmp_path / name

    return write


def column(sheet, place):
    return [sheet.model.index(row, place).data() for row in range(sheet.model.rowCount())]


def settled(qtbot, sheet, desk):
    qtbot.waitUntil(lambda: desk.tasks.is_idle() and not sheet.work.is_busy())


def test_each_row_of_a_form_is_a_story_and_the_form_can_be_matched(add_sheet, offer, export):
    offer(add_sheet, export("form.csv", rows()))
    assert column(add_sheet, STORY) == ["The lift", "Chalk"]
    assert column(add_sheet, FROM) == ["form.csv, row 2", "form.csv, row 3"]
    assert add_sheet.work.forms.button.isVisible()
    assert add_sheet.work.forms.button.words() == "Match columns of form.csv"
    assert not add_sheet.work.forms.questions.isVisible()


def test_columns_are_matched_by_hand(qtbot, add_sheet, offer, export, desk):
    offer(add_sheet, export("form.csv", rows()))
    qtbot.mouseClick(add_sheet.work.forms.button, Qt.MouseButton.LeftButton)
    sheet = add_sheet.window().findChild(FormColumnsSheet)
    sheet.fields.chosen.emit("Nickname", FormField.AUTHOR)
    qtbot.mouseClick(sheet.use, Qt.MouseButton.LeftButton)
    settled(qtbot, add_sheet, desk)
    assert column(add_sheet, AUTHOR) == ["Mina", "Pete"]


def test_columns_matched_otherwise_make_the_rows_anew_and_keep_what_was_corrected(
    qtbot, add_sheet, offer, export, desk
):
    offer(add_sheet, export("form.csv", rows()))
    add_sheet.model.at(1).correct(title="White chalk")
    (found,) = add_sheet.work.forms.exports
    match = corrected(found.match, "Your name", FormField.LEFT_OUT)
    add_sheet.work.forms.take(found, corrected(match, "Nickname", FormField.AUTHOR))
    settled(qtbot, add_sheet, desk)
    assert column(add_sheet, AUTHOR) == ["Mina", "Pete"]
    assert column(add_sheet, STORY) == ["The lift", "White chalk"]


def test_reading_a_form_again_may_be_stopped_and_leaves_it_as_it_was(qtbot, add_sheet, offer, export, desk):
    offer(add_sheet, export("form.csv", rows()))
    (found,) = add_sheet.work.forms.exports
    before = found.match
    match = corrected(before, "Your name", FormField.LEFT_OUT)
    add_sheet.work.forms.take(found, corrected(match, "Nickname", FormField.AUTHOR))
    assert not add_sheet.add.isEnabled()
    add_sheet.work.progress.stop.click()
    settled(qtbot, add_sheet, desk)
    assert found.match is before
    assert column(add_sheet, AUTHOR) == ["Amina Yusuf", "Peter Novak"]
    assert add_sheet.add.isEnabled()


def test_a_form_without_stories_can_be_mended_by_matching(qtbot, add_sheet, offer, export, desk):
    offer(add_sheet, export("form.csv", rows()))
    (found,) = add_sheet.work.forms.exports
    before = found.match
    add_sheet.work.forms.take(found, corrected(before, "Your story", FormField.LEFT_OUT))
    settled(qtbot, add_sheet, desk)
    assert column(add_sheet, STORY) == ["(not read)"]
    assert not add_sheet.add.isEnabled()
    add_sheet.work.forms.take(found, before)
    settled(qtbot, add_sheet, desk)
    assert column(add_sheet, STORY) == ["The lift", "Chalk"]
    assert add_sheet.add.isEnabled()


def test_dates_that_could_be_either_way_round_are_asked_before_anything_is_added(
    qtbot, add_sheet, offer, export, desk
):
    offer(add_sheet, export("form.csv", rows("03/04/2013 10:00:00", "03/05/2013 11:00:00")))
    assert add_sheet.work.forms.questions.isVisible()
    question = add_sheet.work.forms.questions.findChild(FormDateQuestion)
    assert "03/04/2013" in question.sentence.text()
    assert "Day or month first?" in column(add_sheet, LOOK_AT)[0]
    assert not add_sheet.add.isEnabled()
    assert "first say which day is meant" in add_sheet.foot_note.text()
    question.month_first.click()
    settled(qtbot, add_sheet, desk)
    assert not add_sheet.work.forms.questions.isVisible()
    assert column(add_sheet, DEADLINE) == ["On time", "On time"]
    assert add_sheet.add.isEnabled()


def test_rows_with_an_open_date_do_not_hold_up_others(qtbot, add_sheet, offer, export):
    offer(add_sheet, export("form.csv", rows("03/04/2013 10:00:00", "2013-03-20 11:00:00")))
    assert not add_sheet.add.isEnabled()
    add_sheet.table.ticked.emit([0])
    assert add_sheet.add.isEnabled()


def test_how_a_form_was_matched_is_remembered_with_what_was_added(
    qtbot, add_sheet, offer, export, desk, workspace
):
    offer(add_sheet, export("form.csv", rows()))
    (found,) = add_sheet.work.forms.exports
    match = corrected(found.match, "Your name", FormField.LEFT_OUT)
    add_sheet.work.forms.take(found, corrected(match, "Nickname", FormField.AUTHOR))
    settled(qtbot, add_sheet, desk)
    add_sheet.add.click()
    qtbot.waitUntil(lambda: workspace.undo_label() == "Add 2 stories")
    with workspace.read() as unit:
        (form,) = known_forms(unit)
    assert form.columns["Nickname"] == FormField.AUTHOR
    workspace.undo()
    with workspace.read() as unit:
        assert list(known_forms(unit)) == []


def test_a_later_export_leaves_out_what_is_there_and_offers_what_was_changed(
    qtbot, add_sheet, window, offer, export, desk
):
    workspace = desk.workspace
    offer(add_sheet, export("form.csv", rows()))
    add_sheet.add.click()
    qtbot.waitUntil(lambda: workspace.undo_label() == "Add 2 stories")
    first, second = rows()
    changed = (*second[:4], CHALK.replace("white", "as white as snow"), "Pete")
    new = ("2013-03-20 12:00:00", "Ify Eze", "ify@example.org", "In the dark", "The power went.", "Ify")
    later = type(add_sheet)(desk, window)
    later.open()
    offer(later, export("form 2.csv", [first, changed, new]))
    assert [candidate.wanted for candidate in later.model.candidates] == [False, True, True]
    told = column(later, LOOK_AT)
    assert "The same answer as #1" in told[0]
    assert "New version of #2" in told[1]
    later.add.click()
    qtbot.waitUntil(lambda: workspace.undo_label() == "Add 2 stories" and not later.work.step.is_busy())
    with workspace.read() as unit:
        versions = {story.number: story.version for story in unit.stories.all()}
    assert versions == {1: 1, 2: 2, 3: 1}


def test_several_forms_have_a_menu(add_sheet, offer, export):
    other = ("Date", "Name", "Title", "Story")
    answers = [("2013-03-19 10:00:00", "Ann Lee", "Bread", "I burned it nine times before I asked.")]
    offer(add_sheet, export("form.csv", rows()), export("bread.csv", answers, other))
    assert add_sheet.work.forms.button.words() == "Match columns"
    words = [action.text() for action in add_sheet.work.forms.button.menu().actions()]
    assert words == ["Match columns of form.csv", "Match columns of bread.csv"]


def test_two_exports_of_one_form_are_matched_each_by_itself(qtbot, add_sheet, offer, export, desk):
    first, second = rows()
    offer(add_sheet, export("one.csv", [first]), export("two.csv", [second]))
    one, _two = add_sheet.work.forms.exports
    match = corrected(one.match, "Your name", FormField.LEFT_OUT)
    add_sheet.work.forms.take(one, corrected(match, "Nickname", FormField.AUTHOR))
    settled(qtbot, add_sheet, desk)
    assert column(add_sheet, AUTHOR) == ["Mina", "Peter Novak"]


def test_leaving_while_a_form_is_read_again_does_no_harm(qtbot, add_sheet, offer, export, desk):
    offer(add_sheet, export("form.csv", rows()))
    (found,) = add_sheet.work.forms.exports
    add_sheet.work.forms.take(found, corrected(found.match, "Nickname", FormField.AUTHOR))
    add_sheet.reject()
    assert not add_sheet.isVisible()
    qtbot.waitUntil(desk.tasks.is_idle)
