from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.showcase import Paper
from learningstories.services import challenges
from learningstories.ui.call_sheet import CallSheet
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.overview_page import OverviewPage
from learningstories.ui.pdf_view import Fit

LONG = 20_000  # ms: typesetting is a process of its own
TELLING = {"contact": "stories@example.org", "title": "Learning: 2013"}


@pytest.fixture
def window(qtbot, theme) -> QWidget:
    made = QWidget()
    made.resize(1200, 900)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(qtbot, desk, window, workspace) -> CallSheet:
    challenges.alter(workspace, **TELLING)
    return opened(qtbot, desk, window)


def opened(qtbot, desk, window) -> CallSheet:
    made = CallSheet(desk, window)
    made.open()
    qtbot.waitUntil(lambda: made.maker.copy is not None, timeout=LONG)
    return made


def words(path: Path) -> str:
    with PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def choose(monkeypatch):
    """Answers the file dialog; gives what it proposed."""

    def answer(path: str | Path) -> list[str]:
        asked: list[str] = []

        def dialog(_parent, _title, place, _kinds):
            asked.append(place)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
        return asked

    return answer


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_page_is_shown_as_it_will_print(qtbot, sheet):
    view = sheet.well.view
    assert "Learning: 2013" in words(sheet.maker.copy.path)
    qtbot.waitUntil(lambda: view.images.likeness(0) is not None, timeout=LONG)
    picture, place = view.viewport().grab().toImage(), view.places()[0][1]
    band, foot = place.topLeft() + QPoint(20, 3), place.bottomLeft() + QPoint(8, -8)
    assert picture.pixelColor(band).name() == "#c2570c"
    assert picture.pixelColor(foot).name() == "#ffffff"
    assert not sheet.missing.isVisible()
    press(qtbot, sheet.well.fit)
    assert (view.fit(), sheet.well.fit.words()) == (Fit.WIDTH, "Fit page")
    press(qtbot, sheet.well.fit)
    assert (view.fit(), sheet.well.fit.words()) == (Fit.PAGE, "Fit width")


BEGINS = {".pdf": b"%PDF-", ".html": b"<!doctype html>", ".csv": b"\xef\xbb\xbfTitle,"}


@pytest.mark.parametrize(
    ("button", "wanted"),
    [
        ("save_pdf", "Learning 2013 - call for stories.pdf"),
        ("save_page", "Learning 2013 - call for stories.html"),
        ("save_template", "Learning 2013 - form.csv"),
    ],
)
def test_each_form_is_saved_where_it_is_wanted(qtbot, sheet, tmp_path, choose, button, wanted):
    asked, ending = choose(tmp_path / "mine"), Path(wanted).suffix
    press(qtbot, getattr(sheet, button))
    qtbot.waitUntil(lambda: sheet.foot_note.text() == f"Saved as mine{ending}", timeout=LONG)
    assert (tmp_path / f"mine{ending}").read_bytes().startswith(BEGINS[ending])
    assert asked == [str(tmp_path / wanted)]
    assert sheet.save_pdf.isEnabled()


def test_the_folder_is_proposed_again(qtbot, sheet, tmp_path, choose):
    folder = tmp_path / "calls"
    folder.mkdir()
    choose(folder / "a.csv")
    press(qtbot, sheet.save_template)
    qtbot.waitUntil(lambda: sheet.foot_note.text() == "Saved as a.csv", timeout=LONG)
    asked = choose("")
    press(qtbot, sheet.save_page)
    assert [Path(place).parent for place in asked] == [folder]
    assert sheet.save_page.isEnabled()


def test_the_text_is_put_on_the_clipboard(qtbot, sheet):
    QGuiApplication.clipboard().setText("what was there")
    press(qtbot, sheet.copy)
    qtbot.waitUntil(lambda: "clipboard" in sheet.foot_note.text(), timeout=LONG)
    assert QGuiApplication.clipboard().text().startswith("Call for stories\nLearning: 2013\n")
    assert "stories@example.org" in QGuiApplication.clipboard().text()


def test_a_place_that_cannot_be_written_is_told(qtbot, sheet, tmp_path, choose):
    choose(tmp_path / "nowhere" / "call.pdf")
    press(qtbot, sheet.save_pdf)
    told = "“call.pdf” cannot be written there. Choose another folder or name."
    qtbot.waitUntil(lambda: sheet.foot_note.text() == told, timeout=LONG)
    assert sheet.save_pdf.isEnabled()


def test_where_to_send_is_missing_until_it_is_filled_in(qtbot, desk, window, workspace):
    sheet = opened(qtbot, desk, window)
    assert sheet.missing.isVisible()
    assert "where to send" in sheet.missing.sentence.text()
    press(qtbot, sheet.missing.button)
    qtbot.waitUntil(lambda: bool(window.findChildren(ChallengeSheet)))
    form = window.findChildren(ChallengeSheet)[0]
    qtbot.waitUntil(lambda: window.focusWidget() is form.form.contact)
    qtbot.keyClicks(form.form.contact, "tales@example.org")
    press(qtbot, form.store)
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: not sheet.missing.isVisible(), timeout=LONG)
    assert "tales@example.org" in words(sheet.maker.copy.path)


def test_what_is_changed_meanwhile_is_on_the_page(qtbot, sheet, workspace):
    before = sheet.maker.copy.path
    challenges.alter(workspace, call="Tell me of a **ladder**.")
    qtbot.waitUntil(lambda: sheet.maker.copy.path != before, timeout=LONG)
    assert "Tell me of a ladder." in words(sheet.maker.copy.path)
    assert not before.exists()


def test_the_page_has_the_books_paper(qtbot, sheet, workspace):
    before = sheet.maker.copy.path
    challenges.alter_book(workspace, paper=Paper.LETTER)
    qtbot.waitUntil(lambda: sheet.maker.copy.path != before, timeout=LONG)
    place = sheet.well.view.places()[0][1]
    assert place.height() / place.width() == pytest.approx(11 / 8.5, abs=0.01)


def test_a_call_too_long_for_a_page_says_so_and_can_be_shortened(qtbot, desk, window, workspace):
    challenges.alter(workspace, call="Tell a story. " * 500)
    sheet = opened(qtbot, desk, window)
    assert sheet.well.stack.currentWidget() is sheet.well.message
    assert "longer than one page" in sheet.well.message.sentence.text()
    assert sheet.missing.isVisible()
    press(qtbot, sheet.well.message.button)
    qtbot.waitUntil(lambda: bool(window.findChildren(ChallengeSheet)))
    form = window.findChildren(ChallengeSheet)[0]
    qtbot.waitUntil(lambda: window.focusWidget() is form.form.call)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    challenges.alter(workspace, call="Tell a story.")
    qtbot.waitUntil(lambda: sheet.well.stack.currentWidget() is sheet.well.view, timeout=LONG)


class _Slow:
    """Makes the page only once it is let go, or stopped."""

    def __init__(self, made, go: Event) -> None:
        self._made, self._go = made, go

    def pdf(self, content, target, control):
        while not self._go.wait(0.01):
            control.step(0, 1)
        return self._made.pdf(content, target, control)


def test_what_takes_long_says_so_and_can_be_stopped(qtbot, desk, window):
    go = Event()
    desk.toolbox = replace(desk.toolbox, call=_Slow(desk.toolbox.call, go))
    sheet = CallSheet(desk, window)
    sheet.open()
    qtbot.waitUntil(sheet.well.cancel.isVisible)
    assert sheet.well.words.text() == "Making the page…"
    press(qtbot, sheet.well.cancel)
    assert sheet.well.message.sentence.text() == "Making it was stopped."
    assert not sheet.well.cancel.isVisible()
    go.set()
    assert sheet.well.message.button.words() == "Make the page"
    press(qtbot, sheet.well.message.button)
    qtbot.waitUntil(lambda: sheet.maker.copy is not None, timeout=LONG)
    assert sheet.well.stack.currentWidget() is sheet.well.view


def test_saving_can_be_stopped_and_leaves_what_was_there(qtbot, desk, sheet, tmp_path, choose):
    target = tmp_path / "call.pdf"
    target.write_bytes(b"last year's")
    desk.toolbox = replace(desk.toolbox, call=_Slow(desk.toolbox.call, Event()))
    choose(target)
    press(qtbot, sheet.save_pdf)
    qtbot.waitUntil(sheet.well.cancel.isVisible)
    assert sheet.well.words.text() == "Saving call.pdf…"
    assert not sheet.save_page.isEnabled()
    press(qtbot, sheet.well.cancel)
    assert sheet.foot_note.text() == "Stopped. Nothing was saved."
    assert sheet.save_page.isEnabled()
    qtbot.waitUntil(desk.tasks.is_idle)
    assert target.read_bytes() == b"last year's"


def test_a_sheet_that_is_left_while_saving_still_saves(qtbot, desk, sheet, tmp_path, choose):
    go, told = Event(), []
    desk.said.connect(lambda sentence, _undoable: told.append(sentence))
    desk.toolbox = replace(desk.toolbox, call=_Slow(desk.toolbox.call, go))
    choose(tmp_path / "call.pdf")
    press(qtbot, sheet.save_pdf)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    go.set()
    qtbot.waitUntil(lambda: told == ["Saved as call.pdf"], timeout=LONG)
    assert (tmp_path / "call.pdf").exists()


def test_a_sheet_that_is_left_leaves_nothing_behind(qtbot, sheet, workspace, desk):
    folder = sheet.maker.copy.path.parent
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert not folder.exists()
    challenges.alter(workspace, title="Another")
    qtbot.waitUntil(desk.tasks.is_idle)


def test_enter_saves_and_every_way_out_is_explained(qtbot, sheet, tmp_path, choose):
    choose(tmp_path / "call.pdf")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.foot_note.text() == "Saved as call.pdf", timeout=LONG)
    for button in (sheet.save_pdf, sheet.save_page, sheet.copy, sheet.save_template):
        assert button.accessibleName()
        assert button.accessibleDescription()


def test_the_overview_leads_to_it(qtbot, desk):
    page = OverviewPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 820)
    page.show()
    qtbot.waitUntil(lambda: page.standing is not None)
    with qtbot.waitSignal(desk.go) as went:
        press(qtbot, page.card.call_button)
    assert went.args == ["call", None]
    page.leave()
