from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from learningstories import i18n
from learningstories.domain.deadline import ANYWHERE_ON_EARTH
from learningstories.services import extensions
from learningstories.ui.challenge_sheet import ChallengeSheet


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    made.resize(1200, 900)
    qtbot.addWidget(made)
    made.show()
    return made


def roll_down(window, field):
    middle = field.mapTo(window, field.rect().center())
    QTest.wheelEvent(window.windowHandle(), middle, QPoint(0, -120))


def type_into(qtbot, line, words):
    line.clear()
    qtbot.keyClicks(line, words)


def test_a_new_challenge_is_made_where_it_is_wanted(qtbot, window, tools, tmp_path, monkeypatch, opened):
    sheet = ChallengeSheet.new(tools, window)
    assert not sheet.store.isEnabled()
    assert sheet.foot_note.text() == "The challenge needs a title."
    form = sheet.form
    type_into(qtbot, form.title, "Learning: 2013")
    form.zone.setCurrentText("anywhere on Earth")
    type_into(qtbot, form.closes.line, "2013-03-21 23:59")
    type_into(qtbot, form.themes, "Failure, Teams, , Failure")
    form.most.setValue(900)
    assert sheet.store.isEnabled()
    asked = []

    def answer(_parent, _title, place, _kinds):
        asked.append(place)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    with qtbot.waitSignal(sheet.made) as made:
        qtbot.mouseClick(sheet.store, Qt.MouseButton.LeftButton)
    challenge = made.args[0]
    opened.append(challenge)
    assert asked[0].endswith("Learning 2013.stories")
    assert challenge.path == tmp_path / "mine.stories"
    with challenge.workspace.read() as unit:
        stored = unit.challenge()
    assert stored.zone == ANYWHERE_ON_EARTH
    assert stored.closes_at == datetime(2013, 3, 22, 11, 59, tzinfo=UTC)
    assert stored.themes == ("Failure", "Teams")
    assert (stored.words_least, stored.words_most) == (None, 900)


def test_the_wheel_goes_down_the_page_over_whatever_it_is_rolled(qtbot, window, tools):
    sheet = ChallengeSheet.new(tools, window)
    form = sheet.form
    area = next(a for a in sheet.findChildren(QScrollArea) if a.isAncestorOf(form.title))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    form.most.setValue(900)
    zone = form.zone.currentText()
    for field in (form.zone, form.most):
        area.ensureWidgetVisible(field)
        before = area.verticalScrollBar().value()
        roll_down(window, field)
        assert area.verticalScrollBar().value() > before
        assert not field.hasFocus()
    assert (form.zone.currentText(), form.most.value()) == (zone, 900)


def test_what_is_not_worded_yet_is_asked_in_the_language_of_the_packs(
    qtbot, window, tools, tmp_path, monkeypatch
):
    folder = tmp_path / "i18n" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="de")
    catalogue.add("Why? One sentence", "Warum? Ein Satz")
    catalogue.add("What would you do? One action.", "Was würden Sie tun?")
    catalogue.add("Not at all", "Gar nicht", context="scale")
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    form = ChallengeSheet.new(tools, window).form
    assert form.language.text() == "en"
    assert form.scale.lines[0].text() == "Not at all"
    type_into(qtbot, form.action_question, "And then?")
    assert form.language_field.note.text() == "English"
    type_into(qtbot, form.language, "Deutsch")
    qtbot.keyClick(form.language, Qt.Key.Key_Return)
    assert (form.language.text(), form.language_field.note.text()) == ("de", "German")
    type_into(qtbot, form.language, "de-AT")
    qtbot.keyClick(form.language, Qt.Key.Key_Return)
    assert form.why_question.text() == "Warum? Ein Satz"
    assert form.scale.points() == ("Gar nicht", "A little", "Somewhat", "A lot", "Very strongly")
    assert form.action_question.text() == "And then?"
    type_into(qtbot, form.language, "en")
    qtbot.keyClick(form.language, Qt.Key.Key_Return)
    assert (form.why_question.text(), form.scale.lines[0].text()) == ("Why? One sentence", "Not at all")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2013-03-31 01:30", "go forward"),
        ("2013-10-27 01:30", "go back"),
        ("next Tuesday", "is not a date and time"),
        ("", "Please give a date and time."),
    ],
)
def test_a_time_that_cannot_be_is_said_so_when_it_is_typed(qtbot, window, tools, typed, said):
    sheet = ChallengeSheet.new(tools, window)
    sheet.form.zone.setCurrentText("Europe/London")
    type_into(qtbot, sheet.form.title, "T")
    type_into(qtbot, sheet.form.closes.line, typed)
    assert said in sheet.form.closes.problem()
    assert said in sheet.foot_note.text()
    assert not sheet.store.isEnabled()
    type_into(qtbot, sheet.form.closes.line, "2013-03-21 23:59")
    assert sheet.store.isEnabled()


def test_changes_are_one_step_and_verdicts_follow(qtbot, window, desk, workspace, add_story):
    add_story(workspace, "words " * 20, words=20)
    ChallengeSheet.change(desk, window)
    qtbot.waitUntil(lambda: window.findChild(ChallengeSheet) is not None)
    sheet = window.findChild(ChallengeSheet)
    sheet.form.most.setValue(10)
    sheet.form.scale.lines[0].setText("Nothing")
    sheet.form.criteria.add.click()
    sheet.form.criteria._cards[0].question.setText("How well is it told?")
    qtbot.mouseClick(sheet.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.undo_label() == "Change the challenge")
    with workspace.read() as unit:
        challenge = unit.challenge()
    assert challenge.scale[0] == "Nothing"
    assert challenge.criteria[0].question == "How well is it told?"
    assert [line.state for line in desk.lists.lines([1])] == ["too_long"]
    workspace.undo()
    assert [line.state for line in desk.lists.lines([1])] == ["reading"]


def test_where_to_send_and_in_which_languages_are_stored(qtbot, window, desk, workspace):
    ChallengeSheet.change(desk, window)
    qtbot.waitUntil(lambda: window.findChild(ChallengeSheet) is not None)
    sheet = window.findChild(ChallengeSheet)
    type_into(qtbot, sheet.form.contact, " stories@example.org ")
    type_into(qtbot, sheet.form.languages, "en, German")
    assert sheet.foot_note.text() == "The languages of stories are written as codes, such as en, de or pt-BR."
    assert not sheet.store.isEnabled()
    type_into(qtbot, sheet.form.languages, "en, pt-BR,, en")
    qtbot.mouseClick(sheet.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.undo_label() == "Change the challenge")
    with workspace.read() as unit:
        challenge = unit.challenge()
    assert (challenge.contact, challenge.story_languages) == ("stories@example.org", ("en", "pt-BR"))


def test_authors_are_given_more_time_and_it_is_taken_back(qtbot, window, desk, workspace, clock):
    extensions.grant(workspace, "tom@example.org", datetime(2013, 3, 25, tzinfo=UTC), "Abroad")
    ChallengeSheet.change(desk, window)
    qtbot.waitUntil(lambda: window.findChild(ChallengeSheet) is not None)
    sheet = window.findChild(ChallengeSheet)
    editor = sheet.form.extensions
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    tom, amina = editor.rows
    assert tom.email.text() == "tom@example.org"
    for field, words, said in (
        (amina.email, "amina@example.org", "Please give a date and time."),
        (amina.until.line, "2013-03-21 23:59", "ends no later than the deadline"),
        (amina.until.line, "2013-03-22 12:00", "needs a reason"),
        (amina.reason, "In hospital", ""),
    ):
        type_into(qtbot, field, words)
        assert said in sheet.foot_note.text()
        assert sheet.store.isEnabled() is not bool(said)
    clock.on(hours=1)
    tom.remove.click()
    qtbot.mouseClick(sheet.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.undo_label() == "Change the challenge")
    with workspace.read() as unit:
        (given,) = unit.challenge().extensions
    assert (given.email, given.reason, given.granted_at) == ("amina@example.org", "In hospital", clock())
    assert given.until == datetime(2013, 3, 22, 12, tzinfo=UTC)
    workspace.undo()
    with workspace.read() as unit:
        assert [each.email for each in unit.challenge().extensions] == ["tom@example.org"]


def test_a_row_that_is_not_finished_is_not_thrown_away_by_one_key(qtbot, window, desk):
    ChallengeSheet.change(desk, window)
    qtbot.waitUntil(lambda: window.findChild(ChallengeSheet) is not None)
    sheet = window.findChild(ChallengeSheet)
    sheet.form.extensions.add.click()
    qtbot.keyClicks(sheet.form.extensions.rows[0].email, "am")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()


def test_a_scale_has_two_to_seven_points(qtbot, window, tools):
    sheet = ChallengeSheet.new(tools, window)
    scale = sheet.form.scale
    scale.add.click()
    scale.add.click()
    assert len(scale.lines) == 7
    assert not scale.add.isEnabled()
    type_into(qtbot, sheet.form.title, "T")
    assert "needs a word" in sheet.foot_note.text()


def test_the_title_has_the_keyboard_and_an_untouched_form_is_left_by_one_key(qtbot, window, tools):
    sheet = ChallengeSheet.new(tools, window)
    qtbot.waitUntil(sheet.form.title.hasFocus)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_what_was_typed_anywhere_is_not_thrown_away_by_one_key(qtbot, window, tools):
    sheet = ChallengeSheet.new(tools, window)
    type_into(qtbot, sheet.form.community, "The guild")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "Not saved yet" in sheet.foot_note.text()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
