from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learningstories.domain.showcase import Look, Paper
from learningstories.services import book_output, shortlisting, stories
from learningstories.services.challenges import alter_book, book_of
from learningstories.services.guests import guests_of
from learningstories.services.output_choices import Certified, certified, online_address, tells_rank
from learningstories.ui.book_maker import BookMaker
from learningstories.ui.saved_book import saved_locks
from learningstories.ui.showcase_page import ShowcasePage
from learningstories.ui.theme import ThemeChoice

LONG = 20_000  # ms: typesetting is a process of its own


@pytest.fixture
def chosen(workspace, add_story):
    add_story(workspace, "We climbed the stairs.\n\nAnd looked round.", title="The lift", author="Amina")
    add_story(workspace, "Chalk on the board.", title="Chalk", author="Peter")
    shortlisting.add(workspace, [1, 2])


@pytest.fixture
def page(qtbot, desk, chosen) -> Iterator[ShowcasePage]:
    yield from shown(qtbot, desk)


def shown(qtbot, desk):
    made = ShowcasePage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.leave()


@pytest.fixture
def ready(qtbot, page) -> ShowcasePage:
    qtbot.waitUntil(lambda: page.maker.fresh and page.state is not None, timeout=LONG)
    return page


def stored(workspace):
    with workspace.read() as unit:
        return book_of(unit)


def text(path: Path) -> str:
    with PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_real_pages_are_shown_and_turned_by_button_and_keys(qtbot, ready):
    view, count = ready.well.view, ready.maker.copy.made.pages
    assert ready.well.pages.text() == f"Page 1 of {count}"
    qtbot.waitUntil(lambda: view.images.picture(0, view._pixels()) is not None)
    assert not ready.well.back.isEnabled()
    qtbot.mouseClick(ready.well.on, Qt.MouseButton.LeftButton)
    assert ready.well.pages.text() == f"Pages 2\N{EN DASH}3 of {count}"
    assert view.accessibleDescription() == ready.well.pages.text()
    left, right = [place for _page, place in view.places()]
    assert left.right() < right.left()
    assert view.viewport().rect().contains(left.united(right))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.shown_pages()[0] == 3
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.shown_pages() == [1, 2]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.at_end()
    assert not ready.well.on.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.at_end()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.shown_pages() == [0]


def test_a_typed_title_is_stored_and_printed(qtbot, ready, workspace):
    first = ready.maker.copy
    ready.choices.title.setFocus()
    qtbot.keyClicks(ready.choices.title, "What we did next")
    qtbot.waitUntil(lambda: stored(workspace).title == "What we did next")
    qtbot.waitUntil(lambda: ready.maker.copy is not first and ready.maker.fresh, timeout=LONG)
    assert "What we did next" in text(ready.maker.copy.path)
    assert ready.choices.title.text() == "What we did next"
    assert not first.path.exists()


def test_choices_are_stored_at_once_and_undone_in_one_step(qtbot, ready, workspace):
    ready.choices.paper.setCurrentIndex(ready.choices.paper.findData(Paper.A4))
    ready.choices.look.setCurrentIndex(ready.choices.look.findData(Look.LAKE))
    qtbot.mouseClick(ready.choices.actions_box, Qt.MouseButton.LeftButton, pos=QPoint(12, 14))
    qtbot.waitUntil(lambda: not stored(workspace).actions)
    assert (stored(workspace).paper, stored(workspace).look) == (Paper.A4, Look.LAKE)
    assert not ready.choices.names_box.isEnabled()
    qtbot.waitUntil(lambda: "A4" in ready.list.items["book"].line.text(), timeout=LONG)
    qtbot.waitUntil(lambda: not ready.choices._unsaved)
    workspace.undo()
    qtbot.waitUntil(lambda: ready.choices.paper.currentData() == Paper.A5)
    assert ready.choices.actions_box.isChecked()


def test_the_language_is_the_challenges(qtbot, ready, workspace):
    ready.choices.language.setCurrentIndex(ready.choices.language.findData("de"))

    def language():
        with workspace.read() as unit:
            return unit.challenge().language

    qtbot.waitUntil(lambda: language() == "de")
    assert ready.choices.language.currentText() == "German"


def test_what_is_half_typed_survives_news_and_leaving(qtbot, ready, workspace):
    qtbot.keyClicks(ready.choices.title, "Half")
    alter_book(workspace, title="From elsewhere", look=Look.PLAIN)
    qtbot.waitUntil(lambda: ready.choices.look.currentData() == Look.PLAIN)
    assert ready.choices.title.text() == "Half"
    qtbot.keyClicks(ready.choices.title, " typed")
    ready.hide()
    qtbot.waitUntil(lambda: stored(workspace).title == "Half typed")


def test_a_story_without_consent_is_listed_with_the_reason(qtbot, ready, workspace, add_story):
    assert not ready.side.left_out.isVisible()
    add_story(workspace, "A secret.", title="Unsaid", author="Quiet", consent_print=False)
    shortlisting.add(workspace, [3])
    qtbot.waitUntil(ready.side.left_out.isVisible)
    shows = [label.text() for label in ready.side.left_out.findChildren(type(ready.side.notes))]
    assert "Its author has not agreed to its being printed" in shows
    qtbot.waitUntil(lambda: ready.maker.fresh, timeout=LONG)
    assert "Unsaid" not in text(ready.maker.copy.path)


def test_whether_everybody_can_read_it_is_said(ready):
    assert ready.maker.copy.made.accessible
    assert ready.side.accessible.text() == "Accessible"
    assert "PDF/UA-1" in ready.side.notes.text()


def test_an_empty_shortlist_leads_there(qtbot, desk, workspace):
    for page in shown(qtbot, desk):
        qtbot.waitUntil(lambda page=page: page.stack.currentWidget() is page.empty, timeout=LONG)
        assert not page.save_button.isEnabled()
        with qtbot.waitSignal(desk.go) as went:
            qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
        assert went.args[0] == "shortlist"


def test_nothing_printable_is_said_in_place_of_the_pages(qtbot, ready, workspace):
    stories.edit(workspace, 1, consent_print=False)
    stories.edit(workspace, 2, consent_print=False)
    qtbot.waitUntil(ready.well.message.isVisible, timeout=LONG)
    assert ready.well.message.title.text() == "None of these stories may be printed"
    assert not ready.save_button.isEnabled()
    workspace.undo()
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.well.view.isVisible(), timeout=LONG)


def test_saving_asks_where_and_remembers_it(qtbot, ready, desk, workspace, tmp_path, monkeypatch):
    shortlisting.lock(workspace, lambda _unit: {})
    qtbot.waitUntil(lambda: ready.header.pill.text() == "Shortlist locked")
    asked = []

    def choose(_parent, _title, wanted, _kinds):
        asked.append(wanted)
        return str(tmp_path / "out" / "book"), ""

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(desk.said, timeout=LONG) as said:
        qtbot.mouseClick(ready.save_button, Qt.MouseButton.LeftButton)
    assert said.args == ["Saved as book.pdf", False]
    assert asked == [str(tmp_path / "Learning stories.pdf")]
    assert "The lift" in text(tmp_path / "out" / "book.pdf")
    assert saved_locks(desk.settings) == (ready.state.lock,)
    assert desk.settings.value("showcase/folder") == str(tmp_path / "out")


def test_a_folder_that_is_gone_is_said_and_nothing_is_left(qtbot, ready, desk, tmp_path):
    with qtbot.waitSignal(desk.failed, timeout=LONG) as failed:
        ready.out.save_to(tmp_path / "gone" / "book.pdf")
    assert "book.pdf" in failed.args[0]
    assert not (tmp_path / "gone").exists()


def test_open_hands_a_named_copy_to_the_system(qtbot, ready, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    qtbot.mouseClick(ready.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened))
    path = Path(QUrl(opened[0]).toLocalFile())
    assert path.name == "Learning stories.pdf"
    assert path.read_bytes().startswith(b"%PDF")


def test_open_says_when_there_is_no_viewer(qtbot, ready, desk, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(desk.failed) as failed:
        qtbot.mouseClick(ready.open_button, Qt.MouseButton.LeftButton)
    assert "No program for PDF files" in failed.args[0]


class SlowBook:
    """The real typesetter, held up until it is stopped or let go."""

    def __init__(self, make):
        self.make, self.go, self.begun = make, Event(), 0

    def __call__(self, content, target, control):
        self.begun += 1
        while not self.go.wait(0.01):
            control.step(1, 4)
        return self.make(content, target, control)


def test_the_evening_can_be_presented_from_here(qtbot, desk, page):
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.present_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "present"


@pytest.fixture
def slow(desk):
    book = SlowBook(desk.toolbox.make_book)
    desk.toolbox = replace(desk.toolbox, make_book=book)
    return book


def test_a_slow_book_shows_progress_and_can_be_cancelled(qtbot, desk, slow, chosen):
    for page in shown(qtbot, desk):
        qtbot.waitUntil(lambda page=page: page.well.progress.isVisible(), timeout=LONG)
        qtbot.waitUntil(lambda page=page: page.well.meter.share() == 0.25, timeout=LONG)
        qtbot.mouseClick(page.well.cancel, Qt.MouseButton.LeftButton)
        assert page.well.message.title.text() == "The preview was stopped"
        assert not page.well.progress.isVisible()
        slow.go.set()
        qtbot.mouseClick(page.well.message.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda page=page: page.maker.fresh, timeout=LONG)
        assert page.well.view.count() > 3


def test_the_newest_choice_wins(qtbot, desk, slow, chosen, workspace):
    for page in shown(qtbot, desk):
        qtbot.waitUntil(lambda: slow.begun == 1, timeout=LONG)
        alter_book(workspace, title="Second")
        qtbot.waitUntil(lambda: slow.begun == 2, timeout=LONG)
        slow.go.set()
        qtbot.waitUntil(lambda page=page: page.maker.fresh, timeout=LONG)
        assert "Second" in text(page.maker.copy.path)
        assert len(list(page.maker.folder.glob("*.pdf"))) == 1


def test_leaving_gives_up_what_is_under_way_and_coming_back_makes_it(qtbot, desk, slow, chosen):
    for page in shown(qtbot, desk):
        qtbot.waitUntil(lambda: slow.begun == 1, timeout=LONG)
        page.hide()
        assert not page.maker.busy
        slow.go.set()
        page.show()
        qtbot.waitUntil(lambda page=page: page.maker.fresh, timeout=LONG)


def test_copies_are_gone_when_the_window_is_closed(qtbot, desk):
    maker = BookMaker(desk)
    folder = maker.folder
    assert folder.is_dir()
    maker.close()
    assert not folder.exists()


def test_it_paints_in_a_small_dark_window(qtbot, ready, theme):
    theme.choose(ThemeChoice.DARK)
    ready.resize(752, 640)
    assert ready.list.parentWidget() is ready.side.parentWidget()
    assert ready.well.view.shown_pages() == [0]
    qtbot.mouseClick(ready.well.on, Qt.MouseButton.LeftButton)
    assert ready.well.view.shown_pages() == [1]
    assert not ready.grab().isNull()


def test_another_output_is_looked_at_with_its_own_choices(qtbot, ready, workspace):
    stories.edit(workspace, 1, consent_stage=True)
    item = ready.list.items["script"]
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy is not None, timeout=LONG)
    assert "Host's script" in text(ready.maker.copy.path)
    assert "1 page, A4" in item.line.text()
    assert not ready.choices.subtitle.isVisible()
    qtbot.waitUntil(lambda: ready.choices.paper.currentData() == Paper.A4)
    ready.choices.paper.setCurrentIndex(ready.choices.paper.findData(Paper.A5))
    qtbot.waitUntil(lambda: "A5" in item.line.text(), timeout=LONG)
    assert stored(workspace).paper == Paper.A5  # the book's own, as it was
    assert stored(workspace).options == {"script": {"paper": "a5"}}
    ready.list.items["book"].click()
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy is not None, timeout=LONG)
    assert ready.choices.subtitle.isVisible()


def test_guests_are_typed_and_have_cards(qtbot, ready, workspace):
    stories.edit(workspace, 1, consent_stage=True)
    qtbot.mouseClick(ready.list.items["cards"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy is not None, timeout=LONG)
    ready.choices.guests.setFocus()
    qtbot.keyClicks(ready.choices.guests, "Omar Farouk")
    qtbot.waitUntil(lambda: guests_of(stored(workspace)) == ("Omar Farouk",), timeout=LONG)
    qtbot.waitUntil(lambda: ready.maker.fresh and "Omar Farouk" in text(ready.maker.copy.path), timeout=LONG)
    assert ready.choices.guests.toPlainText() == "Omar Farouk"


def test_all_parts_of_a_big_book_are_looked_at(qtbot, ready, workspace, monkeypatch):
    pages = ready.maker.copy.pages
    monkeypatch.setattr(book_output, "MOST_STORIES", 1)
    stories.edit(workspace, 2, title="The second one", consent_print=True)
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy.pages > pages, timeout=LONG)
    copy = ready.maker.copy
    with PdfDocument(copy.path) as document:
        assert len(document) == copy.pages == ready.well.view.count()
    assert "Part 2 of 2" in text(copy.path)


def test_web_pages_are_looked_at_in_the_browser_before_they_are_saved(qtbot, ready, workspace, monkeypatch):
    stories.edit(workspace, 1, consent_web=True)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    qtbot.mouseClick(ready.list.items["web"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(ready.open_button.isEnabled, timeout=LONG)
    assert ready.open_button.text() == "Open in browser"
    ready.choices.address.setFocus()
    qtbot.keyClicks(ready.choices.address, "https://example.org/spring")
    qtbot.waitUntil(lambda: online_address(stored(workspace)) == "https://example.org/spring/", timeout=LONG)
    qtbot.mouseClick(ready.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    page = Path(QUrl(opened[0]).toLocalFile())
    assert page.name == "index.html"
    assert "story-1.html" in page.read_text("utf-8")
    assert 'content="https://example.org/spring/social/story-1.png"' in page.read_text("utf-8")
    ready.leave()
    assert not page.exists()


def test_certificates_and_letters_are_as_the_organiser_chooses(qtbot, ready, workspace):
    stories.edit(workspace, 1, consent_stage=True)
    qtbot.mouseClick(ready.list.items["certificates"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy is not None, timeout=LONG)
    assert not ready.choices.rank_box.isVisible()
    ready.choices.certified.setCurrentIndex(ready.choices.certified.findData(Certified.READERS))
    qtbot.waitUntil(lambda: certified(stored(workspace)) is Certified.READERS, timeout=LONG)
    qtbot.mouseClick(ready.list.items["letters"], Qt.MouseButton.LeftButton)
    assert not ready.choices.certified.isVisible()
    assert ready.save_button.text() == "Save"  # a folder, of which the pages are looked at
    qtbot.waitUntil(lambda: ready.maker.fresh and ready.maker.copy is not None, timeout=LONG)
    assert "Dear Amina," in text(ready.maker.copy.path)
    qtbot.mouseClick(ready.choices.rank_box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tells_rank(stored(workspace)), timeout=LONG)


def test_what_is_out_of_date_since_it_was_saved_is_marked(qtbot, ready, desk, workspace, tmp_path):
    with qtbot.waitSignal(desk.said, timeout=LONG):
        ready.out.save_to(tmp_path / "book.pdf")
    line = ready.list.items["book"].line
    qtbot.waitUntil(lambda: "Saved as book.pdf" in line.text())
    assert "Nothing in it has changed since." in ready.side.saved.text()
    stories.edit(workspace, 2, consent_print=False)
    qtbot.waitUntil(lambda: "Out of date" in line.text())
    assert "may not be shown any more: #2" in ready.side.saved.text()


def test_everything_is_saved_into_one_folder(qtbot, ready, desk, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    with qtbot.waitSignal(desk.said, timeout=3 * LONG) as said:
        qtbot.mouseClick(ready.list.everything, Qt.MouseButton.LeftButton)
    folder = tmp_path / "Learning stories - everything"
    assert "The lift" in text(folder / "Showcase book.pdf")
    assert "Running order: No story on the shortlist may be told on stage" in said.args[0]


def test_a_picture_is_put_on_the_cover_described_and_taken_away(
    qtbot, ready, workspace, tmp_path, monkeypatch
):
    picture = tmp_path / "stairs.png"
    Image.new("RGB", (40, 30), "#0B6B62").save(picture)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(picture), ""))
    ready.choices.cover.choose.click()
    qtbot.waitUntil(lambda: bool(stored(workspace).cover))
    qtbot.waitUntil(ready.choices.cover.alt.isVisible)
    qtbot.keyClicks(ready.choices.cover.alt, "A flight of stairs")
    qtbot.waitUntil(lambda: stored(workspace).cover_alt == "A flight of stairs")
    qtbot.waitUntil(lambda: ready.maker.fresh, timeout=LONG)
    assert ready.maker.copy.made.notes == ()
    ready.choices.cover.draw.click()
    qtbot.waitUntil(lambda: not stored(workspace).cover)
    assert stored(workspace).cover_alt == ""


def test_what_is_no_picture_is_refused_for_the_cover(qtbot, ready, desk, workspace, tmp_path, monkeypatch):
    letter = tmp_path / "letter.png"
    letter.write_text("Dear Ann")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(letter), ""))
    with qtbot.waitSignal(desk.failed) as failed:
        ready.choices.cover.choose.click()
    assert "cannot be on the cover" in failed.args[0]
    assert not stored(workspace).cover
