from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Eligibility
from learningstories.services import challenges, eligibility
from learningstories.ui.extension_sheet import ExtensionSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.received_sheet import ReceivedSheet
from learningstories.ui.stories_page import StoriesPage
from learningstories.ui.widgets.labels import Label

STAMP = Claim(by=ReceivedBy.RECEIVED_HEADER, at=datetime(2013, 3, 22, 9, 12, tzinfo=UTC), said="by mx1")
SAID = Claim(by=ReceivedBy.DATE_HEADER, at=datetime(2013, 3, 21, 8, 2, tzinfo=UTC))
ADDED = Claim(by=ReceivedBy.ENTERED, at=datetime(2013, 3, 23, 8, tzinfo=UTC))


@pytest.fixture
def page(qtbot, desk, workspace, add_story, clock) -> Iterator[StoriesPage]:
    """A late story with three claims, and one too long that nobody signed."""
    clock.on(days=9)
    challenges.alter(workspace, words_most=5)
    add_story(
        workspace,
        title="The lift",
        author="Amina Yusuf",
        email="amina@example.org",
        received_at=STAMP.at,
        received_by=STAMP.by,
        claims=(STAMP, SAID, ADDED),
    )
    add_story(workspace, "One two three four five six.", title="Chalk", author="", email="")
    made = StoriesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    yield made
    made.leave()


def show(qtbot, page, number, title):
    page.show_argument(number)
    qtbot.waitUntil(lambda: page.side.panel.title.text() == title)
    page.side.panel.tabs.choose("proof")


def words(page):
    return [label.text() for label in page.side.panel.proof.findChildren(Label)]


def press(qtbot, page, name):
    button = page.side.panel.proof.buttons[name]
    page.side.panel.pages.currentWidget().ensureWidgetVisible(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet_of(qtbot, page, kind):
    qtbot.waitUntil(lambda: page.window().findChild(kind) is not None)
    return page.window().findChild(kind)


def test_the_proof_is_in_the_head_in_one_line_and_on_its_tab_in_full(qtbot, page):
    show(qtbot, page, 1, "The lift")
    line = "9 h 13 min late, needs your decision: stamped by the receiving mail server at Fri 22 March 2013"
    assert page.side.panel.proof_line.text().startswith(line)
    said = words(page)
    assert said.index("Stamped by the receiving mail server") < said.index("By the clock of the sender")
    assert "Fri 22 March 2013, 09:12 Europe/London" in said
    assert "2013-03-22 09:12:00 UTC" in said
    assert "written as “by mx1”" in said
    press(qtbot, page, "copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("#1  The lift")
    assert "→ stamped by the receiving mail server" in copied


def test_another_claim_counts_with_a_reason_and_the_surest_again(qtbot, page, workspace):
    show(qtbot, page, 1, "The lift")
    press(qtbot, page, "time")
    sheet = sheet_of(qtbot, page, ReceivedSheet)
    (choice, claim), _added = sheet.claims
    assert claim == SAID
    assert not sheet.back.isVisible()
    choice.click()
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "Their server stood still")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.side.panel.proof_line.text().startswith("On time by 15 h 57 min: sent at"))
    assert "(“Their server stood still”)" in page.side.panel.proof_line.text()
    assert any("by Ada on" in said for said in words(page))
    press(qtbot, page, "time")
    sheet = sheet_of(qtbot, page, ReceivedSheet)
    qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "stamped by the receiving mail server" in page.side.panel.proof_line.text())
    workspace.undo()
    qtbot.waitUntil(lambda: "Their server stood still" in page.side.panel.proof_line.text())


def test_a_time_is_typed_and_what_is_no_time_is_not_stored(qtbot, page, workspace):
    show(qtbot, page, 1, "The lift")
    page.deeds.change_time()
    sheet = sheet_of(qtbot, page, ReceivedSheet)
    qtbot.keyClicks(sheet.reason, "Handed over on paper")
    sheet.moment.line.setText("soon")
    assert not sheet.confirm.isEnabled()
    sheet.moment.line.setText("2013-03-20 10:00")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: "set by the organiser to Wed 20 March 2013, 10:00" in page.side.panel.proof_line.text()
    )
    assert workspace.undo_label() == "Count Wed 20 March 2013, 10:00 as when #1 came"


def test_an_author_is_given_more_time_and_it_is_taken_back(qtbot, page, workspace):
    show(qtbot, page, 1, "The lift")
    press(qtbot, page, "more")
    sheet = sheet_of(qtbot, page, ExtensionSheet)
    assert sheet.title.text() == "More time for Amina Yusuf"
    qtbot.keyClicks(sheet.reason, "In hospital")
    sheet.until.line.setText("2013-03-21 23:59")
    assert not sheet.confirm.isEnabled()
    assert "no later than the deadline" in sheet.foot_note.text()
    sheet.until.line.setText("2013-03-22 12:00")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.side.panel.proof_line.text().startswith("On time by 2 h 48 min, after more time")
    )
    assert workspace.undo_label() == "Give Amina Yusuf until Fri 22 March 2013, 12:00"
    press(qtbot, page, "more")
    sheet = sheet_of(qtbot, page, ExtensionSheet)
    assert sheet.take_back.isVisible()
    qtbot.keyClicks(sheet.reason, "A slip")
    qtbot.mouseClick(sheet.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.side.panel.proof_line.text().startswith("9 h 13 min late"))


def test_the_late_decision_is_right_there_and_can_be_opened_again(qtbot, page, workspace):
    show(qtbot, page, 1, "The lift")
    press(qtbot, page, f"late-{LateDecision.ACCEPT}")
    sheet = sheet_of(qtbot, page, ReasonSheet)
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "Our server was down")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    accepted = "9 h 13 min late, accepted (“Our server was down”): "
    qtbot.waitUntil(lambda: page.side.panel.proof_line.text().startswith(accepted))
    assert not page.side.panel.accept.isVisible()
    press(qtbot, page, f"late-{LateDecision.OPEN}")
    qtbot.waitUntil(lambda: "needs your decision" in page.side.panel.proof_line.text())
    qtbot.waitUntil(page.side.panel.accept.isVisible)


def test_what_stands_against_a_story_is_said_and_decided(qtbot, page, workspace):
    show(qtbot, page, 2, "Chalk")
    assert page.side.panel.against.text() == "It does not say who wrote it · Over the word limit: 6 of 5"
    assert page.side.panel.not_eligible.isVisible()
    qtbot.mouseClick(page.side.panel.eligible, Qt.MouseButton.LeftButton)
    sheet = sheet_of(qtbot, page, ReasonSheet)
    qtbot.keyClicks(sheet.reason, "Known to the jury")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.side.panel.eligible.isVisible())
    qtbot.waitUntil(lambda: "Found eligible: Known to the jury" in words(page))
    press(qtbot, page, f"rules-{Eligibility.OPEN}")
    qtbot.waitUntil(page.side.panel.eligible.isVisible)
    assert not page.side.panel.proof.buttons["more"].isEnabled()
    assert not page.side.panel.proof.buttons["receipt"].isEnabled()


def test_several_stories_are_decided_about_as_one_step(qtbot, page, workspace):
    page.table.selectAll()
    page.deeds.decide_eligibility(Eligibility.NOT_ELIGIBLE)
    sheet = sheet_of(qtbot, page, ReasonSheet)
    assert sheet.title.text() == "Find not eligible: 2 stories"
    qtbot.keyClicks(sheet.reason, "Sent twice")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filters.chip("not_eligible").words() == "Not eligible 2")
    assert workspace.undo_label() == "Find 2 stories not eligible"
    workspace.undo()
    qtbot.waitUntil(lambda: not page.filters.chip("not_eligible").isVisible())


def test_of_several_only_the_late_ones_are_decided_about(qtbot, page, desk, workspace):
    said = []
    desk.said.connect(lambda sentence, _undo: said.append(sentence))
    page.table.selectAll()
    page.deeds.decide_late(LateDecision.REFUSE)
    sheet = sheet_of(qtbot, page, ReasonSheet)
    qtbot.keyClicks(sheet.reason, "Too late for the jury")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said == ["Refused as late: #1"])
    with workspace.read() as unit:
        assert unit.story(2).late_decision is LateDecision.OPEN
    failed = []
    desk.failed.connect(failed.append)
    show(qtbot, page, 2, "Chalk")
    page.deeds.decide_late(LateDecision.ACCEPT)
    sheet = page.window().findChildren(ReasonSheet)[-1]
    qtbot.keyClicks(sheet.reason, "Why not")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: failed == ["Story #2 came in time, so nothing about it is late."])


def test_receipts_go_into_the_folder_that_is_chosen(qtbot, page, desk, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "out"))
    said = []
    desk.said.connect(lambda sentence, _undo: said.append(sentence))
    page.table.selectAll()
    page.deeds.save_receipts()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["0001 The lift.eml"]
    assert said[0].startswith("1 receipt is in out, to be looked at")
    assert said[0].endswith("Without an address to write to: #2.")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    page.deeds.save_receipts()
    assert len(said) == 1


def test_the_proof_follows_what_is_decided_elsewhere(qtbot, page, workspace, clock):
    show(qtbot, page, 2, "Chalk")
    eligibility.decide(workspace, [2], Eligibility.NOT_ELIGIBLE, "An advertisement")
    qtbot.waitUntil(lambda: "Found not eligible: An advertisement" in words(page))
    challenges.alter(workspace, closes_at=clock() + timedelta(days=9))
    show(qtbot, page, 1, "The lift")
    qtbot.waitUntil(lambda: page.side.panel.proof_line.text().startswith("On time by"))
    assert f"late-{LateDecision.ACCEPT}" not in page.side.panel.proof.buttons
