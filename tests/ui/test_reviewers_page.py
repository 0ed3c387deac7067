from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.services.reviewer_list import reviewer_list
from learningstories.services.reviewing import answer, edit_reviewer
from learningstories.ui.clash_sheet import ClashSheet
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reviewer_list_model import NAME, PACK, PROGRESS, READS, USUALLY
from learningstories.ui.reviewer_sheet import AddReviewersSheet, EditReviewerSheet
from learningstories.ui.reviewers_page import ReviewersPage
from learningstories.ui.tokens import Role
from learningstories.ui.understood_people import UNDERSTOOD

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def people(workspace, add_story, add_reviewer):
    for number in range(1, 11):
        add_story(workspace, title=f"Story {number}")
    add_reviewer(workspace, "Ben Taylor", themes=("Work",), languages=("it", "en"))
    for name in ("Amara Okoye", "Chiara Ricci", "Dewi Puspita"):
        add_reviewer(workspace, name)
    for number in range(1, 9):
        for who, more in (("amara", 0), ("ben", 1), ("chiara", 2)):
            answer(workspace, f"{who}@example.org", number, value=1 + number % 3 + more)
    return workspace


@pytest.fixture
def page(qtbot, desk, people) -> Iterator[ReviewersPage]:
    made = shown(qtbot, desk)
    yield made
    made.leave()


def shown(qtbot, desk):
    made = ReviewersPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.stack.currentIndex() != 2)
    return made


def cells(page, column):
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def sheet(page, kind):
    return next(s for s in page.window().findChildren(kind) if s.isVisible())


def emails(desk):
    return [line.reviewer.email for line in reviewer_list(desk.workspace, desk.lists).lines]


def choose(page, name):
    page.table.choose_row(cells(page, NAME).index(name))


def test_each_row_says_who_reads_what_how_far_and_how(qtbot, page):
    assert cells(page, NAME) == ["Amara Okoye", "Ben Taylor", "Chiara Ricci", "Dewi Puspita"]
    assert cells(page, READS) == ["any", "Work · it, en", "any", "any"]
    assert cells(page, PROGRESS) == ["8/10", "8/10", "8/10", "0/10"]
    qtbot.waitUntil(lambda: cells(page, USUALLY) == ["strict", "average", "generous", "—"])
    assert cells(page, PACK) == ["Reads here", "Reads here", "Reads here", "Pack not made"]
    assert page.header.pill.text() == "4"
    QAbstractItemModelTester(page.model)


def test_squares_tell_the_coverage_and_lead_to_the_story(qtbot, desk, page):
    squares = page.coverage.squares
    assert [page.coverage.legend.itemAt(i).widget().words.text() for i in range(3)] == [
        "3 or more: 8",
        "1–2: 0",  # noqa: RUF001 - a range
        "none: 2",
    ]
    assert [squares.role_of(n) for n in (3, 1, 0)] == [Role.ACCENT, Role.RATING_4, Role.BAD]
    gone = []
    desk.go.connect(lambda *asked: gone.append(asked))
    qtbot.mouseClick(squares, LEFT, pos=squares.place_of(9))
    squares.setFocus()
    qtbot.keyClick(squares, Qt.Key.Key_End)
    assert squares.accessibleDescription() == "#10 Story 10: 0 readers"
    qtbot.keyClick(squares, Qt.Key.Key_Return)
    assert gone == [("stories", 9), ("stories", 10)]


def test_read_as_opens_the_reading_page(qtbot, desk, page):
    choose(page, "Chiara Ricci")
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.panel.read, LEFT)
    assert asked.args == ["reading", "chiara@example.org"]
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["reading", "chiara@example.org"]


def test_one_is_added_by_hand(qtbot, desk, page):
    qtbot.mouseClick(page.add_button, LEFT)
    asked = sheet(page, AddReviewersSheet)
    assert not asked.confirm.isEnabled()
    assert page.window().focusWidget() is asked.fields.name
    qtbot.keyClicks(asked.fields.name, "Elif Kaya")
    qtbot.keyClicks(asked.fields.email, "ben@example.org")
    assert asked.fields.email_field.problem() == "A reviewer with this address is there already."
    asked.fields.email.clear()
    qtbot.keyClicks(asked.fields.email, "elif")
    assert asked.fields.email_field.problem() == "This is not an e-mail address yet."
    qtbot.keyClicks(asked.fields.email, "@example.org")
    qtbot.keyClicks(asked.fields.themes, "Work, Schools,,Work")
    asked.fields.capacity.setValue(5)
    qtbot.keyClicks(asked.fields.languages, "Italian, Elvish")
    assert asked.fields.languages_field.problem() == "“Elvish” is no language that is known here."
    assert not asked.confirm.isEnabled()
    asked.fields.languages.setText("Italian, Turkish")
    with qtbot.waitSignal(desk.said) as told:
        qtbot.mouseClick(asked.confirm, LEFT)
    assert told.args == ["Elif Kaya is added", True]
    qtbot.waitUntil(lambda: page.panel.name.text() == "Elif Kaya")
    assert page.panel.line().reviewer.themes == ("Work", "Schools")
    assert page.panel.line().reviewer.languages == ("it", "tr")  # by their codes, as stories have them
    assert cells(page, PROGRESS)[4] == "0/5"


def test_a_list_is_pasted_and_shown_before_it_is_added(qtbot, desk, page):
    qtbot.mouseClick(page.add_button, LEFT)
    asked = sheet(page, AddReviewersSheet)
    asked.tabs.choose("list")
    asked.pasted.setPlainText("Elif Kaya <elif@example.org>\nBen <ben@example.org>\nhello\nfemi@example.org")
    model = asked.people.model
    assert [model.index(row, UNDERSTOOD).data() for row in range(4)] == [
        "New reviewer",
        "There already",
        "No address in it",
        "New reviewer",
    ]
    assert asked.foot_note.text() == "2 lines add nobody"
    assert asked.confirm.words() == "Add 2 reviewers"
    assert len(emails(desk)) == 4
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    assert desk.workspace.undo() == "Add 2 reviewers"
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)


def test_a_reviewer_is_edited(qtbot, desk, page):
    choose(page, "Dewi Puspita")
    qtbot.mouseClick(page.panel.edit, LEFT)
    asked = sheet(page, EditReviewerSheet)
    asked.fields.email.setText("ben@example.org")
    assert not asked.confirm.isEnabled()
    asked.fields.email.setText("dewi.p@example.org")
    asked.fields.languages.setText("id, en")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: cells(page, READS)[3] == "any · id, en")
    assert "dewi.p@example.org" in page.panel.told.text()
    assert "dewi.p@example.org" in emails(desk)


def test_what_somebody_else_changed_of_a_reviewer_meanwhile_is_not_written_over(
    qtbot, desk, page, open_challenge
):
    choose(page, "Dewi Puspita")
    qtbot.mouseClick(page.panel.edit, LEFT)
    asked = sheet(page, EditReviewerSheet)
    elsewhere = open_challenge(desk.challenge.path, "Bo").workspace
    edit_reviewer(elsewhere, "dewi@example.org", languages=("id",), themes=("Work",))
    asked.fields.languages.setText("en")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.window().findChild(ClashSheet) is not None)
    clash = sheet(page, ClashSheet)
    assert clash.title.text() == "Bo changed this, too"
    qtbot.mouseClick(clash.mine, LEFT)
    qtbot.waitUntil(lambda: cells(page, READS)[3] == "Work · en")


def test_only_who_has_not_begun_can_be_removed(qtbot, desk, page):
    choose(page, "Ben Taylor")
    assert not page.panel.remove.isVisible()
    choose(page, "Dewi Puspita")
    qtbot.mouseClick(page.panel.remove, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    desk.workspace.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)


def test_who_put_a_story_off_is_not_removed_and_that_is_said(qtbot, desk, page):
    answer(desk.workspace, "dewi@example.org", 1, skipped=True)
    choose(page, "Dewi Puspita")
    with qtbot.waitSignal(desk.failed) as told:
        page.deeds.remove()
    assert "has begun to read" in told.args[0]
    assert "dewi@example.org" in emails(desk)


def test_the_panel_shows_promises_and_what_was_stepped_aside_from(qtbot, desk, page):
    answer(desk.workspace, "dewi@example.org", 7, knows=Knows.ASIDE, aside_reason="my aunt")
    qtbot.waitUntil(lambda: page.model.line_at(3).aside == (7,))
    choose(page, "Dewi Puspita")
    assert page.panel.aside.itemAt(0).widget().text() == "#7"
    qtbot.mouseClick(page.panel.promises, LEFT)
    asked = sheet(page, PromiseSheet)
    asked.uses[PromiseUse.NAMED].setChecked(True)
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.panel.line().reviewer.promise_use is PromiseUse.NAMED)
    assert page.table.currentIndex().row() == 3


def test_nobody_there_yet(qtbot, desk, workspace):
    page = shown(qtbot, desk)
    assert page.stack.currentWidget() is page.empty
    assert not page.pack_button.isEnabled()
    assert not page.panel.isVisible()
    qtbot.mouseClick(page.empty.button, LEFT)
    assert sheet(page, AddReviewersSheet).isVisible()


def test_what_happens_while_the_page_is_away_is_there_when_it_comes_back(qtbot, page, people, add_reviewer):
    page.hide()
    add_reviewer(people, "Zed Young")
    page.show()
    qtbot.waitUntil(lambda: cells(page, NAME)[-1] == "Zed Young")
