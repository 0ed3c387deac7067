"""Promises are listed, asked about and answered on their page."""

from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learningstories.domain.promise import Outcome
from learningstories.domain.reviewer import PromiseUse
from learningstories.services import reviewing
from learningstories.services.promises import GuestPromise, add_promise, promise_lines, set_outcome
from learningstories.ui.guest_promise_sheet import GuestPromiseSheet
from learningstories.ui.promise_model import PROMISE, STATE, WHO
from learningstories.ui.promise_report_sheet import PromiseReportSheet
from learningstories.ui.promises_page import PromisesPage
from learningstories.ui.widgets.labels import Label

LEFT = Qt.MouseButton.LeftButton


def lines(workspace):
    with workspace.read() as unit:
        return promise_lines(unit, workspace.clock())


@pytest.fixture
def page(qtbot, desk, window):
    made = PromisesPage(desk, window)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.stack.currentIndex() != 2)
    yield made
    made.leave()


@pytest.fixture
def promised(workspace, add_story, add_reviewer):
    """A reader who may be asked and a guest who may not."""
    add_story(workspace, title="The lift")
    add_reviewer(workspace)
    reviewing.answer(workspace, "grace@example.org", 1, value=5, action="Ask our front desk")
    reviewing.allow_promises(workspace, "grace@example.org", PromiseUse.NAMED, ask_later=True)
    add_promise(workspace, GuestPromise(text="Ring my mother", name="Ben", story=1))
    return workspace


def cells(page, column):
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def sheet(page, kind):
    return page.window().findChild(kind)


def test_an_empty_page_says_what_belongs_there_and_takes_a_promise(qtbot, page, workspace):
    assert page.empty.isVisible()
    assert not page.report_button.isEnabled()
    qtbot.mouseClick(page.empty.button, LEFT)
    made = sheet(page, GuestPromiseSheet)
    qtbot.keyClicks(made.text, "Ring my mother")
    qtbot.keyClicks(made.name, "Ben")
    qtbot.keyClick(made.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.text.text() == "" and cells(page, PROMISE) == ["Ring my mother"])
    qtbot.keyClicks(made.text, "Sing")
    qtbot.keyClick(made.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(page, PROMISE) == ["Ring my mother", "Sing"])
    assert cells(page, WHO) == ["Ben", "A guest"]


def test_what_is_no_promise_or_no_address_is_said_where_it_was_typed(qtbot, page):
    page.deeds.add()
    made = sheet(page, GuestPromiseSheet)
    qtbot.mouseClick(made.confirm, LEFT)
    qtbot.waitUntil(lambda: made._text.problem().startswith("Please write"))
    qtbot.keyClicks(made.text, "Sing")
    qtbot.keyClicks(made.email, "nobody")
    qtbot.mouseClick(made.confirm, LEFT)
    qtbot.waitUntil(lambda: "nobody" in made._email.problem())
    assert made.text.text() == "Sing"


def test_an_answer_is_noted_with_their_words_and_taken_back_by_undo(qtbot, promised, page):
    page.table.choose_row(0)
    qtbot.keyClicks(page.panel.told, "They ring to be heard.")
    qtbot.mouseClick(page.panel.answers[Outcome.KEPT], LEFT)
    qtbot.waitUntil(lambda: cells(page, STATE)[0] == "Kept")
    assert lines(promised)[0].told == "They ring to be heard."
    promised.undo()
    qtbot.waitUntil(lambda: cells(page, STATE)[0] != "Kept")


def test_words_that_are_half_typed_are_kept_when_another_is_chosen(qtbot, promised, page):
    page.table.choose_row(0)
    qtbot.keyClicks(page.panel.told, "They ring")
    page.table.choose_row(1)
    qtbot.waitUntil(lambda: lines(promised)[0].told == "They ring")
    assert page.panel.text.text() == "“Ring my mother”"


def test_those_to_ask_now_are_asked_by_drafts(qtbot, promised, page, clock, tmp_path, monkeypatch):
    assert not page.ask_button.isEnabled()
    clock.on(days=31)
    page.hide()
    page.show()
    qtbot.waitUntil(page.ask_button.isEnabled)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path / "outbox"))
    qtbot.mouseClick(page.ask_button, LEFT)
    qtbot.waitUntil(lambda: cells(page, STATE) == ["Asked", "Not to be asked"])
    (file,) = (tmp_path / "outbox").iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert "“Ask our front desk”" in mail.get_content()
    page.filters.choose("asked")
    assert cells(page, PROMISE) == ["Ask our front desk"]


def test_a_guests_promise_is_changed_and_removed_and_a_readers_is_not(qtbot, promised, page):
    page.table.choose_row(0)
    assert not page.panel.edit.isVisible()
    page.table.choose_row(1)
    qtbot.mouseClick(page.panel.edit, LEFT)
    made = sheet(page, GuestPromiseSheet)
    qtbot.waitUntil(lambda: made.story.count() == 2)
    made.text.setText("Ring my father")
    qtbot.mouseClick(made.confirm, LEFT)
    qtbot.waitUntil(lambda: cells(page, PROMISE)[1] == "Ring my father")
    assert lines(promised)[1].story.number == 1
    qtbot.mouseClick(page.panel.remove, LEFT)
    qtbot.waitUntil(lambda: cells(page, PROMISE) == ["Ask our front desk"])


def test_the_report_shows_what_people_did(qtbot, promised, page):
    set_outcome(promised, 1, Outcome.KEPT, "They ring to be *heard*.")
    qtbot.mouseClick(page.report_button, LEFT)
    made = sheet(page, PromiseReportSheet)
    qtbot.waitUntil(lambda: "They ring to be *heard*." in said(made))
    assert "2 promises were made by 2 people after 1 story." in said(made)
    assert not any("Ring my mother" in words for words in said(made))
    made.reject()


def said(made):
    return [label.text() for label in made.findChildren(Label)]


def test_the_next_call_holds_it_as_plain_words(
    qtbot, promised, page, open_challenge, new_challenge, tmp_path
):
    set_outcome(promised, 1, Outcome.KEPT, "They ring to be *heard*.")
    path = tmp_path / "next.stories"
    new_challenge(path, title="Next year", call="Write to us.").close()
    page.deeds.report()
    made = sheet(page, PromiseReportSheet)
    made.tell_in(path)
    qtbot.waitUntil(lambda: "Next year" in made.foot_note.text())
    with open_challenge(path).workspace.read() as unit:
        call = unit.challenge().call
    assert call.startswith("Write to us.\n\nWhat came of “Learning stories”: 2 promises were made")
    assert "- “They ring to be \\*heard\\*.” (Grace Hopper)" in call
    made.reject()
