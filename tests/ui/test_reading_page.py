from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from learningstories.domain.challenge import Criterion
from learningstories.domain.errors import DiskFull
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.services import challenges, stories
from learningstories.services.reading_session import reading_session
from learningstories.services.reviewing import answer
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reading_page import ReadingPage
from learningstories.ui.reading_view import FINISHED, NOTHING, READING
from learningstories.ui.remark_sheets import ConcernSheet, KnowsSheet

GRACE = "grace@example.org"
LONG = "\n\n".join(f"Paragraph {n} of what I learned on those stairs, slowly." for n in range(80))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def filled(workspace, add_story, add_reviewer):
    for number in range(1, 5):
        add_story(workspace, LONG, title=f"Story {number}", author="Ada Lovelace", words=460)
    add_reviewer(workspace)
    add_reviewer(workspace, "Alan Turing")
    return workspace


@pytest.fixture
def page(qtbot, desk, filled) -> Iterator[ReadingPage]:
    made = open_page(qtbot, desk)
    yield made
    made.leave()


def open_page(qtbot, desk, email=GRACE):
    made = ReadingPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_argument(email)
    qtbot.waitUntil(lambda: is_read(made))
    return made


def is_read(page):
    return page.number() is not None and page.text.number() == page.number()


def stored(workspace, number, email=GRACE):
    return reading_session(workspace, email).story(number).reading


def order(workspace):
    return [story.number for story in reading_session(workspace, GRACE).stories]


def sheet(page, kind):
    return next(s for s in page.window().findChildren(kind) if s.isVisible())


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.focusWidget(), key, modifier)


def test_it_begins_with_the_first_story_in_the_reviewers_order(qtbot, page, filled):
    assert page.number() == order(filled)[0]
    assert page.bar.place.text() == "Story 1 of 4"
    assert page.sidebar.reader.text() == "Reading as Grace Hopper"
    assert page.sidebar.left.text() == "0 of 4 read · about 8 min left"
    assert f"Story {page.number()}" in page.text.toPlainText()
    assert "Ada Lovelace · 460 words · 2 min read" in page.text.toPlainText()
    QAbstractItemModelTester(page.sidebar.list.stories)


def test_a_blind_challenge_shows_no_author(qtbot, desk, filled):
    challenges.alter(filled, blind=True)
    page = open_page(qtbot, desk)
    assert "Ada" not in page.text.toPlainText()
    assert "460 words" in page.text.toPlainText()
    page.leave()


def test_the_keys_answer_and_enter_goes_on(qtbot, page, filled):
    first, second = order(filled)[:2]
    press(qtbot, page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: stored(filled, first) is not None and stored(filled, first).value == 4)
    assert stored(filled, first).position == 1
    qtbot.waitUntil(lambda: page.sidebar.left.text().startswith("1 of 4 read"))
    qtbot.waitUntil(lambda: page.foot.saved.text() == "✓ Saved just now")
    press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.number() == second and is_read(page))
    assert page.form.scale.value() is None
    press(qtbot, page, Qt.Key.Key_7)  # no such answer on a scale of five
    press(qtbot, page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: stored(filled, second) is not None and stored(filled, second).skipped)
    qtbot.waitUntil(lambda: page.number() == order(filled)[2])


def test_an_answer_is_chosen_by_mouse_and_taken_back(qtbot, page, filled):
    number = page.number()
    qtbot.mouseClick(page.form.scale.buttons[1], LEFT)
    qtbot.waitUntil(lambda: (reading := stored(filled, number)) is not None and reading.value == 2)
    qtbot.mouseClick(page.form.scale.buttons[4], LEFT)
    qtbot.waitUntil(lambda: stored(filled, number).value == 5)
    qtbot.mouseClick(page.form.scale.buttons[4], LEFT)
    qtbot.waitUntil(lambda: stored(filled, number).value is None)


def test_words_are_stored_while_they_are_typed_and_are_one_step(qtbot, page, filled):
    number, form = page.number(), page.form
    form.action.setFocus()
    qtbot.keyClicks(form.action, "Call 5 aunts")
    assert form.scale.value() is None  # figures are words here
    qtbot.waitUntil(
        lambda: (reading := stored(filled, number)) is not None and reading.action == "Call 5 aunts"
    )
    qtbot.keyClicks(form.action, ".")
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.text.hasFocus()
    qtbot.waitUntil(lambda: stored(filled, number).action == "Call 5 aunts.")
    press(qtbot, page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: stored(filled, number).value == 3)
    steps = [line.label for line in filled.history()]
    assert steps[0] == f"Grace Hopper reads #{number}"
    assert steps.count(steps[0]) == 1


def test_a_chance_needs_an_action(qtbot, page, filled):
    number, form = page.number(), page.form
    assert not form.chance.isEnabled()
    assert form.hint.text() == "with an action"
    assert form.chance.words.text() == "—"
    qtbot.mouseClick(form.no_action, LEFT, pos=QPoint(10, form.no_action.height() // 2))
    qtbot.waitUntil(lambda: (reading := stored(filled, number)) is not None and reading.no_action)
    form.action.setFocus()
    qtbot.keyClicks(form.action, "Write to her")
    assert form.chance.isEnabled()
    assert not form.no_action.isChecked()
    slider = form.chance.slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(slider.width() - 8, slider.height() // 2))
    assert form.chance.words.text() == "10 in 10"
    qtbot.waitUntil(lambda: stored(filled, number).chance == 10)
    assert not stored(filled, number).no_action
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: stored(filled, number).chance == 9)
    form.action.selectAll()
    qtbot.keyClick(form.action, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(filled, number).chance is None)


def test_why_may_be_shared_only_when_something_is_said(qtbot, page, filled):
    number, form = page.number(), page.form
    assert not form.share_why.isEnabled()
    form.why.setFocus()
    qtbot.keyClicks(form.why, "It is my own story")
    qtbot.mouseClick(form.share_why, LEFT, pos=QPoint(10, form.share_why.height() // 2))
    qtbot.waitUntil(lambda: (reading := stored(filled, number)) is not None and reading.share_why)
    assert stored(filled, number).why == "It is my own story"


def test_control_enter_goes_on_from_within_a_text_and_nothing_is_lost(qtbot, page, filled):
    first, second = order(filled)[:2]
    qtbot.keyClicks(page.form.why, "Because")
    page.form.why.setFocus()
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.number() == second)
    assert page.form.why.toPlainText() == ""
    qtbot.waitUntil(lambda: (reading := stored(filled, first)) is not None and reading.why == "Because")
    assert stored(filled, second) is None


def test_whoever_goes_on_by_mouse_answers_the_next_story_by_its_key(qtbot, page, filled):
    second = order(filled)[1]
    page.form.action.setFocus()
    qtbot.keyClicks(page.form.action, "Ask her")
    qtbot.mouseClick(page.foot.next, LEFT)
    qtbot.waitUntil(lambda: page.number() == second and is_read(page))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    assert page.form.answers()["value"] == 4
    assert page.form.action.toPlainText() == ""


def test_too_many_words_are_cut(qtbot, page):
    page.form.action.setPlainText("x" * 5000)
    assert len(page.form.action.toPlainText()) == 500


def test_further_criteria_are_asked_below(qtbot, desk, filled):
    challenges.alter(filled, criteria=(Criterion(question="How true?", scale=("No", "Partly", "Yes")),))
    page = open_page(qtbot, desk)
    (scale,) = page.form.criteria()
    qtbot.mouseClick(scale.buttons[2], LEFT)
    number = page.number()
    qtbot.waitUntil(lambda: (reading := stored(filled, number)) is not None and reading.criteria == (3,))
    assert stored(filled, number).value is None
    page.leave()


def test_tab_visits_the_answers_as_the_eye_does(qtbot, desk, filled):
    challenges.alter(filled, criteria=(Criterion(question="How true?", scale=("No", "Partly", "Yes")),))
    page = open_page(qtbot, desk)
    form = page.form
    (more,) = form.criteria()
    seen = []
    for _stop in range(10):
        press(qtbot, page, Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
    assert seen == [*form.scale.buttons, form.action, form.no_action, form.why, *more.buttons][:10]
    page.leave()


def test_stepping_aside_needs_a_reason_closes_the_form_and_is_undone(qtbot, page, filled):
    number = page.number()
    qtbot.mouseClick(page.bar.knows, LEFT)
    asked = sheet(page, KnowsSheet)
    asked.options[Knows.ASIDE].setChecked(True)
    assert not asked.confirm.isEnabled()
    qtbot.keyClicks(asked.reason, "We share an office")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(page.foot.aside.isVisible)
    assert not page.form.isVisible()
    assert "We share an office" in page.foot.aside.sentence.text()
    assert stored(filled, number).knows is Knows.ASIDE
    page.text.setFocus()
    press(qtbot, page, Qt.Key.Key_4)
    qtbot.mouseClick(page.foot.aside.undo, LEFT)
    qtbot.waitUntil(page.form.isVisible)
    assert stored(filled, number).knows is Knows.NO
    assert stored(filled, number).value is None


def test_a_concern_is_raised_and_taken_back(qtbot, page, filled):
    number = page.number()
    qtbot.mouseClick(page.bar.concern, LEFT)
    asked = sheet(page, ConcernSheet)
    assert not asked.confirm.isEnabled()
    asked.options[Concern.SAFETY].setChecked(True)
    qtbot.keyClicks(asked.note, "Read the third paragraph")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.bar.concern.words() == "Concern: Safety")
    assert stored(filled, number).concern_note == "Read the third paragraph"
    qtbot.mouseClick(page.bar.concern, LEFT)
    qtbot.mouseClick(sheet(page, ConcernSheet).take_back, LEFT)
    qtbot.waitUntil(lambda: page.bar.concern.words() == "Raise a concern")
    assert stored(filled, number).concern is Concern.NONE


def test_the_end_thanks_and_asks_once_what_may_be_shown(qtbot, page, filled):
    for _story in range(4):
        qtbot.waitUntil(lambda: is_read(page))
        before = page.number()
        press(qtbot, page, Qt.Key.Key_2)
        qtbot.keyClick(page, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda before=before: page.number() != before)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FINISHED)
    assert page.finished.title.text() == "All four are read. Thank you."
    asked = sheet(page, PromiseSheet)
    assert not asked.confirm.isEnabled()
    asked.uses[PromiseUse.UNSIGNED].setChecked(True)
    asked.later[True].setChecked(True)
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.session.reviewer.promise_use is PromiseUse.UNSIGNED)
    assert page.session.reviewer.ask_later is True
    page.show_argument(GRACE)
    qtbot.waitUntil(lambda: page.session is not None)
    qtbot.waitUntil(is_visible_nowhere(page, PromiseSheet))


def is_visible_nowhere(page, kind):
    return lambda: not any(s.isVisible() for s in page.window().findChildren(kind))


def test_the_last_story_waits_for_an_answer(qtbot, page, filled):
    row = order(filled)
    for number in row[:3]:
        answer(filled, GRACE, number, value=1)
    qtbot.waitUntil(lambda: page.session.done == 3)
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(3))
    qtbot.waitUntil(lambda: page.number() == row[3] and is_read(page))
    qtbot.mouseClick(page.foot.next, LEFT)
    assert "last one" in page.foot.saved.text()
    assert page.number() == row[3]
    qtbot.mouseClick(page.foot.skip, LEFT)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FINISHED)
    assert "You put off 1 story" in page.finished.sentence.text()


def test_coming_back_finds_the_same_story_and_place(qtbot, desk, page, filled):
    third = order(filled)[2]
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(2))
    qtbot.waitUntil(lambda: page.number() == third and is_read(page))
    bar = page.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    page.text.setFocus()
    press(qtbot, page, Qt.Key.Key_PageDown)
    place = page.text.place()
    assert place > 0
    page.leave()
    again = open_page(qtbot, desk)
    assert again.number() == third
    qtbot.waitUntil(lambda: abs(again.text.place() - place) < 0.01)
    again.show_argument("alan@example.org")
    qtbot.waitUntil(lambda: again.sidebar.reader.text() == "Reading as Alan Turing")
    again.leave()


def test_leaving_stores_the_last_letter_at_once(qtbot, page, filled):
    number = page.number()
    qtbot.keyClicks(page.form.action, "Ask")
    page.leave()
    assert stored(filled, number).action == "Ask"


def test_hiding_the_page_stores_too(qtbot, page, filled):
    number = page.number()
    qtbot.keyClicks(page.form.action, "Ask")
    page.hide()
    qtbot.waitUntil(lambda: (reading := stored(filled, number)) is not None and reading.action == "Ask")


def test_what_cannot_be_stored_is_said_kept_and_tried_again(qtbot, desk, page, filled, monkeypatch):
    said = []
    desk.failed.connect(said.append)
    change = filled.change
    full = True

    def refuse(*given, **more):
        if full:
            raise DiskFull("challenge.stories")
        return change(*given, **more)

    monkeypatch.setattr(filled, "change", refuse)
    page.saver._again.setInterval(100)
    first, second = order(filled)[:2]
    qtbot.keyClicks(page.form.action, "Ask her")
    qtbot.waitUntil(lambda: page.foot.saved.text().startswith("Not saved yet. There is no room"))
    assert len(said) == 1
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(1))
    qtbot.waitUntil(lambda: page.number() == second)
    full = False
    qtbot.waitUntil(lambda: (reading := stored(filled, first)) is not None and reading.action == "Ask her")


def test_undo_and_other_windows_are_seen(qtbot, page, filled):
    number = page.number()
    answer(filled, GRACE, number, value=3, action="From elsewhere")
    qtbot.waitUntil(lambda: page.form.action.toPlainText() == "From elsewhere")
    assert page.form.scale.value() == 3
    filled.undo()
    qtbot.waitUntil(lambda: page.form.action.toPlainText() == "")
    stories.withdraw(filled, [number])
    qtbot.waitUntil(lambda: page.number() not in (number, None))
    assert page.bar.place.text().endswith("of 3")


def test_letters_grow_and_the_size_is_kept(qtbot, desk, page):
    before = page.text.font().pixelSize()
    press(qtbot, page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.text.font().pixelSize() > before
    page.leave()
    again = open_page(qtbot, desk)
    assert again.text.font().pixelSize() > before
    press(qtbot, page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert again.text.font().pixelSize() == before
    again.leave()


def test_colours_turn(qtbot, desk, page):
    qtbot.mouseClick(page.bar.colours, LEFT)
    assert desk.theme.is_dark
    assert page.bar.colours.toolTip() == "Light colours"
    qtbot.mouseClick(page.bar.colours, LEFT)
    assert not desk.theme.is_dark


def test_without_stories_it_says_so_and_goes_on_when_there_are_some(
    qtbot, desk, workspace, add_story, add_reviewer
):
    add_reviewer(workspace)
    page = ReadingPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_argument(GRACE)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NOTHING)
    add_story(workspace, title="The first")
    qtbot.waitUntil(lambda: page.stack.currentIndex() == READING and is_read(page))
    gone = []
    desk.go.connect(lambda name, _argument: gone.append(name))
    qtbot.mouseClick(page.sidebar.button, LEFT)
    assert gone == ["reviewers"]
    page.leave()


def test_a_reviewer_who_is_not_there_is_said(qtbot, desk, workspace):
    page = ReadingPage(desk)
    qtbot.addWidget(page)
    desk.tasks.failed.connect(desk.tell)  # as the window does
    with qtbot.waitSignal(desk.failed) as told:
        page.show_argument("nobody@example.org")
    assert "nobody@example.org" in told.args[0]
