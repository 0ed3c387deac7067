import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from learningstories.ui.add_model import LOOK_AT, STORY

MANY = 400


@pytest.fixture
def many(tmp_path, monkeypatch):
    """More files than are read before the first of them are shown."""
    monkeypatch.setattr("learningstories.ui.intake.SHOW_EVERY", 0.01)
    monkeypatch.setattr("learningstories.ui.progress_strip.WAIT_MS", 0)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:04}.md").write_text(f"# Story {number}\n\nWords {number}.", "utf-8")
    return folder


def begun(qtbot, sheet, folder):
    """Some rows are there while others are still read."""
    sheet.offer([folder])
    qtbot.waitUntil(lambda: sheet.model.rowCount() > 0)
    assert sheet.work.is_busy()
    assert not sheet.add.isEnabled()


def ended(qtbot, sheet):
    qtbot.waitUntil(lambda: not sheet.work.is_busy(), timeout=60_000)


def test_reading_tells_how_far_it_is_and_may_be_stopped_with_what_was_read(qtbot, add_sheet, many):
    begun(qtbot, add_sheet, many)
    qtbot.waitUntil(add_sheet.work.progress.isVisible)
    assert f"of {MANY:,}" in add_sheet.work.progress.left.text()
    assert "Reading" in add_sheet.work.progress.label.text()
    qtbot.mouseClick(add_sheet.work.progress.stop, Qt.MouseButton.LeftButton)
    ended(qtbot, add_sheet)
    assert 0 < add_sheet.model.rowCount() < MANY
    assert "what was read until then is shown" in add_sheet.foot_note.text()
    assert not add_sheet.work.progress.isVisible()
    assert add_sheet.add.isEnabled()


def test_reading_may_be_stopped_without_what_was_read(qtbot, add_sheet, offer, many, tmp_path):
    (tmp_path / "before.md").write_text("# Before\n\nWords.", "utf-8")
    offer(add_sheet, tmp_path / "before.md")
    add_sheet.offer([many])
    qtbot.waitUntil(lambda: add_sheet.model.rowCount() > 1)
    add_sheet.work.progress.drop.click()
    ended(qtbot, add_sheet)
    assert [row.draft.title for row in add_sheet.model.candidates] == ["Before"]
    assert "nothing of it was kept" in add_sheet.foot_note.text()


def test_what_is_offered_while_reading_waits_its_turn(qtbot, add_sheet, many, tmp_path):
    (tmp_path / "after.md").write_text("# After\n\nWords.", "utf-8")
    begun(qtbot, add_sheet, many)
    add_sheet.offer([tmp_path / "after.md"])
    ended(qtbot, add_sheet)
    assert add_sheet.model.rowCount() == MANY + 1
    assert add_sheet.model.index(MANY, STORY).data() == "After"


def test_leaving_while_reading_stops_it(qtbot, add_sheet, desk, many):
    begun(qtbot, add_sheet, many)
    qtbot.mouseClick(add_sheet.cancel, Qt.MouseButton.LeftButton)
    assert not add_sheet.isVisible()
    qtbot.waitUntil(desk.tasks.is_idle)


def test_adding_that_is_stopped_adds_nothing_and_keeps_the_rows(qtbot, add_sheet, offer, many, workspace):
    offer(add_sheet, many)
    add_sheet.add.click()
    add_sheet.work.progress.stop.click()
    qtbot.waitUntil(lambda: not add_sheet.work.step.is_busy())
    assert add_sheet.isVisible()
    assert "nothing was added" in add_sheet.foot_note.text()
    assert add_sheet.model.rowCount() == MANY
    assert workspace.undo_label() is None
    assert add_sheet.add.isEnabled()


def test_a_file_that_cannot_be_read_is_kept_when_the_organiser_wants(
    qtbot, add_sheet, offer, workspace, tmp_path
):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    offer(add_sheet, tmp_path / "broken.docx")
    assert not add_sheet.add.isEnabled()
    qtbot.mouseClick(add_sheet.detail.failure.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(add_sheet.add.isEnabled)
    add_sheet.add.click()
    qtbot.waitUntil(lambda: workspace.undo_label() is not None)
    with workspace.read() as unit:
        (kept,) = unit.attachments.all()
        assert unit.blobs.get(kept.sha) == b"PK\x03\x04 no zip"


def test_a_file_that_is_still_broken_says_so(qtbot, add_sheet, offer, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    offer(add_sheet, tmp_path / "broken.docx")
    qtbot.mouseClick(add_sheet.detail.failure.try_again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "still cannot be read" in add_sheet.foot_note.text())
    assert "broken.docx" in add_sheet.model.index(0, LOOK_AT).data()


def test_the_line_between_rows_and_details_stays_where_it_was_moved(qtbot, add_sheet, offer, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\nWords.", "utf-8")
    offer(add_sheet, tmp_path / "a.md")
    split = add_sheet.rows.findChild(QSplitter)
    low = split.sizes()[0]
    handle = split.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, pos=middle.__class__(middle.x(), middle.y() + 60))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle.__class__(middle.x(), middle.y() + 60))
    moved = split.sizes()[0]
    assert moved > low
    offer(add_sheet, tmp_path / "b.md")
    assert split.sizes()[0] == moved
