from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learningstories.services.attachments import attach
from learningstories.services.story_details import details
from learningstories.ui.story_files import FileList
from tests.documents.recordings import sound
from tests.hostile.pictures import png


@pytest.fixture
def files(qtbot, desk, workspace, add_story, documents, tmp_path):
    """The files of a story that came with a sound and a picture; it follows what is stored."""
    add_story(workspace, "Once.")
    for name, data in (("memo.wav", sound(200)), ("boat.png", png(300, 200))):
        (tmp_path / name).write_bytes(data)
        attach(workspace, 1, documents.read_file(tmp_path / name))
    made = FileList(desk)
    made.resize(420, 700)
    qtbot.addWidget(made)
    desk.news.committed.connect(lambda _changes: made.show_files(details(workspace, 1)))
    made.show_files(details(workspace, 1))
    made.show()
    return made


def names(files):
    return [block.attachment.name for block in files.blocks()]


def kept(workspace):
    with workspace.read() as unit:
        return {each.name: each for each in unit.attachments.all()}


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_file_says_what_it_is_and_how_long_it_plays(qtbot, files):
    picture, recording = files.blocks()
    assert recording.facts.text().startswith("sound · 3 min 20 s · ")
    assert picture.facts.text().startswith("picture · 300 × 200 · ")  # noqa: RUF001 - as sizes are written
    qtbot.waitUntil(picture.thumb.has_picture)
    assert not recording.thumb.has_picture()
    for block in (picture, recording):
        named = [block.thumb, block.save, block.exchange, block.remove, block.line]
        assert all(widget.accessibleName() for widget in named)


def test_a_description_is_stored_when_the_field_is_left(qtbot, files, workspace):
    [_picture, recording] = files.blocks()
    qtbot.keyClicks(recording.line, "I tell of the boat")
    qtbot.keyClick(recording.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(workspace)["memo.wav"].description == "I tell of the boat")
    assert recording in files.blocks(), "the field was not taken from under the person's fingers"


def test_a_file_is_added_and_undone(qtbot, files, workspace, desk, tmp_path, monkeypatch):
    (tmp_path / "more.wav").write_bytes(sound(61))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "more.wav"), ""))
    said = []
    desk.said.connect(lambda sentence, undoable: said.append((sentence, undoable)))
    click(qtbot, files.add)
    qtbot.waitUntil(lambda: names(files) == ["boat.png", "memo.wav", "more.wav"])
    assert said == [("Added more.wav", True)]
    assert kept(workspace)["more.wav"].seconds == 61
    workspace.undo()
    qtbot.waitUntil(lambda: names(files) == ["boat.png", "memo.wav"])


def test_a_file_is_replaced_and_removed(qtbot, files, workspace, tmp_path, monkeypatch):
    (tmp_path / "better.wav").write_bytes(sound(30))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "better.wav"), ""))
    click(qtbot, files.blocks()[1].exchange)
    qtbot.waitUntil(lambda: names(files) == ["boat.png", "better.wav"])
    [block] = [block for block in files.blocks() if block.attachment.name == "better.wav"]
    click(qtbot, block.remove)
    qtbot.waitUntil(lambda: names(files) == ["boat.png"])
    workspace.undo()
    qtbot.waitUntil(lambda: len(files.blocks()) == 2)


def test_a_file_that_is_gone_is_told_and_nothing_is_stored(
    qtbot, files, workspace, desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "gone.wav"), ""))
    with qtbot.waitSignal(desk.failed) as told:
        click(qtbot, files.add)
    assert "gone.wav" in told.args[0]
    assert len(kept(workspace)) == 2


def test_a_copy_is_saved_as_it_came(qtbot, files, desk, tmp_path, monkeypatch):
    target = tmp_path / "copy.wav"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(desk.said):
        click(qtbot, files.blocks()[1].save)
    assert target.read_bytes() == sound(200)


@pytest.mark.parametrize("opens", [True, False])
def test_a_recording_is_played_by_the_program_for_it(qtbot, files, desk, monkeypatch, opens):
    opened = []

    def open_it(url):
        opened.append(Path(url.toLocalFile()))
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_it)
    failed = []
    desk.failed.connect(failed.append)
    click(qtbot, files.blocks()[1].play)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].suffix == ".wav"
    assert opened[0].read_bytes() == sound(200)
    assert bool(failed) is not opens
    assert not files.blocks()[0].play.isVisible(), "a picture is no recording"


def test_what_was_sent_can_neither_be_replaced_nor_removed(
    qtbot, desk, workspace, add_story, documents, tmp_path
):
    data = sound(5)
    (tmp_path / "memo.wav").write_bytes(data)
    file = documents.read_file(tmp_path / "memo.wav")
    add_story(workspace, "Once.")
    added = attach(workspace, 1, file)
    with workspace.change("As if it came so") as unit:
        story = unit.story(1)
        unit.stories.replace(
            type(story)(**{f: getattr(story, f) for f in story.__slots__} | {"fingerprint": added.sha})
        )
    made = FileList(desk)
    qtbot.addWidget(made)
    made.show_files(details(workspace, 1))
    made.show()
    [block] = made.blocks()
    assert block.save.isVisible()
    assert not block.exchange.isVisible()
    assert not block.remove.isVisible()
