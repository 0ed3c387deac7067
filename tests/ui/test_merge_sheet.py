from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from learningstories.services import challenges
from learningstories.services.merging import merge
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.merge_sheet import MergeSheet
from learningstories.ui.return_table import MESSAGE, NAME, TITLE, WHO, WORDS
from tests.ui.pack_days import FILES, device, packs_for, returned

LEFT = Qt.MouseButton.LeftButton
GRACE, BEN = "grace@example.org", "ben@example.org"


@pytest.fixture
def packs(workspace, add_story, add_reviewer, tmp_path) -> dict[str, Path]:
    for number in (1, 2, 3):
        add_story(workspace, f"I learned {number} things.", title=f"Story {number}")
    add_reviewer(workspace, "Grace Hopper")
    add_reviewer(workspace, "Ben Taylor")
    return packs_for(workspace, tmp_path / "packs")


@pytest.fixture
def grace(packs, tmp_path, clock) -> Path:
    """Grace's return with two answers."""
    return returned(device(packs[GRACE], tmp_path, clock), tmp_path / "grace.lsreturn.txt", {1: 4, 2: 2})


@pytest.fixture
def ben(packs, tmp_path, clock) -> Path:
    """Ben's return with one answer."""
    return returned(device(packs[BEN], tmp_path, clock), tmp_path / "ben.lsreturn.txt", {3: 5})


@pytest.fixture
def sheet(desk, window, packs) -> Iterator[MergeSheet]:
    made = MergeSheet(desk, window)
    made.open()
    yield made
    if isValid(made):
        made.reject()


def offered(qtbot, sheet, *paths):
    rows = len(sheet.returns.model.rows)
    sheet.offer(paths)
    qtbot.waitUntil(lambda: sheet._control is None and len(sheet.returns.model.rows) > rows)


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def count(workspace):
    with workspace.read() as unit:
        return len(unit.readings.all()), len(unit.returns.all())


def test_what_would_happen_is_shown_by_file_and_story_and_nothing_is_stored(qtbot, sheet, grace, workspace):
    assert sheet.empty.isVisible()
    assert not sheet.confirm.isEnabled()
    offered(qtbot, sheet, grace)
    assert cells(sheet.returns.model, NAME) == ["grace.lsreturn.txt"]
    assert cells(sheet.returns.model, WHO) == ["Grace Hopper"]
    assert cells(sheet.returns.model, MESSAGE) == ["Taken in: 2 new answers from Grace Hopper."]
    assert cells(sheet.returns.story_model, TITLE) == ["Story 1", "Story 2"]
    assert cells(sheet.returns.story_model, WORDS) == ["taken in", "taken in"]
    assert sheet.confirm.words() == "Take in 1 return"
    assert count(workspace) == (0, 0)


def test_taking_in_is_one_step(qtbot, sheet, grace, ben, desk, workspace):
    offered(qtbot, sheet, grace, ben)
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(sheet.confirm, LEFT)
    assert said.args == ["2 returns are taken in: 3 new answers.", True]
    assert not sheet.isVisible()
    assert count(workspace) == (3, 2)
    assert workspace.undo() == "Take in returns"
    assert count(workspace) == (0, 0)
    workspace.redo()
    assert count(workspace) == (3, 2)


def test_a_folder_and_mails_are_looked_through(qtbot, sheet, grace, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    mail = EmailMessage()
    mail["From"] = "grace@example.org"
    mail.set_content("Here it is.")
    mail.add_attachment(grace.read_bytes(), "text", "plain", filename="grace.lsreturn.txt")
    (folder / "mail.eml").write_bytes(bytes(mail))
    (folder / "notes.txt").write_text("Buy bread")
    offered(qtbot, sheet, folder)
    assert cells(sheet.returns.model, NAME) == ["mail.eml: grace.lsreturn.txt"]
    assert sheet.confirm.words() == "Take in 1 return"


def test_text_is_pasted_out_of_a_mail(qtbot, sheet, grace):
    text = FILES.return_text(grace.read_bytes())
    quoted = "On Monday Grace wrote:\n" + "\n".join(f"> {line}" for line in text.splitlines())
    QGuiApplication.clipboard().setText(quoted)
    qtbot.mouseClick(sheet.empty.buttons["paste"], LEFT)
    qtbot.waitUntil(lambda: cells(sheet.returns.model, WHO) == ["Grace Hopper"])
    assert cells(sheet.returns.model, NAME) == ["pasted text"]
    qtbot.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "not here already" in sheet.foot_note.text())
    assert len(sheet.returns.model.rows) == 1


def test_what_is_no_return_says_so_and_the_others_are_taken_in(
    qtbot, sheet, grace, packs, tmp_path, workspace
):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    altered = tmp_path / "altered.lsreturn.txt"
    altered.write_bytes(grace.read_bytes().replace(b'value\\":4', b'value\\":5'))
    offered(qtbot, sheet, packs[BEN], letter, altered)
    told = cells(sheet.returns.model, MESSAGE)
    assert told[0].startswith("This is the pack; the return file is called Learning stories - Ben Taylor")
    assert told[1].startswith("This is no return.")
    assert told[2].startswith("This return was altered")
    assert sheet.confirm.words() == "Keep what is held"
    assert sheet.foot_note.text() == "0 to take in · 1 to be held · 2 are no returns of use"
    offered(qtbot, sheet, grace)
    assert sheet.confirm.words() == "Take in 1 return"
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: count(workspace) == (2, 2))


def test_the_same_again_says_that_it_is_known(qtbot, sheet, grace, workspace):
    merge(workspace, FILES, FILES.arrivals([grace]))
    offered(qtbot, sheet, grace)
    assert cells(sheet.returns.model, MESSAGE) == ["This return was taken in before. Nothing was changed."]
    assert not sheet.confirm.isEnabled()
    before = workspace.undo_label()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert workspace.undo_label() == before


def test_what_is_late_says_so(qtbot, sheet, grace, workspace, clock):
    challenges.alter(workspace, returns_until=clock.now)
    clock.on(days=20_000)  # a file has no stamp: it came when it was looked at
    offered(qtbot, sheet, grace)
    assert cells(sheet.returns.story_model, WORDS)[0] == "came too late, so it does not count"


def test_files_are_chosen(qtbot, sheet, grace, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked, **_more: ([str(grace)], ""))
    qtbot.mouseClick(sheet.empty.state.button, LEFT)
    qtbot.waitUntil(lambda: len(sheet.returns.model.rows) == 1)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(grace.parent))
    sheet.more.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: sheet._control is None and "pack" in str(cells(sheet.returns.model, MESSAGE)))


# --- the window --------------------------------------------------------------------------------------


@pytest.fixture
def organiser(qtbot, windows, packs, challenge):
    """A window on the same file."""
    window = windows.open(challenge.path)
    qtbot.waitUntil(lambda: window.shell.pages.name() != "")
    return window


def shown(window, kind):
    return [sheet for sheet in window.shell.findChildren(kind) if sheet.isVisible()]


def dropped(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.add_files([Path(url.toLocalFile()) for url in data.urls()])


def test_returns_dropped_on_the_window_lead_to_where_they_are_taken_in(qtbot, organiser, grace, tmp_path):
    renamed = grace.rename(tmp_path / "grace.lsreturn (1).txt")  # as browsers call it
    dropped(organiser, renamed)
    qtbot.waitUntil(lambda: bool(shown(organiser, MergeSheet)))
    (sheet,) = shown(organiser, MergeSheet)
    qtbot.waitUntil(lambda: cells(sheet.returns.model, WHO) == ["Grace Hopper"])
    assert not shown(organiser, AddSheet)


def test_stories_and_returns_dropped_together_go_where_they_belong(qtbot, organiser, grace, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Once I was wrong, and said so. " * 30)
    dropped(organiser, grace, story)
    qtbot.waitUntil(lambda: bool(shown(organiser, MergeSheet)))
    (sheet,) = shown(organiser, MergeSheet)
    qtbot.waitUntil(lambda: len(sheet.returns.model.rows) == 1)
    sheet.reject()
    qtbot.waitUntil(lambda: bool(shown(organiser, AddSheet)))
    (add,) = shown(organiser, AddSheet)
    qtbot.waitUntil(lambda: add.model.rowCount() == 1 and not add.work.is_busy())


def test_whatever_is_dropped_while_returns_are_looked_at_joins_them(qtbot, organiser, grace, tmp_path):
    organiser.desk.go.emit("merge", None)
    letter = tmp_path / "letter.md"
    letter.write_text("Dear Ada")
    dropped(organiser, letter)
    (sheet,) = shown(organiser, MergeSheet)
    qtbot.waitUntil(lambda: len(sheet.returns.model.rows) == 1)
    dropped(organiser, grace)
    qtbot.waitUntil(lambda: len(sheet.returns.model.rows) == 2)


def test_a_copied_return_is_pasted_by_the_keys_that_paste_stories(qtbot, organiser, grace):
    QGuiApplication.clipboard().setText(FILES.return_text(grace.read_bytes()))
    organiser.shell.registry["paste"].trigger()
    qtbot.waitUntil(lambda: bool(shown(organiser, MergeSheet)))
    (sheet,) = shown(organiser, MergeSheet)
    qtbot.waitUntil(lambda: cells(sheet.returns.model, WHO) == ["Grace Hopper"])
