"""A mail with ratings is pasted or dropped, looked at line by line, and taken in."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from learningstories.domain.pack import ReturnBy
from learningstories.domain.reading import Knows
from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.ui.mailed_sheet import MailedSheet, open_mailed

LEFT = Qt.MouseButton.LeftButton
MAIL = """Dear Grace,

Story 3: 4 - I will ask our front desk
#7 a little
Story 9: 8
Story 99: 2
"""


@pytest.fixture
def sent(desk, workspace, add_story, add_reviewer, tmp_path) -> None:
    """Two reviewers have a pack with ten stories."""
    for number in range(1, 11):
        add_story(workspace, title=f"Story {number}")
    for name in ("Amara Okoye", "Ben Taylor"):
        add_reviewer(workspace, name)
    make_packs(workspace, desk.toolbox.packs(), PackOrder(folder=tmp_path / "packs"), Control())


@pytest.fixture
def sheet(qtbot, desk, sent, window) -> MailedSheet:
    open_mailed(desk, window)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(MailedSheet)))
    return window.findChild(MailedSheet)


def rows(sheet: MailedSheet) -> list[tuple[str, ...]]:
    model = sheet.lines.model
    return [
        tuple(model.index(row, column).data() for column in range(1, 5)) for row in range(model.rowCount())
    ]


def paste(qtbot, sheet: MailedSheet, text: str = MAIL) -> None:
    sheet.text.setPlainText(text)
    count = len([line for line in text.splitlines() if line])
    qtbot.waitUntil(lambda: sheet.lines.model.rowCount() == count)


def choose(sheet: MailedSheet, name: str) -> None:
    sheet.reviewer.setCurrentIndex(sheet.reviewer.findText(name, Qt.MatchFlag.MatchStartsWith))


def values(workspace) -> dict[tuple[str, int], tuple[int | None, str]]:
    with workspace.read() as unit:
        people = {one.id: one.name.split()[0] for one in unit.reviewers.all()}
        stories = {one.id: one.number for one in unit.stories.all()}
        return {
            (people[one.reviewer_id], stories[one.story_id]): (one.value, one.action)
            for one in unit.readings.all()
        }


def test_a_pasted_mail_is_told_line_by_line_and_taken_in(qtbot, desk, sheet):
    paste(qtbot, sheet)
    assert not sheet.confirm.isEnabled()
    assert sheet.foot_note.text() == "Choose whose mail it is."
    choose(sheet, "Ben")
    assert rows(sheet) == [
        ("", "", "", "No rating in it"),
        ("#3 Story 3", "4 · A lot", "I will ask our front desk", "Rating"),
        ("#7 Story 7", "2 · A little", "", "Rating"),
        ("#9 Story 9", "", "", "Not on the scale"),
        ("#99", "2 · A little", "", "Not in their packs"),
    ]
    assert sheet.foot_note.text() == "2 lines are left out"
    assert sheet.confirm.words() == "Merge 2 answers"
    assert values(desk.workspace) == {}
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(sheet.confirm, LEFT)
    assert said.args == ["2 answers are taken in.", True]
    assert values(desk.workspace) == {("Ben", 3): (4, "I will ask our front desk"), ("Ben", 7): (2, "")}
    with desk.workspace.read() as unit:
        assert [one.came_by for one in unit.returns.all()] == [ReturnBy.MAIL]
    desk.workspace.undo()
    assert values(desk.workspace) == {}


def test_a_line_that_steps_aside_is_told_as_that_and_taken_in(qtbot, desk, sheet):
    paste(qtbot, sheet, "Story 3: step aside - I know her\nStory 7: 4\n")
    choose(sheet, "Ben")
    assert rows(sheet)[0] == ("#3 Story 3", "Steps aside", "I know her", "Rating")
    with qtbot.waitSignal(sheet.merged):
        qtbot.mouseClick(sheet.confirm, LEFT)
    with desk.workspace.read() as unit:
        found = {(one.value, one.knows, one.aside_reason) for one in unit.readings.all()}
    assert found == {(None, Knows.ASIDE, "I know her"), (4, Knows.NO, "")}


def mail_file(folder: Path, sender: str, text: str = MAIL) -> Path:
    message = EmailMessage()
    message["From"] = sender
    message.set_content(text)
    path = folder / "Re: stories.eml"
    path.write_bytes(bytes(message))
    return path


def drop(sheet: MailedSheet, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    sheet.dropEvent(event)


def test_a_dropped_mail_says_whose_it_is(qtbot, desk, sheet, tmp_path):
    drop(sheet, mail_file(tmp_path, "Amara <AMARA@example.org>"))
    qtbot.waitUntil(lambda: sheet.reviewer.currentText().startswith("Amara"))
    assert sheet.confirm.words() == "Merge 2 answers"
    with qtbot.waitSignal(sheet.merged) as merged:
        qtbot.mouseClick(sheet.confirm, LEFT)
    assert merged.args[0].files[0].name == "Re: stories.eml"
    assert ("Amara", 3) in values(desk.workspace)


def test_a_sender_whom_nobody_knows_is_asked_about(qtbot, sheet, tmp_path):
    choose(sheet, "Ben")
    drop(sheet, mail_file(tmp_path, "stranger@example.org"))
    qtbot.waitUntil(lambda: bool(sheet.who.problem()))
    assert "stranger@example.org" in sheet.who.problem()
    assert not sheet.confirm.isEnabled()
    choose(sheet, "Ben")
    assert sheet.who.problem() == ""
    assert sheet.confirm.isEnabled()


def test_what_is_no_mail_says_so(qtbot, sheet, tmp_path):
    path = tmp_path / "empty.eml"
    path.write_bytes(b"")
    drop(sheet, path)
    qtbot.waitUntil(lambda: sheet.who.problem() == "There is no text in this file. Is it a mail?")


def test_what_was_pasted_is_not_thrown_away_by_one_key(qtbot, sheet):
    paste(qtbot, sheet)
    qtbot.mouseClick(sheet.cancel, LEFT)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.cancel, LEFT)
