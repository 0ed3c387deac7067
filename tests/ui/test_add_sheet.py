import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from learningstories.ui.add_model import AUTHOR, DEADLINE, LOOK_AT, STORY
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.candidate import Choice
from learningstories.ui.write_story_sheet import WriteStorySheet

LIFT = """---
title: The lift
author: Amina Yusuf
email: amina@example.org
consent: [read, print]
received: 2013-03-18 09:00
---

They sent me to the ninth floor with a box of binders. I climbed, and asked at every landing.
"""


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(desk, window):
    made = AddSheet(desk, window)
    made.open()
    return made


def offer(qtbot, sheet, *paths):
    before = sheet.model.rowCount()
    sheet.offer(paths)
    qtbot.waitUntil(lambda: not sheet.intake.is_busy(), timeout=20_000)
    assert sheet.model.rowCount() == before + len(paths)


def cell(sheet, row, column):
    return sheet.model.index(row, column).data()


def stories(workspace):
    with workspace.read() as unit:
        return [(s.number, s.title, s.version) for s in sorted(unit.stories.all(), key=lambda s: s.number)]


def test_what_was_understood_is_shown_and_only_add_stores_it(qtbot, desk, sheet, workspace, tmp_path):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    word = Document()
    word.add_heading("Chalk", 0)
    word.add_paragraph("I wrote on the board until it was white.")
    word.save(tmp_path / "chalk.docx")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    offer(qtbot, sheet, tmp_path / "lift.md", tmp_path / "chalk.docx", tmp_path / "broken.docx")
    assert [cell(sheet, row, STORY) for row in range(3)] == ["The lift", "Chalk", "(not read)"]
    assert cell(sheet, 0, AUTHOR) == "Amina Yusuf"
    assert cell(sheet, 0, DEADLINE) == "On time"
    assert cell(sheet, 0, LOOK_AT) == "Nothing to fix"
    assert "broken.docx" in cell(sheet, 2, LOOK_AT)
    assert sheet.add.words() == "Add 2 stories"
    assert "2 to add · 1 left out" in sheet.foot_note.text()
    assert stories(workspace) == []
    qtbot.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stories(workspace)) == 2)
    assert workspace.undo_label() == "Add 2 stories"
    workspace.undo()
    assert stories(workspace) == []


def test_corrections_are_stored(qtbot, sheet, workspace, tmp_path):
    (tmp_path / "a.txt").write_text("Some words about a garden that I dug.", encoding="utf-8")
    offer(qtbot, sheet, tmp_path / "a.txt")
    for name, words in (("title", "The garden"), ("author", "Ben")):
        sheet.detail.fields.lines[name].clear()
        qtbot.keyClicks(sheet.detail.fields.lines[name], words)
    sheet.detail.fields.consents["consent_read"].click()
    assert cell(sheet, 0, STORY) == "The garden"
    qtbot.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stories(workspace)))
    with workspace.read() as unit:
        story = unit.story(1)
    assert (story.title, story.author, story.consent_read, story.consent_print) == (
        "The garden",
        "Ben",
        True,
        False,
    )


def test_a_newer_text_replaces_the_story_and_keeps_the_earlier_one(qtbot, desk, window, workspace, tmp_path):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    first = AddSheet(desk, window)
    first.open()
    offer(qtbot, first, tmp_path / "lift.md")
    first.add.click()
    qtbot.waitUntil(lambda: len(stories(workspace)) == 1)
    (tmp_path / "lift 2.md").write_text(
        LIFT.replace("I climbed", "I believed them. I climbed"), encoding="utf-8"
    )
    second = AddSheet(desk, window)
    second.open()
    offer(qtbot, second, tmp_path / "lift 2.md", tmp_path / "lift.md")
    assert "New version of #1" in cell(second, 0, LOOK_AT)
    assert "The same text as #1" in cell(second, 1, LOOK_AT)
    assert [c.wanted for c in second.model.candidates] == [True, False]
    second.table.choose_row(0)
    qtbot.waitUntil(lambda: "I believed them." in second.detail.changes.text.toPlainText())
    assert second.detail.versions.choices[Choice.REPLACE].isChecked()
    second.add.click()
    qtbot.waitUntil(lambda: stories(workspace) == [(1, "The lift", 2)])
    workspace.undo()
    assert stories(workspace) == [(1, "The lift", 1)]


def test_a_file_that_failed_can_be_tried_again(qtbot, sheet, tmp_path):
    (tmp_path / "late.md").write_text("", encoding="utf-8")
    offer(qtbot, sheet, tmp_path / "late.md")
    assert not sheet.add.isEnabled()
    (tmp_path / "late.md").write_text(LIFT, encoding="utf-8")
    sheet.table.choose_row(0)
    qtbot.mouseClick(sheet.detail.failure.try_again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cell(sheet, 0, STORY) == "The lift")
    assert sheet.add.isEnabled()


def test_a_pasted_text_becomes_a_row(qtbot, desk, window):
    QGuiApplication.clipboard().setText("Bread\n\nI burned it nine times before I asked.")
    sheet = AddSheet.paste(desk, window)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1, timeout=20_000)
    assert "Bread" in cell(sheet, 0, STORY)


def test_a_story_can_be_written_here(qtbot, sheet):
    sheet.empty.buttons["write"].click()
    writing = sheet.window().findChild(WriteStorySheet)
    assert not writing.done.isEnabled()
    qtbot.keyClicks(writing.title_line, "Mine: a 'quoted' title")
    writing.text.setPlainText("I learned to ask.")
    writing.consents["read"].click()
    qtbot.mouseClick(writing.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1, timeout=20_000)
    draft = sheet.model.candidates[0].found.draft
    assert (draft.title, draft.consent_read, draft.consent_print) == ("Mine: a 'quoted' title", True, False)


def test_leaving_stores_nothing(qtbot, sheet, workspace, tmp_path):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    offer(qtbot, sheet, tmp_path / "lift.md")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert stories(workspace) == []
    assert workspace.undo_label() is None


def test_the_empty_sheet_has_the_keyboard(qtbot, sheet):
    stop = sheet.window().focusWidget()
    assert sheet.isAncestorOf(stop)
    assert stop.isEnabled()
