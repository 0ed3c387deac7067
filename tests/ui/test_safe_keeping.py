"""Backups come by themselves, are listed with what they hold, and can be gone back to and from."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.services import stories
from learningstories.services.backups import MEGABYTE, Why
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.storage.backups import BackupShelf
from learningstories.ui import backing_up
from learningstories.ui.app import Windows
from learningstories.ui.preferences_sheet import PreferencesSheet
from learningstories.ui.restore_sheet import RestoreSheet
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.notice import Notice


@pytest.fixture
def tools(tools, clock, tmp_path) -> Toolbox:
    return replace(tools, backups=lambda: BackupShelf(tmp_path / "data" / "Backups", clock))


@pytest.fixture
def windows(windows, settings) -> Windows:
    settings.setValue("window/page", "stories")
    return windows


@pytest.fixture
def file(challenge, add_story) -> Path:
    add_story(challenge.workspace, title="The lift")
    challenge.close()
    return challenge.path


def kept(windows: Windows, file: Path) -> list[Why]:
    return [backup.why for backup in windows.toolbox.backups().of(file)]


def titles(windows: Windows, file: Path) -> list[str]:
    with windows.windows[file].desk.workspace.read() as unit:
        return [story.title for story in unit.stories.all()]


def opened(qtbot, windows, file) -> RestoreSheet:
    windows.windows[file].shell.registry["backups"].trigger()
    (sheet,) = [each for each in windows.windows[file].shell.findChildren(RestoreSheet) if each.isVisible()]
    qtbot.waitUntil(lambda: sheet.now.text() != "")
    return sheet


def notices(over: QWidget) -> list[str]:
    return [each.sentence.text() for each in over.findChildren(Notice)]


def pressed(qtbot, over: QWidget, words: str) -> None:
    def found() -> list[Button]:
        return [each for each in over.findChildren(Button) if each.words() == words and each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    (button,) = found()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_changed_is_backed_up_soon_and_told(qtbot, windows, file, monkeypatch) -> None:
    monkeypatch.setattr(backing_up, "SOON_MS", 10)
    window = windows.open(file)
    assert window.shell.sidebar.saved.label.text() == "" or kept(windows, file) == []
    stories.edit(window.desk.workspace, 1, title="The ladder")
    qtbot.waitUntil(lambda: window.shell.sidebar.saved.label.text().startswith("Saved · backed up "))
    assert kept(windows, file) == [Why.CHANGED]


def test_what_is_changed_after_the_computer_slept_is_backed_up_soon(
    qtbot, windows, file, monkeypatch, clock
) -> None:
    monkeypatch.setattr(backing_up, "SOON_MS", 10)
    window = windows.open(file)
    stories.edit(window.desk.workspace, 1, title="The ladder")
    qtbot.waitUntil(lambda: len(kept(windows, file)) == 1 and window.desk.backed_up is not None)
    stories.edit(window.desk.workspace, 1, title="The stairs")  # half an hour is waited for
    clock.on(hours=9)
    stories.edit(window.desk.workspace, 1, title="The ramp")
    qtbot.waitUntil(lambda: len(kept(windows, file)) == 2)


def test_closing_backs_up_what_was_changed_and_only_that(qtbot, windows, file) -> None:
    windows.open(file).leaving.close_now()
    stories.edit(windows.open(file).desk.workspace, 1, title="The ladder")
    windows.windows[file].leaving.close_now()
    qtbot.waitUntil(lambda: kept(windows, file) == [Why.CLOSED])


def test_going_back_and_taking_that_back(qtbot, windows, file) -> None:
    window = windows.open(file)
    sheet = opened(qtbot, windows, file)
    assert "no backups of it yet" in sheet.now.text()
    pressed(qtbot, sheet, "Make a backup now")
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    sheet.reject()
    stories.edit(window.desk.workspace, 1, title="The ladder")
    sheet = opened(qtbot, windows, file)
    qtbot.waitUntil(sheet.back.isEnabled)
    pressed(qtbot, sheet, "Go back to this one")
    qtbot.waitUntil(lambda: file in windows.windows and windows.windows[file] is not window)
    assert titles(windows, file) == ["The lift"]
    again = windows.windows[file]
    pressed(qtbot, again.shell, "Undo")
    qtbot.waitUntil(lambda: file in windows.windows and windows.windows[file] is not again)
    assert titles(windows, file) == ["The ladder"]


def test_a_damaged_challenge_leads_to_its_backups(qtbot, windows, file) -> None:
    windows.toolbox.backups().make(file, Why.WANTED, Control())
    file.write_bytes(b"x" * 5000)
    assert windows.open(file) is None
    pressed(qtbot, windows.start, "Its backups…")
    (sheet,) = windows.start.findChildren(RestoreSheet)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert not sheet.make.isVisible()
    assert "is not a challenge file" in sheet.now.text()
    pressed(qtbot, sheet, "Go back to this one")
    qtbot.waitUntil(lambda: file in windows.windows)
    assert titles(windows, file) == ["The lift"]
    shell = windows.windows[file].shell
    qtbot.waitUntil(lambda: any("The damaged file is kept as" in told for told in notices(shell)))


def test_a_backup_that_cannot_be_made_is_said(qtbot, windows, file, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(backing_up, "SOON_MS", 10)
    (tmp_path / "data").write_text("in the way")
    window = windows.open(file)
    stories.edit(window.desk.workspace, 1, title="The ladder")
    qtbot.waitUntil(lambda: any("No backup could be made" in told for told in notices(window.shell)))
    assert titles(windows, file) == ["The ladder"]


def test_what_can_be_read_of_a_damaged_challenge_is_saved(
    qtbot, windows, file, tmp_path, monkeypatch
) -> None:
    file.write_bytes(file.read_bytes()[:-8192])
    assert windows.open(file) is None
    pressed(qtbot, windows.start, "Its backups…")
    target = tmp_path / "saved.stories"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    pressed(qtbot, windows.start, "Save what can be read…")
    qtbot.waitUntil(lambda: target in windows.windows)
    assert titles(windows, target) == ["The lift"]
    shell = windows.windows[target].shell
    qtbot.waitUntil(lambda: any(told.startswith("Saved: 1 story") for told in notices(shell)))


def test_room_for_backups_is_chosen(windows, file) -> None:
    shelf = windows.toolbox.backups()
    windows.preferring.show(over=windows.open(file).shell)
    (sheet,) = windows.windows[file].shell.findChildren(PreferencesSheet)
    assert sheet.space.currentData() == shelf.most() == 2000 * MEGABYTE
    assert sheet.space.currentText() == "2 GB"
    sheet.space.setCurrentIndex(sheet.space.findData(500 * MEGABYTE))
    assert windows.toolbox.backups().most() == 500 * MEGABYTE


def test_a_folder_that_is_synchronised_is_warned_about_until_it_is_understood(qtbot, windows, file) -> None:
    shared = file.parent / "Dropbox" / "ours" / file.name
    shared.parent.mkdir(parents=True)
    file.rename(shared)
    window = windows.open(shared)
    qtbot.waitUntil(lambda: any("that Dropbox synchronises" in told for told in notices(window.shell)))
    pressed(qtbot, window.shell, "Understood")
    window.leaving.close_now()
    again = windows.open(shared)
    qtbot.waitUntil(windows.safe_keeping.tasks.is_idle)
    assert not any("Dropbox" in told for told in notices(again.shell))


def test_a_challenge_of_an_older_release_is_brought_up_to_date_and_that_is_told(qtbot, windows, file) -> None:
    challenge = windows.toolbox.open
    windows.toolbox = replace(windows.toolbox, open=lambda path: replace(challenge(path), is_updated=True))
    window = windows.open(file)
    assert any("made by an older release" in told for told in notices(window.shell))
    pressed(qtbot, window.shell, "Its backups…")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.shell.findChildren(RestoreSheet)))


def test_damage_in_the_midst_of_a_challenge_that_can_be_shown_is_told(
    qtbot, windows, file, monkeypatch
) -> None:
    monkeypatch.setattr(backing_up, "LOOK_MS", 10)
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_version_story_id'"
        page = connection.execute(query).fetchone()[0]
    whole = file.read_bytes()
    file.write_bytes(whole[: (page - 1) * 4096] + b"\xa5" * 4096 + whole[page * 4096 :])
    window = windows.open(file)
    qtbot.waitUntil(lambda: any("is damaged" in told for told in notices(window.shell)))
    pressed(qtbot, window.shell, "Its backups…")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.shell.findChildren(RestoreSheet)))
