from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from learningstories.domain.reviewer import Aside
from learningstories.domain.story import Attachment, AttachmentId
from learningstories.services import challenges
from learningstories.services.blinding import approve, decided, proposals
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_order import LARGE_FOR_MAIL, TOO_LARGE_FOR_MAIL, MadePacks, PackOrder
from learningstories.services.pack_reading import open_pack
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.reviewing import edit_reviewer
from learningstories.ui.blind_sheet import BlindSheet
from learningstories.ui.pack_outcome import FILES, NAME, PHRASE, SIZE, PackOutcome
from learningstories.ui.pack_sheet import PackSheet
from learningstories.ui.people_picker import STATE, TOLD
from tests.ui.pack_days import FILES as PACKS
from tests.ui.pack_days import packs_for

LEFT = Qt.MouseButton.LeftButton
GRACE, BEN, CLEO = "grace@example.org", "ben@example.org", "cleo@example.org"


@pytest.fixture
def people(workspace, add_story, add_reviewer):
    """Cleo reads nothing: she steps aside from the only author."""
    for number in (1, 2, 3):
        text = f"They call me Rose. I learned {number} things."
        add_story(workspace, text, author="Rose Miller", title=f"S{number}")
    for name in ("Grace Hopper", "Ben Taylor", "Cleo Young"):
        add_reviewer(workspace, name)
    edit_reviewer(workspace, CLEO, aside=(Aside(author="Rose Miller"),))
    return workspace


@pytest.fixture
def sheets(qtbot, desk, window, people) -> Iterator[list[PackSheet]]:
    made: list[PackSheet] = []
    yield made
    for sheet in made:
        if isValid(sheet):
            sheet._close(done=False)


@pytest.fixture
def shown(qtbot, desk, window, sheets):
    """Opens the sheet, for some reviewers if they are given, and waits until it knows what there is."""

    def show(*emails: str) -> PackSheet:
        sheet = PackSheet(desk, window, emails)
        sheets.append(sheet)
        sheet.open()
        qtbot.waitUntil(lambda: bool(sheet.people.picker.model.rows))
        return sheet

    return show


def made_in(qtbot, sheet, folder, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(folder))
    qtbot.waitUntil(sheet.confirm.isEnabled)
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: sheet.stack.currentIndex() == 1)


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_who_have_something_to_read_get_a_pack(qtbot, shown, tmp_path, monkeypatch, workspace):
    sheet = shown()
    model = sheet.people.picker.model
    QAbstractItemModelTester(model)
    assert cells(model, TOLD) == ["3 stories, about 3 min", "", "3 stories, about 3 min"]
    assert cells(model, STATE) == ["No pack yet", "Nothing to read", "No pack yet"]
    assert sheet.confirm.words() == "Make 2 packs…"
    made_in(qtbot, sheet, tmp_path / "out", monkeypatch)
    assert names(tmp_path / "out") == [
        "Learning stories - Ben Taylor.lspack",
        "Learning stories - Grace Hopper.lspack",
    ]
    assert sheet.outcome.where.text() == f"2 files are in {tmp_path / 'out'}"
    assert cells(sheet.outcome.model, NAME) == ["Ben Taylor", "Grace Hopper"]
    assert sheet.outcome.table.isColumnHidden(PHRASE)
    assert workspace.undo() == "Make 2 packs"


def test_the_folder_is_shown(qtbot, shown, tmp_path, monkeypatch):
    gone = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toLocalFile()) or True)
    sheet = shown(GRACE)
    made_in(qtbot, sheet, tmp_path, monkeypatch)
    qtbot.mouseClick(sheet.open_button, LEFT)
    assert gone == [str(tmp_path)]
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_one_is_ticked_by_hand_and_those_without_a_pack_by_themselves(qtbot, shown, tmp_path, workspace):
    packs_for(workspace, tmp_path / "before", BEN)
    sheet = shown()
    assert sheet.people.ticked() == [GRACE]
    assert cells(sheet.people.picker.model, STATE)[0].startswith("Made ")
    table = sheet.people.picker.table
    table.choose_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert sheet.people.ticked() == [BEN, GRACE]
    table.choose_row(1)  # who has nothing to read cannot be ticked
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert sheet.people.ticked() == [BEN, GRACE]
    qtbot.mouseClick(sheet.people.picker.ways[1], LEFT)
    assert sheet.people.ticked() == []
    assert not sheet.confirm.isEnabled()
    qtbot.mouseClick(sheet.people.picker.ways[2], LEFT)
    assert sheet.people.ticked() == [GRACE]
    qtbot.mouseClick(sheet.people.picker.ways[0], LEFT)
    assert sheet.confirm.words() == "Make 2 packs…"


def test_pages_mails_and_words_that_open_them(qtbot, shown, tmp_path, monkeypatch, clock):
    sheet = shown(GRACE, BEN)
    for box in (sheet.options.page, sheet.options.mail, sheet.options.protect):
        qtbot.mouseClick(box, LEFT)
    made_in(qtbot, sheet, tmp_path, monkeypatch)
    assert names(tmp_path)[:3] == [
        "Learning stories - Ben Taylor.eml",
        "Learning stories - Ben Taylor.html",
        "Learning stories - Ben Taylor.lspack",
    ]
    assert cells(sheet.outcome.model, FILES)[0] == "Learning stories - Ben Taylor (.lspack, .html, .eml)"
    assert "another way than the pack" in sheet.outcome.protected.text()
    phrases = cells(sheet.outcome.model, PHRASE)
    assert all(len(phrase.split()) == 5 for phrase in phrases)
    sheet.outcome.table.choose_row(1)
    qtbot.mouseClick(sheet.outcome.copy, LEFT)
    assert QGuiApplication.clipboard().text() == phrases[1]
    assert sheet.outcome.copied.text() == "Copied: the words for Grace Hopper"
    shelf = AnswerShelf(tmp_path / "own", PACKS)
    path = tmp_path / "Learning stories - Grace Hopper.lspack"
    assert len(open_pack(path, PACKS, shelf, clock, phrases[1]).session.stories) == 3
    qtbot.mouseClick(sheet.outcome.copy_all, LEFT)
    assert QGuiApplication.clipboard().text().splitlines()[0] == f"Ben Taylor: {phrases[0]}"


def test_only_the_page_or_nothing_to_make(qtbot, shown, tmp_path, monkeypatch):
    sheet = shown(GRACE)
    qtbot.mouseClick(sheet.options.pack, LEFT)
    assert sheet.options.kind_problem.isVisible()
    assert not sheet.confirm.isEnabled()
    qtbot.mouseClick(sheet.options.page, LEFT)
    assert not sheet.options.kind_problem.isVisible()
    made_in(qtbot, sheet, tmp_path / "out", monkeypatch)
    assert names(tmp_path / "out") == ["Learning stories - Grace Hopper.html"]


def test_a_day_of_return_is_set_and_taken_away(qtbot, shown, tmp_path, monkeypatch, workspace):
    sheet = shown(GRACE)
    sheet.options.until.line.setText("2013-04-31 18:00")
    assert not sheet.confirm.isEnabled()
    sheet.options.until.line.setText("2013-04-02 18:00")
    assert sheet.options.until.note.text() == "Tue 2 April 2013, 18:00 Europe/London"
    made_in(qtbot, sheet, tmp_path, monkeypatch)
    with workspace.read() as unit:
        assert unit.challenge().returns_until.isoformat() == "2013-04-02T17:00:00+00:00"
    again = shown(GRACE)
    assert again.options.until.line.text() == "2013-04-02 18:00"
    again.options.until.line.clear()
    made_in(qtbot, again, tmp_path, monkeypatch)
    with workspace.read() as unit:
        assert unit.challenge().returns_until is None


def test_large_packs_are_told(qtbot, workspace, people, tmp_path):
    order = PackOrder(folder=tmp_path, emails=(GRACE, BEN))
    grace, ben = make_packs(workspace, PACKS, order, Control()).packs
    outcome = PackOutcome()
    qtbot.addWidget(outcome)
    large, huge = replace(grace, mailed=LARGE_FOR_MAIL + 1), replace(ben, mailed=TOO_LARGE_FOR_MAIL + 1)
    outcome.show_made(MadePacks(packs=(grace, large, huge)), tmp_path)
    chips = cells(outcome.model, SIZE)
    assert chips[1:] == ["8.0 MB, large for mail", "20.0 MB, not by mail"]
    assert outcome.large.text() == (
        "Over 8 MB, which some mailboxes refuse: Grace Hopper. Over 20 MB, too much for a mail: "
        "Ben Taylor. Hand them over on a stick or a shared folder."
    )


def test_what_stops_half_way_leaves_nothing(qtbot, shown, tmp_path, monkeypatch, desk, workspace):
    sheet = shown()
    before = workspace.undo_label()
    qtbot.waitUntil(sheet.confirm.isEnabled)
    sheet.make_in(tmp_path / "out")
    assert not sheet.may_leave()
    sheet.progress.cancelled.emit()
    assert sheet.foot_note.text() == "Stopped. No pack was made, and no file is left."
    qtbot.waitUntil(desk.tasks.is_idle)
    assert workspace.undo_label() == before
    assert not list(tmp_path.rglob("*.lspack"))
    assert sheet.confirm.isEnabled()


def test_a_folder_that_cannot_be_written_is_said_in_the_sheet(qtbot, shown, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    sheet = shown()
    qtbot.waitUntil(sheet.confirm.isEnabled)
    sheet.make_in(tmp_path / "file")
    qtbot.waitUntil(lambda: "file" in sheet.foot_note.text())
    assert sheet.confirm.isEnabled()


# --- blind packs -------------------------------------------------------------------------------------


@pytest.fixture
def blind(people, workspace):
    challenges.alter(workspace, blind=True)
    return workspace


def looking(qtbot, sheet) -> BlindSheet:
    qtbot.waitUntil(sheet.confirm.isEnabled)
    assert sheet.confirm.words().startswith("Look at ")
    qtbot.mouseClick(sheet.confirm, LEFT)
    found = [s for s in sheet.window().findChildren(BlindSheet) if s.isVisible()]
    qtbot.waitUntil(lambda: found[-1].draft is not None)
    return found[-1]


def test_blind_packs_are_made_once_every_replacement_was_looked_at(
    qtbot, blind, shown, tmp_path, monkeypatch
):
    sheet = shown(GRACE)
    look = looking(qtbot, sheet)
    assert "Rose" in look.text.toPlainText()
    assert "«author»" in look.text.toPlainText()
    for _story in range(3):
        number = look.draft.look.story.number
        qtbot.mouseClick(look.approve, LEFT)
        qtbot.waitUntil(lambda number=number: decided(blind, number) is not None)
        qtbot.waitUntil(lambda number=number: look.draft.look.story.number != number or number == 3)
    qtbot.waitUntil(lambda: look.foot_note.text() == "All are looked at.")
    qtbot.mouseClick(look.close_button, LEFT)
    qtbot.waitUntil(lambda: sheet.confirm.words() == "Make 1 pack…")
    made_in(qtbot, sheet, tmp_path, monkeypatch)
    shelf = AnswerShelf(tmp_path / "own", PACKS)
    pack = open_pack(next(tmp_path.glob("*.lspack")), PACKS, shelf, blind.clock)
    first = min(pack.contents.stories, key=lambda story: story.number)
    assert first.markdown == "They call me «author». I learned 1 things."


def test_that_voices_stay_out_is_told_where_blind_packs_are_looked_at(qtbot, blind, shown):
    with blind.change("Attach a file") as unit:
        sha = unit.blobs.put(b"\xff\xfbShe speaks")
        given = {"name": "she.mp3", "media_type": "audio/mpeg", "size": 12, "role": "sound", "sha": sha}
        unit.attachments.add(Attachment(id=AttachmentId(UUID(int=5)), story_id=unit.story(1).id, **given))
    sheet = shown(GRACE)
    look = looking(qtbot, sheet)
    told = "1 sound file stays out: a voice is known as well as a name. The pack says only what it is."
    assert sheet.options.voices.text() == told
    assert look.draft.look.story.number == 1
    assert look.voices.text() == told
    assert look.voices.isVisible()
    look.story_table.choose_row(1)
    qtbot.waitUntil(lambda: not look.voices.isVisible())


def test_more_is_left_out_by_hand_and_the_story_stays(qtbot, blind, shown):
    look = looking(qtbot, shown(GRACE))
    cursor = look.text.document().find("learned 1 things")
    look.text.setTextCursor(cursor)
    assert look.by_hand.isEnabled()
    look.becomes.setText("«a deed»")
    qtbot.mouseClick(look.by_hand, LEFT)
    assert look.told.text() == "Replaced in 1 place."
    assert cells(look.entries, 1) == ["Rose", "learned 1 things"]
    look.entry_table.choose_row(0)
    qtbot.keyClick(look.entry_table, Qt.Key.Key_Space)
    qtbot.mouseClick(look.approve, LEFT)
    qtbot.waitUntil(lambda: decided(blind, 1) is not None)
    assert [(cut.was, cut.becomes) for cut in decided(blind, 1)] == [("learned 1 things", "«a deed»")]
    with blind.read() as unit:
        assert unit.texts.get(unit.story(1).text_sha) == "They call me Rose. I learned 1 things."


def test_what_was_altered_is_not_thrown_away_by_one_key(qtbot, blind, shown):
    look = looking(qtbot, shown(GRACE))
    look.entry_table.choose_row(0)
    qtbot.keyClick(look.entry_table, Qt.Key.Key_Space)
    qtbot.keyClick(look, Qt.Key.Key_Escape)
    assert look.isVisible()
    assert "not approved" in look.foot_note.text()
    qtbot.keyClick(look, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(look))
    assert decided(blind, 1) is None


def test_all_are_approved_as_proposed_with_one_step(qtbot, blind, shown):
    sheet = shown()
    look = looking(qtbot, sheet)
    assert look.rest.words() == "Approve all 3 as proposed"
    qtbot.mouseClick(look.rest, LEFT)
    qtbot.waitUntil(lambda: not look.rest.isVisible())
    assert blind.undo_label() == "Approve what blind packs show of 3 stories"
    qtbot.waitUntil(lambda: cells(look.stories, 1) == ["Approved"] * 3)
    blind.undo()
    qtbot.waitUntil(lambda: cells(look.stories, 1) == ["1 to look at"] * 3)


def test_stories_that_were_looked_at_before_need_no_look(qtbot, blind, shown):
    for number in (1, 2, 3):
        approve(blind, number, [each.cut for each in proposals(blind, number)])
    sheet = shown(GRACE)
    qtbot.waitUntil(sheet.confirm.isEnabled)
    assert sheet.confirm.words() == "Make 1 pack…"
    assert sheet.options.blind_told.text() == "Everything that is replaced has been looked at."
    assert sheet.options.blind.isVisible()


def test_another_story_to_look_at_comes_up_while_the_sheet_is_open(qtbot, blind, shown, add_story):
    sheet = shown(GRACE)
    qtbot.waitUntil(lambda: sheet.confirm.words() == "Look at 3 stories first…")
    add_story(blind, "Tom wrote this, and Tom is proud.", author="Tom Hale", title="S4")
    qtbot.waitUntil(lambda: sheet.confirm.words() == "Look at 4 stories first…")


def test_everything_has_a_name_for_screen_readers(qtbot, blind, shown):
    sheet = shown(GRACE)
    look = looking(qtbot, sheet)
    for each in (*sheet._stops(), *look._stops()):
        assert each.accessibleName() or getattr(each, "text", lambda: "")(), each
