"""What was typed in a sheet and not stored is offered where it was typed, whatever became of the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from learningstories.domain.errors import DiskTrouble
from learningstories.domain.promise import Outcome
from learningstories.services import stories
from learningstories.services.backups import Why
from learningstories.services.progress import Control
from learningstories.services.promises import GuestPromise, add_promise
from learningstories.storage.backups import BackupShelf
from learningstories.ui import first_window, safe_keeping, unfinished
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.logging_out import note_log_out
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.phrase_sheet import PhraseSheet
from learningstories.ui.promises_page import PromisesPage
from learningstories.ui.remark_sheets import ConcernSheet
from learningstories.ui.story_edit_sheet import StoryEditSheet
from learningstories.ui.unfinished import Unfinished
from learningstories.ui.unfinished_store import UnfinishedStore
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.notice import Notice
from learningstories.ui.write_story_sheet import WriteStorySheet


@pytest.fixture
def soon(monkeypatch) -> None:
    monkeypatch.setattr(unfinished, "LOOK_MS", 10)
    monkeypatch.setattr(safe_keeping, "KEEP_MS", 0)


@pytest.fixture
def windows(soon, dressed, qapp, tools, settings, tmp_path) -> Iterator[Windows]:
    settings.setValue("window/page", "stories")
    kept_there = replace(tools, backups=lambda: BackupShelf(tmp_path / "data" / "Backups", tools.clock))
    made = Windows(qapp, kept_there, settings)
    made.open_files = OpenFiles(tmp_path / "locks")
    yield made
    made.close()


@pytest.fixture
def file(challenge, add_story) -> Path:
    add_story(challenge.workspace, title="The lift")
    challenge.close()
    return challenge.path


def opened(qtbot, windows, file):
    window = windows.open(file)
    qtbot.waitUntil(lambda: window.shell.findChild(Unfinished) is not None)
    qtbot.waitExposed(window.shell)
    window.shell.activateWindow()
    return window


def editing(qtbot, window) -> StoryEditSheet:
    StoryEditSheet.open_for(window.desk, window.shell, 1)

    def found() -> list[StoryEditSheet]:
        return [each for each in window.shell.findChildren(StoryEditSheet) if each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def kept(windows) -> str:
    folder = windows.toolbox.backups().folder.with_name("Unfinished")
    return "".join(each.read_text("utf-8") for each in folder.glob("*.json"))


def titles(window) -> list[str]:
    with window.desk.workspace.read() as unit:
        return [story.title for story in unit.stories.all()]


def sentences(over) -> list[str]:
    return [each.sentence.text() for each in over.findChildren(Notice) if each.isVisible()]


def pressed(qtbot, over, words: str) -> None:
    def found() -> list[Button]:
        return [each for each in over.findChildren(Button) if each.words() == words and each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def test_what_was_being_typed_when_the_window_went_is_put_back(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    sheet = editing(qtbot, window)
    qtbot.keyClicks(sheet.title_field, "The ladder")
    sheet.text.setFocus()
    qtbot.keyClicks(sheet.text, "I went up. ")
    qtbot.waitUntil(lambda: "I went up. " in kept(windows) and "The ladder" in kept(windows))
    window.leaving.close_now()

    window = opened(qtbot, windows, file)
    qtbot.waitUntil(lambda: any("not stored are kept" in told for told in sentences(window.shell)))
    sheet = editing(qtbot, window)
    pressed(qtbot, sheet, "Put it back")
    assert sheet.title_field.text().startswith("The ladder")
    assert sheet.text.toPlainText().startswith("I went up. ")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kept(windows) == "")
    with window.desk.workspace.read() as unit:
        assert unit.story(1).title.startswith("The ladder")


def test_what_was_stored_or_left_is_forgotten(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    for leave in ("save", "cancel"):
        sheet = editing(qtbot, window)
        qtbot.keyClicks(sheet.title_field, "x")
        qtbot.waitUntil(lambda: "x" in kept(windows))
        button = getattr(sheet, leave)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if leave == "cancel":  # asks once more before it throws words away
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: kept(windows) == "")


def test_what_cannot_be_stored_is_kept_and_can_be_copied(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    sheet = editing(qtbot, window)
    qtbot.keyClicks(sheet.title_field, "The ladder")
    file.rename(file.with_name("elsewhere.stories"))  # as when a stick is pulled out
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("not stored are kept" in told for told in sentences(window.shell)))
    assert "The ladder" in kept(windows)
    pressed(qtbot, window.shell, "Copy them")
    assert "The ladder" in QApplication.clipboard().text()
    qtbot.waitUntil(lambda: kept(windows) == "")


def test_a_challenge_whose_file_is_gone_goes_on_elsewhere(
    qtbot, windows, file, tmp_path, monkeypatch
) -> None:
    window = opened(qtbot, windows, file)
    sheet = editing(qtbot, window)
    qtbot.keyClicks(sheet.title_field, "The ladder ")
    file.unlink()
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    target = tmp_path / "saved.stories"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    pressed(qtbot, window.shell, "Save it elsewhere…")
    qtbot.waitUntil(lambda: target in windows.windows and file not in windows.windows)
    window = windows.windows[target]
    qtbot.waitUntil(lambda: window.shell.findChild(Unfinished) is not None)
    window.shell.activateWindow()
    sheet = editing(qtbot, window)
    pressed(qtbot, sheet, "Put it back")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The ladder The lift" in titles(window))
    assert window.desk.challenge.check() == []


def test_of_a_challenge_that_cannot_be_read_any_more_the_last_backup_goes_on(
    qtbot, windows, file, tmp_path, monkeypatch
) -> None:
    windows.toolbox.backups().make(file, Why.WANTED, Control())
    window = opened(qtbot, windows, file)
    file.unlink()

    def pulled_out(_target: Path, _control: Control) -> None:
        raise DiskTrouble(file.name)

    window.desk.challenge = replace(window.desk.challenge, copy_to=pulled_out)
    target = tmp_path / "saved.stories"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    window.desk.write("", lambda _c: stories.edit(window.desk.workspace, 1, title="Lost"))
    pressed(qtbot, window.shell, "Save it elsewhere…")
    qtbot.waitUntil(lambda: target in windows.windows)
    assert titles(windows.windows[target]) == ["The lift"]
    shell = windows.windows[target].shell
    qtbot.waitUntil(lambda: any("as it was on" in told for told in sentences(shell)))


def test_words_on_a_page_that_are_stored_later_are_kept(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    add_promise(window.desk.workspace, GuestPromise(text="Ring my mother", name="Ben", story=1))
    window.desk.go.emit("promises", None)
    page = window.shell.findChild(PromisesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.choose_row(0)
    qtbot.waitUntil(page.panel.told.isVisible)
    page.panel.told.setFocus()
    qtbot.keyClicks(page.panel.told, "We talked")
    qtbot.waitUntil(lambda: "We talked" in kept(windows))
    qtbot.mouseClick(page.panel.answers[Outcome.KEPT], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kept(windows) == "")


def test_a_challenge_that_was_being_made_is_put_back(qtbot, windows, monkeypatch) -> None:
    monkeypatch.setattr(first_window, "LOAD_AHEAD_MS", 0)

    def making() -> ChallengeSheet:
        windows.start_if_empty()
        qtbot.waitUntil(lambda: windows.start.findChild(Unfinished) is not None)
        windows.start.activateWindow()
        windows.make()
        return windows.start.findChild(ChallengeSheet)

    sheet = making()
    qtbot.keyClicks(sheet.form.title, "Bread and roses")
    qtbot.waitUntil(lambda: "Bread and roses" in kept(windows))
    windows.close()
    sheet = making()
    pressed(qtbot, sheet, "Put it back")
    assert sheet.form.title.text() == "Bread and roses"


def test_a_story_that_was_written_and_not_added_yet_can_be_copied(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    window.desk.go.emit("add", None)
    sheet = window.shell.findChild(AddSheet)
    sheet.sources.write.emit()
    written = window.shell.findChild(WriteStorySheet)
    written.text.setFocus()
    qtbot.keyClicks(written.text, "I learned to listen.")
    qtbot.mouseClick(written.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    qtbot.waitUntil(lambda: "WriteStorySheet" not in kept(windows))
    assert "I learned to listen." in kept(windows)
    window.leaving.close_now()
    window = opened(qtbot, windows, file)
    pressed(qtbot, window.shell, "Copy them")
    assert "I learned to listen." in QApplication.clipboard().text()


def test_a_reviewers_remark_is_put_back(qtbot, soon, windows, open_pack, make_packs) -> None:
    path = make_packs().path

    def remarking() -> ConcernSheet:
        window = open_pack(path)
        qtbot.waitUntil(lambda: window.shell.findChild(Unfinished) is not None)
        window.shell.activateWindow()
        sheet = ConcernSheet(window.page, None)
        sheet.open()
        return sheet

    sheet = remarking()
    sheet.note.setFocus()
    qtbot.keyClicks(sheet.note, "She is named.")
    qtbot.waitUntil(lambda: "She is named." in kept(windows))
    next(iter(windows.packs.windows.values())).leaving.close_now()
    sheet = remarking()
    pressed(qtbot, sheet, "Put it back")
    assert sheet.note.toPlainText() == "She is named."


def test_passwords_are_never_kept(qtbot, windows, file) -> None:
    window = opened(qtbot, windows, file)
    sheet = editing(qtbot, window)
    sheet.author.setEchoMode(QLineEdit.EchoMode.Password)
    qtbot.keyClicks(sheet.author, "secret")
    qtbot.keyClicks(sheet.title_field, "seen")
    qtbot.waitUntil(lambda: "seen" in kept(windows))
    assert "secret" not in kept(windows)
    sheet.accept()
    phrase = PhraseSheet(window.shell, "A pack")
    phrase.open()
    qtbot.keyClicks(phrase.phrase, "five hidden words")
    for look in window.shell.findChildren(Unfinished):
        look.look()
    assert "hidden" not in kept(windows)


def test_windows_on_the_same_challenge_do_not_take_each_others_words(tmp_path: Path) -> None:
    first, second = (UnfinishedStore(tmp_path / "words", tmp_path / "a.stories") for _ in range(2))
    assert first.take() == {} == second.take()
    first.keep({"a": {"x": "one"}})
    second.keep({"b": {"x": "two"}})
    second.close()
    third = UnfinishedStore(tmp_path / "words", tmp_path / "a.stories")
    assert third.take() == {"b": {"x": "two"}}
    third.close()
    first.close()
    last = UnfinishedStore(tmp_path / "words", tmp_path / "a.stories")
    assert last.take() == {"a": {"x": "one"}, "b": {"x": "two"}}
    last.keep({})
    assert not list((tmp_path / "words").glob("*.json"))
    last.close()


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"a": 1}', '"x"', "\x00" * 50])
def test_a_file_of_words_that_was_altered_says_nothing(tmp_path: Path, content: str) -> None:
    store = UnfinishedStore(tmp_path, tmp_path / "a.stories")
    store.take()
    store.keep({"a": {"x": "one"}})
    store.close()
    (file,) = tmp_path.glob("*.json")
    file.write_text(content, "utf-8")
    assert UnfinishedStore(tmp_path, tmp_path / "a.stories").take() == {}


def test_what_is_typed_at_a_log_out_is_stored_at_once(qtbot, windows, file, monkeypatch) -> None:
    monkeypatch.setattr(unfinished, "LOOK_MS", 600_000)
    window = opened(qtbot, windows, file)
    sheet = editing(qtbot, window)
    sheet.title_field.setFocus()
    qtbot.keyClicks(sheet.title_field, "The ladder")
    assert "The ladder" not in kept(windows)
    note_log_out(windows)
    assert "The ladder" in kept(windows)
    sheet._close(done=False)
