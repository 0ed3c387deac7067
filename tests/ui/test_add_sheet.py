from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from learningstories.domain.story import NameUse
from learningstories.services.plan import Action
from learningstories.ui.add_model import AUTHOR, DEADLINE, LOOK_AT, STORY
from learningstories.ui.add_sheet import AddSheet
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


def cell(sheet, row, column):
    return sheet.model.index(row, column).data()


def stories(workspace):
    with workspace.read() as unit:
        return [(s.number, s.title, s.version) for s in sorted(unit.stories.all(), key=lambda s: s.number)]


def test_what_was_understood_is_shown_and_only_add_stores_it(qtbot, add_sheet, offer, workspace, tmp_path):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    word = Document()
    word.add_heading("Chalk", 0)
    word.add_paragraph("I wrote on the board until it was white.")
    word.save(tmp_path / "chalk.docx")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    offer(add_sheet, tmp_path / "lift.md", tmp_path / "chalk.docx", tmp_path / "broken.docx")
    assert [cell(add_sheet, row, STORY) for row in range(3)] == ["The lift", "Chalk", "(not read)"]
    assert cell(add_sheet, 0, AUTHOR) == "Amina Yusuf"
    assert cell(add_sheet, 0, DEADLINE) == "On time"
    assert cell(add_sheet, 0, LOOK_AT) == "Nothing to fix"
    assert "broken.docx" in cell(add_sheet, 2, LOOK_AT)
    assert add_sheet.add.words() == "Add 2 stories"
    assert "2 to add · 1 left out" in add_sheet.foot_note.text()
    assert stories(workspace) == []
    qtbot.mouseClick(add_sheet.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stories(workspace)) == 2)
    assert workspace.undo_label() == "Add 2 stories"
    workspace.undo()
    assert stories(workspace) == []


def test_corrections_are_stored(qtbot, add_sheet, offer, workspace, tmp_path):
    (tmp_path / "a.txt").write_text("Some words about a garden that I dug.", encoding="utf-8")
    offer(add_sheet, tmp_path / "a.txt")
    for name, words in (("title", "The garden"), ("author", "Ben")):
        add_sheet.detail.fields.lines[name].clear()
        qtbot.keyClicks(add_sheet.detail.fields.lines[name], words)
    add_sheet.detail.fields.consents["consent_read"].click()
    assert cell(add_sheet, 0, STORY) == "The garden"
    qtbot.mouseClick(add_sheet.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stories(workspace)))
    with workspace.read() as unit:
        story = unit.story(1)
    assert (story.title, story.author, story.consent_read, story.consent_print) == (
        "The garden",
        "Ben",
        True,
        False,
    )


def test_a_newer_text_replaces_the_story_and_keeps_the_earlier_one(
    qtbot, desk, window, offer, workspace, tmp_path
):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    first = AddSheet(desk, window)
    first.open()
    offer(first, tmp_path / "lift.md")
    first.add.click()
    qtbot.waitUntil(lambda: len(stories(workspace)) == 1)
    (tmp_path / "lift 2.md").write_text(
        LIFT.replace("I climbed", "I believed them. I climbed"), encoding="utf-8"
    )
    second = AddSheet(desk, window)
    second.open()
    offer(second, tmp_path / "lift 2.md", tmp_path / "lift.md")
    assert "New version of #1" in cell(second, 0, LOOK_AT)
    assert "The same file as #1" in cell(second, 1, LOOK_AT)
    assert [c.wanted for c in second.model.candidates] == [True, False]
    second.table.choose_row(0)
    qtbot.waitUntil(lambda: "I believed them." in second.detail.changes.text.toPlainText())
    assert second.detail.versions.choices[Action.REPLACE].isChecked()
    second.add.click()
    qtbot.waitUntil(lambda: stories(workspace) == [(1, "The lift", 2)])
    workspace.undo()
    assert stories(workspace) == [(1, "The lift", 1)]


def test_a_file_that_failed_can_be_tried_again(qtbot, add_sheet, offer, tmp_path):
    (tmp_path / "late.md").write_text("", encoding="utf-8")
    offer(add_sheet, tmp_path / "late.md")
    assert not add_sheet.add.isEnabled()
    (tmp_path / "late.md").write_text(LIFT, encoding="utf-8")
    add_sheet.table.choose_row(0)
    qtbot.mouseClick(add_sheet.detail.failure.try_again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cell(add_sheet, 0, STORY) == "The lift")
    assert add_sheet.add.isEnabled()


def test_a_pasted_text_becomes_a_row(qtbot, desk, window):
    QGuiApplication.clipboard().setText("Bread\n\nI burned it nine times before I asked.")
    sheet = AddSheet.paste(desk, window)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert "Bread" in cell(sheet, 0, STORY)


def test_a_story_can_be_written_here(qtbot, add_sheet):
    add_sheet.empty.buttons["write"].click()
    writing = add_sheet.window().findChild(WriteStorySheet)
    assert not writing.done.isEnabled()
    qtbot.keyClicks(writing.title_line, "Mine: a 'quoted' title")
    writing.text.setPlainText("I learned to ask.")
    writing.consents["consent_read"].click()
    writing.name_use.setCurrentIndex(writing.name_use.findData(NameUse.FIRST))
    assert writing.foot_note.text() == "4 words"
    qtbot.keyClick(writing, Qt.Key.Key_Escape)
    assert writing.isVisible()
    qtbot.mouseClick(writing.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: add_sheet.model.rowCount() == 1)
    draft = add_sheet.model.candidates[0].found.draft
    assert (draft.title, draft.consent_read, draft.consent_print) == ("Mine: a 'quoted' title", True, False)
    assert draft.name_use is NameUse.FIRST


def test_leaving_stores_nothing(qtbot, add_sheet, offer, workspace, tmp_path):
    (tmp_path / "lift.md").write_text(LIFT, encoding="utf-8")
    offer(add_sheet, tmp_path / "lift.md")
    qtbot.keyClick(add_sheet, Qt.Key.Key_Escape)
    assert not add_sheet.isVisible()
    assert stories(workspace) == []
    assert workspace.undo_label() is None


def test_the_empty_sheet_has_the_keyboard(qtbot, add_sheet):
    stop = add_sheet.window().focusWidget()
    assert add_sheet.isAncestorOf(stop)
    assert stop.isEnabled()
