"""A whole challenge through the window, by the widgets that a person clicks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PIL import Image
from pypdfium2 import PdfDocument
from pypdfium2 import raw as pdfium
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from learningstories.ui.add_model import LOOK_AT, STORY
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reading_page import ReadingPage
from learningstories.ui.reading_view import FINISHED
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.results_model import Column
from learningstories.ui.reviewer_sheet import AddReviewersSheet
from learningstories.ui.story_edit_sheet import StoryEditSheet
from learningstories.ui.widgets.notice import Notice

LEFT = Qt.MouseButton.LeftButton
LONG = 20_000  # ms: reading documents and typesetting are processes of their own
HEAD = """---
title: {title}
author: {author}
email: {email}
consent: [{consent}]
received: 2013-03-18 09:00
---

{text}
"""
TEXT = "On a Tuesday I was wrong, and said so aloud. " * 14
# Title -> how strongly each of the two readers wants to act.
ANSWERS = {
    "The lift": (5, 4),
    "The wide garden": (4, 4),
    "Paper and glue": (3, 4),
    "Quiet please": (4, 5),
    "Chalk": (1, 2),
}
READERS = ("Grace Hopper", "Alan Turing")


def write_stories(folder: Path) -> list[Path]:
    """Markdown, plain text and a Word file with a picture; one author does not want to be printed."""
    written = {
        "lift.md": ("The lift", "Amina Yusuf", "read, print, web, stage"),
        "quiet.md": ("Quiet please", "Quiet Quinn", "read, stage"),
        "chalk.md": ("Chalk", "Peter Ek", "read, print, stage"),
    }
    for name, (title, author, consent) in written.items():
        email = f"{author.split()[0].lower()}@example.org"
        filled = HEAD.format(title=title, author=author, email=email, consent=consent, text=TEXT)
        (folder / name).write_text(filled, "utf-8")
    head = "Title: The wild garden\nAuthor: Dewi Puspita\nConsent: read, print, stage\n"
    (folder / "garden.txt").write_text(f"{head}Received: 2013-03-19 10:00\n\n{TEXT}", "utf-8")
    Image.new("RGB", (320, 200), "teal").save(folder / "bridge.png")
    document = Document()
    for line in ("Author: Fay Jones", "Consent: read, print, stage", "Received: 2013-03-16 10:00"):
        document.add_paragraph(line)
    document.add_heading("Paper and glue", 1)
    document.add_paragraph("We made a bridge out of paper, and it held. " * 14)
    document.add_picture(str(folder / "bridge.png"))
    document.save(str(folder / "paper.docx"))
    return [folder / name for name in (*written, "garden.txt", "paper.docx")]


def test_from_a_handful_of_files_to_a_book(
    qtbot: QtBot, windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(qtbot, windows, tmp_path, monkeypatch)
    day.make_a_challenge()
    day.drop_files()
    day.correct_one_and_add_all()
    day.edit_a_story()
    day.add_reviewers()
    for place, name in enumerate(READERS):
        day.read_as(name, place)
    day.look_at_the_ranking()
    day.propose()
    day.pin_exclude_and_reorder()
    day.lock()
    day.make_the_book()
    day.undo_everything_across_a_restart()


class Day:
    """One person's day with the app; each method is something the person does, and sees."""

    def __init__(self, qtbot: QtBot, windows: Windows, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self.windows, self.folder, self.monkeypatch = qtbot, windows, folder, monkeypatch
        self.file = folder / "spring.stories"

    # --- what hands do -----------------------------------------------------------------------------

    @property
    def window(self) -> ChallengeWindow:
        (window,) = self.windows.windows.values()
        return window

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, LEFT)

    def go(self, name: str) -> Any:
        """Choose a page in the sidebar."""
        self.click(self.window.shell.sidebar.item(name))
        return self.page(name)

    def page(self, name: str) -> Any:
        pages = self.window.shell.pages
        self.until(lambda: pages.name() == name)
        return pages.page(name)

    def sheet(self, kind: type[QWidget], over: QWidget | None = None) -> Any:
        """The sheet of a kind that is open."""

        def shown() -> list[QWidget]:
            return [s for s in (over or self.window.shell).findChildren(kind) if s.isVisible()]

        self.until(lambda: bool(shown()))
        return shown()[-1]

    def type_into(self, line: QLineEdit, words: str) -> None:
        line.selectAll()
        self.qtbot.keyClicks(line, words)

    def until(self, holds: Callable[[], object], timeout: int = LONG) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=timeout)

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def answer_file_dialog(self, path: Path) -> None:
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))

    def give_reason(self, reason: str) -> None:
        sheet = self.sheet(ReasonSheet)
        self.qtbot.keyClicks(sheet.reason, reason)
        self.click(sheet.confirm)
        self.until(lambda: not any(s.isVisible() for s in self.window.shell.findChildren(ReasonSheet)))

    # --- the day -----------------------------------------------------------------------------------

    def make_a_challenge(self) -> None:
        self.windows.start_if_empty()
        start = self.windows.start
        assert start is not None
        self.click(start.new)
        sheet = self.sheet(ChallengeSheet, start)
        self.type_into(sheet.form.title, "Spring 2013")
        sheet.form.zone.setCurrentText("Europe/London")
        self.type_into(sheet.form.closes.line, "2013-03-21 23:59")
        self.answer_file_dialog(self.file)
        self.click(sheet.store)
        assert self.file.exists()
        assert self.window.shell.windowTitle().startswith("Spring 2013")
        assert self.windows.start is None
        self.qtbot.waitUntil(self.window.shell.isActiveWindow)
        self.until(lambda: self.window.shell.pages.name() == "overview")

    def drop_files(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in write_stories(self.folder)])
        shell, place = self.window.shell, QPointF(400, 300)
        given = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(shell, QDragEnterEvent(place.toPoint(), *given))
        QApplication.sendEvent(shell, QDropEvent(place, *given))
        sheet = self.sheet(AddSheet)
        self.until(lambda: sheet.model.rowCount() == 5)
        titles = [sheet.model.index(row, STORY).data() for row in range(5)]
        assert titles == ["The lift", "Quiet please", "Chalk", "The wild garden", "Paper and glue"]
        assert sheet.model.index(0, LOOK_AT).data() == "Nothing to fix"
        assert self.stories() == []

    def correct_one_and_add_all(self) -> None:
        sheet = self.sheet(AddSheet)
        sheet.table.choose_row(3)
        self.type_into(sheet.detail.fields.lines["title"], "The wide garden")
        self.until(sheet.add.isEnabled)
        assert sheet.add.words() == "Add 5 stories"
        self.click(sheet.add)
        self.until(lambda: len(self.stories()) == 5)
        assert self.stories()[3] == "The wide garden"

    def edit_a_story(self) -> None:
        page = self.go("stories")
        self.until(lambda: page.model.rowCount() == 5)
        page.show_argument(1)
        self.until(lambda: page.side.panel.edit.isVisible() and page.current() == 1)
        self.click(page.side.panel.edit)
        sheet = self.sheet(StoryEditSheet)
        assert sheet.title_field.text() == "The lift"
        sheet.text.moveCursor(sheet.text.textCursor().MoveOperation.End)
        self.qtbot.keyClicks(sheet.text, "Since then I climb.")
        self.click(sheet.save)
        self.until(lambda: self.undo_words() == "Undo: Edit #1")

    def add_reviewers(self) -> None:
        page = self.go("reviewers")
        self.until(page.empty.isVisible)
        self.click(page.empty.button)
        sheet = self.sheet(AddReviewersSheet)
        sheet.tabs.choose("list")
        for name in READERS:
            self.qtbot.keyClicks(sheet.pasted, f"{name} <{name.split()[0].lower()}@example.org>")
            self.key(sheet.pasted, Qt.Key.Key_Return)
        self.until(lambda: sheet.confirm.words() == "Add 2 reviewers")
        self.click(sheet.confirm)
        self.until(lambda: page.model.rowCount() == len(READERS))

    def read_as(self, name: str, place: int) -> None:
        """Answer every story by the keys alone."""
        reviewers = self.go("reviewers")
        names = [reviewers.model.index(row, 0).data() for row in range(reviewers.model.rowCount())]
        reviewers.table.choose_row(names.index(name))
        self.click(reviewers.panel.read)
        page: ReadingPage = self.page("reading")
        self.until(lambda: page.sidebar.reader.text() == f"Reading as {name}")
        for _story in ANSWERS:
            self.until(lambda: page.number() is not None and page.text.number() == page.number())
            self.answer_one(page, place)
        self.until(lambda: page.stack.currentIndex() == FINISHED)
        self.key(self.sheet(PromiseSheet), Qt.Key.Key_Escape)
        self.click(page.sidebar.button)
        self.until(lambda: reviewers.isVisible() and reviewers.model.rowCount() == len(READERS))

    def answer_one(self, page: ReadingPage, place: int) -> None:
        number = page.number()
        assert number is not None
        title = self.stories()[number - 1]
        self.qtbot.keyClicks(page.focusWidget(), str(ANSWERS[title][place]))
        if title == "The lift":
            page.form.action.setFocus()
            self.qtbot.keyClicks(page.form.action, "Ask our front desk")
            page.form.chance.slider.setFocus()
            self.key(page.form.chance.slider, Qt.Key.Key_End)
            self.key(page.form.chance.slider, Qt.Key.Key_Escape)
        self.key(page.focusWidget(), Qt.Key.Key_Return)
        self.until(lambda: page.number() != number)

    def look_at_the_ranking(self) -> None:
        page = self.go("results")
        self.until(lambda: page.ranking.model.rowCount() == 5)
        order = [page.ranking.model.index(row, Column.STORY).data() for row in range(5)]
        assert set(order[:2]) == {"The lift", "Quiet please"}
        assert order[-1] == "Chalk"
        assert page.line.given.text() == "10 of 15 readings in"

    def propose(self) -> None:
        self.click(self.page("results").propose_button)
        page = self.page("shortlist")
        self.until(lambda: page.model.rowCount() == 5)

    def pin_exclude_and_reorder(self) -> None:
        page = self.page("shortlist")
        order = page.card.order
        order.choose(self.number("Paper and glue"))
        self.click(page.card.pin)
        self.give_reason("the only bridge")
        self.until(page.card.unpin.isVisible)
        order.choose(self.number("Chalk"))
        self.click(page.card.exclude)
        self.give_reason("told last year")
        self.until(lambda: page.model.rowCount() == 4)
        first, second = self.on_stage()[:2]
        order.choose(second)
        self.key(order, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        self.until(lambda: self.on_stage()[:2] == [second, first])

    def lock(self) -> None:
        page = self.page("shortlist")
        self.click(page.lock)
        self.until(page.unlock.isVisible)
        assert page.header.pill.text().startswith("Locked by Ada")

    def make_the_book(self) -> None:
        self.click(self.page("shortlist").showcase)
        page = self.page("showcase")
        self.until(lambda: page.maker.fresh and page.well.pages.text().startswith("Page 1 of"))
        self.until(lambda: page.well.view.images.picture(0, page.well.view._pixels()) is not None)
        self.until(page.side.left_out.isVisible)
        target = self.folder / "book.pdf"
        self.answer_file_dialog(target)
        self.click(page.save_button)
        self.until(target.exists)
        said = pdf_text(target)
        for title in ("The lift", "The wide garden", "Paper and glue"):
            assert title in said
        assert "Since then I climb." in said
        assert "Ask our front desk" not in said  # the reader was asked and did not answer
        for absent in ("Quiet please", "Quinn", "Chalk"):
            assert absent not in said
        assert pictures(target) == [(320, 200)]

    def undo_everything_across_a_restart(self) -> None:
        taken = [self.take_back() for _step in range(5)]
        assert [words.split(" #")[0] for words in taken] == [
            "Lock the shortlist",
            "Move",
            "Exclude",
            "Pin",
            "Propose a shortlist",
        ]
        waiting = self.window.desk.workspace.undo_label()
        self.close()
        window = self.windows.open(self.file)
        assert window is not None
        self.until(lambda: self.undo_words() == f"Undo: {waiting}")
        while self.window.desk.workspace.undo_label() is not None:
            taken.append(self.take_back())
        assert len(taken) == 5 + 2 * len(ANSWERS) + 3
        assert taken[-3:] == ["Add 2 reviewers", "Edit #1", "Add 5 stories"]
        assert self.stories() == []
        self.until(self.go("stories").empty.isVisible)
        assert window.desk.challenge.check() == []

    def close(self) -> None:
        self.window.shell.registry["close"].trigger()
        assert self.windows.windows == {}

    def take_back(self) -> str:
        """Choose Undo in the Edit menu and return the name of what it took back."""
        label, undo = self.window.desk.workspace.undo_label(), self.window.shell.registry["undo"]
        assert label is not None
        self.until(lambda: undo.isEnabled() and undo.text() == f"Undo: {label}")
        undo.trigger()
        self.until(lambda: f"Taken back: {label}" in self.told())
        return label

    # --- what eyes see -----------------------------------------------------------------------------

    def told(self) -> str:
        return " ".join(notice.sentence.text() for notice in self.window.shell.findChildren(Notice))

    def undo_words(self) -> str:
        return self.window.shell.registry["undo"].text()

    def stories(self) -> list[str]:
        with self.window.desk.workspace.read() as unit:
            return [s.title for s in sorted(unit.stories.all(), key=lambda story: story.number)]

    def number(self, title: str) -> int:
        return self.stories().index(title) + 1

    def on_stage(self) -> list[int]:
        model = self.page("shortlist").model
        rows = (model.row_at(row) for row in range(model.rowCount()))
        return [row.number for row in rows if row]


def pdf_text(path: Path) -> str:
    with PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def pictures(path: Path) -> list[tuple[int, int]]:
    """The sizes in pixels of the pictures on the pages."""
    with PdfDocument(path) as document:
        kinds = [pdfium.FPDF_PAGEOBJ_IMAGE]
        return [each.get_px_size() for page in document for each in page.get_objects(filter=kinds)]
