"""What is done with reviewers from their page: stories given out and handed on, asides, reminders, packs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from learningstories.domain.reviewer import Aside
from learningstories.services.assigning import assign_stories
from learningstories.services.merging import merge
from learningstories.services.reviewer_list import reviewer_list
from learningstories.services.reviewing import edit_reviewer
from learningstories.ui.aside_sheet import AsideSheet
from learningstories.ui.assign_model import AFTER, NEW, STORIES
from learningstories.ui.assign_model import NAME as ASSIGNED_NAME
from learningstories.ui.assign_sheet import AssignSheet, HandOverSheet
from learningstories.ui.pack_phrase_sheet import PackPhraseSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.remind_sheet import RemindSheet
from learningstories.ui.reviewer_list_model import NAME, PACK, PROGRESS
from learningstories.ui.reviewer_sheet import AddReviewersSheet
from learningstories.ui.reviewers_page import ReviewersPage
from learningstories.ui.understood_people import ASIDE, READS, UNDERSTOOD
from learningstories.ui.understood_people import NAME as PERSON
from tests.ui.pack_days import FILES, device, packs_for, returned

LEFT = Qt.MouseButton.LeftButton
AMARA, BEN, CHIARA = (f"{name}@example.org" for name in ("amara", "ben", "chiara"))


@pytest.fixture
def people(workspace, add_story, add_reviewer):
    for number in range(1, 5):
        add_story(workspace, f"Story {number}.", title=f"S{number}", author=f"Author {number}")
    for name in ("Amara Okoye", "Ben Taylor", "Chiara Ricci"):
        add_reviewer(workspace, name)
    return workspace


@pytest.fixture
def page(qtbot, desk, people) -> Iterator[ReviewersPage]:
    made = ReviewersPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    yield made
    made.leave()


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def sheet(over, kind):
    return next(s for s in over.window().findChildren(kind) if s.isVisible())


def choose(page, name):
    page.table.choose_row(cells(page.model, NAME).index(name))


def pressed(qtbot, page, name):
    """Press a button of the only pack, once it is there and has been given its place."""

    def button():
        rows = page.panel.packs.rows
        return getattr(rows[0], name) if rows else None

    qtbot.waitUntil(lambda: button() is not None and button().isVisible())
    qtbot.waitUntil(lambda: button().height() == button().sizeHint().height())
    qtbot.mouseClick(button(), LEFT)


# --- who reads what ----------------------------------------------------------------------------------


def test_who_gets_what_is_shown_before_it_is_stored(qtbot, desk, window, people):
    asked = AssignSheet(desk, window)
    asked.open()
    qtbot.waitUntil(lambda: asked.plan is not None)
    QAbstractItemModelTester(asked.model)
    assert asked.per_story.value() == 3
    assert cells(asked.model, AFTER) == ["4", "4", "4"]
    asked.per_story.setValue(1)
    qtbot.waitUntil(lambda: asked.plan is not None and asked.plan.new == 4)
    assert asked.foot_note.text() == "4 new assignments"
    given = cells(asked.model, STORIES)
    assert people.undo_label() == "Add reviewer Chiara Ricci"
    with qtbot.waitSignal(desk.said) as said:
        qtbot.mouseClick(asked.confirm, LEFT)
    assert said.args == ["4 stories are given out", True]
    with people.read() as unit:
        emails = {person.id: person.email for person in unit.reviewers.all()}
        numbers = {story.id: story.number for story in unit.stories.all()}
        found: dict[str, list[int]] = {}
        for each in unit.assignments.all():
            found.setdefault(emails[each.reviewer_id], []).append(numbers[each.story_id])
    told = [", ".join(f"#{n}" for n in sorted(found[email])) for email in (AMARA, BEN, CHIARA)]
    assert told == given


def test_what_cannot_be_filled_is_said(qtbot, desk, window, people):
    for email in (AMARA, BEN):
        edit_reviewer(people, email, capacity=1)
    edit_reviewer(people, CHIARA, aside=(Aside(author="Author 1"), Aside(author="Author 2")))
    asked = AssignSheet(desk, window)
    asked.open()
    qtbot.waitUntil(lambda: asked.plan is not None)
    assert asked.short.isVisible()
    told = asked.short.text()
    assert "3 stories lack 8 readings: #1, #2, #4." in told
    assert "No room left: Amara Okoye, Ben Taylor." in told
    assert cells(asked.model, AFTER)[0] == "1 / 1"
    asked.reject()


def test_later_stories_change_little(qtbot, desk, window, people, add_story):
    assign_stories(people, desk.lists, 2)
    add_story(people, "Story 5.", title="S5")
    asked = AssignSheet(desk, window)
    asked.open()
    qtbot.waitUntil(lambda: asked.plan is not None)
    asked.per_story.setValue(2)
    qtbot.waitUntil(lambda: asked.plan is not None and asked.plan.new == 2)
    assert sorted(cells(asked.model, STORIES)) == ["", "#5", "#5"]
    asked.per_story.setValue(1)
    qtbot.waitUntil(lambda: asked.plan is not None and asked.plan.new == 1)
    asked.reject()


def test_unread_stories_are_handed_on(qtbot, desk, page, people):
    assign_stories(people, desk.lists, 1)
    qtbot.waitUntil(lambda: sum(int(c.split("/")[1]) for c in cells(page.model, PROGRESS)) == 4)
    choose(page, "Amara Okoye")
    qtbot.waitUntil(page.panel.give.isVisible)
    words = page.panel.give.words()
    qtbot.mouseClick(page.panel.give, LEFT)
    asked = sheet(page, HandOverSheet)
    qtbot.waitUntil(lambda: asked.plan is not None)
    row = cells(asked.model, ASSIGNED_NAME).index("Amara Okoye")
    assert cells(asked.model, AFTER)[row] == "0"
    count = sum(int(new[1:]) for new in cells(asked.model, NEW) if new)
    assert words == (f"Hand on {count} stories…" if count > 1 else "Hand on 1 story…")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[0] == "0/0")
    qtbot.waitUntil(lambda: not page.panel.give.isVisible())
    assert people.undo() == "Give the stories of amara@example.org to others"
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[0] != "0/0")


# --- stepping aside ----------------------------------------------------------------------------------


def test_authors_and_stories_are_stepped_aside_from_with_a_reason(qtbot, page, people):
    choose(page, "Ben Taylor")
    qtbot.mouseClick(page.panel.change_aside, LEFT)
    asked = sheet(page, AsideSheet)
    assert not asked.add.isEnabled()
    qtbot.keyClicks(asked.what, "author 2")
    qtbot.keyClicks(asked.reason, "my colleague")
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked._stories))
    qtbot.keyClicks(asked.what, "#99")
    assert asked.what_field.problem() == "There is no story with this number."
    assert not asked.add.isEnabled()
    asked.what.clear()
    qtbot.keyClicks(asked.what, "#4")
    qtbot.mouseClick(asked.confirm, LEFT)  # what is written is meant, too
    qtbot.waitUntil(lambda: page.panel.aside.count() == 2)
    qtbot.waitUntil(
        lambda: (
            [page.panel.aside.itemAt(i).widget().text() for i in range(2)]
            == [
                "author 2 (my colleague)",
                "#4",
            ]
        )
    )
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[1] == "0/2")
    assert people.undo() == "Edit a reviewer"


def test_one_is_taken_off_the_list_again(qtbot, page, people):
    edit_reviewer(people, BEN, aside=(Aside(author="Author 1"), Aside(author="Author 2")))
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[1] == "0/2")
    choose(page, "Ben Taylor")
    page.deeds.change_aside()
    asked = sheet(page, AsideSheet)
    asked._remove(0)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[1] == "0/3")


# --- packs of one reviewer ---------------------------------------------------------------------------


@pytest.fixture
def sent(people, tmp_path, clock) -> dict[str, Path]:
    return packs_for(people, tmp_path / "packs", AMARA, BEN, protect=False)


def test_the_page_tells_who_has_what_and_who_returned_what(qtbot, page, people, sent, tmp_path, clock):
    made = "Made 20 Mar, no reply"
    qtbot.waitUntil(lambda: cells(page.model, PACK) == [made, made, "Pack not made"])
    qtbot.waitUntil(lambda: page.returns.remind.words() == "Remind 2 reviewers…")
    clock.on(days=1)
    everything = dict.fromkeys(range(1, 5), 3)
    whole = returned(device(sent[AMARA], tmp_path, clock), tmp_path / "a.lsreturn.txt", everything)
    part = returned(device(sent[BEN], tmp_path, clock), tmp_path / "b.lsreturn.txt", {2: 4})
    merge(people, FILES, FILES.arrivals([whole, part]))
    qtbot.waitUntil(lambda: cells(page.model, PACK) == ["Returned 21 Mar", "Part returned", "Pack not made"])
    assert cells(page.model, PROGRESS) == ["4/4", "1/4", "0/4"]
    qtbot.waitUntil(lambda: page.returns.taken.text() == "2 returns are taken in")
    assert not page.returns.remind.isVisible()
    choose(page, "Ben Taylor")
    assert page.panel.told.text() == (
        "ben@example.org · 4 stories · pack made 20 Mar · last return 21 Mar · 1 of 4 read"
    )


def test_a_pack_is_withdrawn_with_a_reason_and_restored(qtbot, page, people, sent, tmp_path, clock):
    came = returned(device(sent[BEN], tmp_path, clock), tmp_path / "b.lsreturn.txt", {2: 4})
    merge(people, FILES, FILES.arrivals([came]))
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[1] == "1/4")
    choose(page, "Ben Taylor")
    pressed(qtbot, page, "revoke")
    asked = sheet(page, ReasonSheet)
    qtbot.keyClicks(asked.reason, "It went to the wrong Ben")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: cells(page.model, PACK)[1] == "Withdrawn")
    qtbot.waitUntil(lambda: cells(page.model, PROGRESS)[1] == "0/4")
    pressed(qtbot, page, "reinstate")
    qtbot.waitUntil(lambda: cells(page.model, PACK)[1] == "Part returned")
    assert cells(page.model, PROGRESS)[1] == "1/4"


def test_the_words_of_a_protected_pack_are_looked_up(qtbot, page, people, tmp_path):
    packs_for(people, tmp_path / "packs", CHIARA, protect=True)
    choose(page, "Chiara Ricci")
    pressed(qtbot, page, "phrase")
    asked = sheet(page, PackPhraseSheet)
    assert len(asked.words.text().split()) == 5
    qtbot.mouseClick(asked.copy, LEFT)
    assert QGuiApplication.clipboard().text() == asked.words.text()
    asked.accept()


def test_packs_and_reminders_are_asked_for_one_some_or_all(qtbot, desk, page, sent):
    gone = []
    desk.go.connect(lambda *asked: gone.append(asked))
    qtbot.waitUntil(lambda: cells(page.model, PACK)[0].startswith("Made"))
    choose(page, "Amara Okoye")
    qtbot.mouseClick(page.panel.pack, LEFT)
    qtbot.mouseClick(page.panel.remind, LEFT)
    qtbot.mouseClick(page.pack_button, LEFT)
    page.table.selectAll()
    qtbot.mouseClick(page.pack_button, LEFT)
    for button in (page.assign_button, page.merge_button, page.returns.remind):
        qtbot.mouseClick(button, LEFT)
    assert gone == [
        ("packs", [AMARA]),
        ("remind", [AMARA]),
        ("packs", None),
        ("packs", [AMARA, BEN, CHIARA]),
        ("assign", None),
        ("merge", None),
        ("remind", None),
    ]


# --- reminders ---------------------------------------------------------------------------------------


def test_reminders_are_written_to_who_has_not_answered(qtbot, desk, window, sent, tmp_path, monkeypatch):
    asked = RemindSheet(desk, window)
    asked.open()
    qtbot.waitUntil(lambda: len(asked.picker.model.rows) == 2)
    assert asked.picker.model.ticked() == [AMARA, BEN]
    asked.picker.table.choose_row(0)
    qtbot.keyClick(asked.picker.table, Qt.Key.Key_Space)
    assert asked.confirm.words() == "Write 1 draft…"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "drafts"))
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(asked.open_button.isVisible)
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["Reminder - Ben Taylor.eml"]
    assert asked.foot_note.text().startswith("1 draft is in drafts")
    asked.reject()


def test_nobody_is_to_be_reminded(qtbot, desk, window, people):
    asked = RemindSheet(desk, window)
    asked.open()
    qtbot.waitUntil(asked.nobody.isVisible)
    assert not asked.confirm.isEnabled()
    asked.reject()


# --- people out of a spreadsheet ---------------------------------------------------------------------

CSV = """Name,E-mail,Languages,Themes,Reads at most,Steps aside from,Reason
Elif Kaya,elif@example.org,tr; English,,8,Author 2 (cousin); #3,
Ben,ben@example.org,,,,,
Femi,femi@example.org,Elvish,,,#77,
"""


def test_a_spreadsheet_is_shown_as_it_was_understood(qtbot, desk, page, people, tmp_path, monkeypatch):
    (tmp_path / "people.csv").write_text(CSV, "utf-8")
    qtbot.mouseClick(page.add_button, LEFT)
    asked = sheet(page, AddReviewersSheet)
    asked.tabs.choose("file")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(tmp_path / "people.csv"), ""))
    qtbot.mouseClick(asked.file.choose, LEFT)
    model = asked.file.people.model
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    QAbstractItemModelTester(model)
    assert cells(model, PERSON) == ["Elif Kaya", "Ben ben@example.org", "Femi"]
    assert cells(model, READS)[0] == "tr, en · at most 8 stories"
    assert cells(model, ASIDE)[0] == "Author 2, #3"
    assert cells(model, UNDERSTOOD) == ["New reviewer", "There already", "New, in part"]
    assert "“Elvish” is no language" in asked.file.people.remarks.text()
    assert "no story “#77”" in asked.file.people.remarks.text()
    assert asked.foot_note.text() == "1 line adds nobody"
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    found = next(x for x in reviewer_list(people, desk.lists).lines if x.reviewer.name == "Elif Kaya")
    assert [(each.author, each.reason) for each in found.reviewer.aside] == [("Author 2", "cousin"), ("", "")]
    assert people.undo() == "Add 2 reviewers"


def test_a_file_without_people_says_so(qtbot, page, tmp_path):
    (tmp_path / "story.txt").write_text("Once I was wrong.")
    page.deeds.add()
    asked = sheet(page, AddReviewersSheet)
    asked.tabs.choose("file")
    asked.file.read(tmp_path / "story.txt")
    qtbot.waitUntil(asked.file.problem.isVisible)
    assert "Paste the list instead" in asked.file.problem.text()
    assert not asked.confirm.isEnabled()
    asked.file.read(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "gone.csv" in asked.file.problem.text())


def test_cells_of_a_spreadsheet_are_pasted(qtbot, page, people):
    page.deeds.add()
    asked = sheet(page, AddReviewersSheet)
    asked.tabs.choose("list")
    asked.pasted.setPlainText("Name\tE-mail\tNot to read\nElif\telif@example.org\t#2")
    qtbot.waitUntil(lambda: cells(asked.people.model, ASIDE) == ["#2"])
    assert asked.confirm.words() == "Add reviewer"
    asked.reject()
