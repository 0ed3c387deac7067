"""A reviewer reads a pack: every answer is kept, and told until it is sent."""

from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from learningstories.domain.reading import Concern, Knows
from learningstories.services import stories
from learningstories.services.attachments import attach
from learningstories.services.drafts import DraftFile
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.remark_sheets import ConcernSheet, KnowsSheet
from learningstories.ui.unsent_sheets import ForgetSheet, UnsentSheet
from tests.packs.conftest import photo
from tests.ui.packs_world import (
    LEFT,
    TEXT,
    answer_all,
    drop,
    is_kept,
    is_read,
    kept,
    open_story,
    opened,
    sheet,
    stored,
    told_above,
)


def test_answers_are_kept_with_the_pack_wherever_it_is_opened_from(
    qtbot, windows, open_pack, make_packs, tmp_path
):
    window = open_pack(make_packs().path)
    page, first = window.page, window.page.number()
    qtbot.keyClick(page.text, Qt.Key.Key_4)
    qtbot.keyClicks(page.form.action, "Ask our front desk")
    qtbot.waitUntil(is_kept(tmp_path, window.path, first, value=4, action="Ask our front desk", position=1))
    qtbot.waitUntil(lambda: page.foot.saved.text() == "✓ Saved just now")
    page.go_on()
    qtbot.waitUntil(lambda: page.number() != first and is_read(page))
    second = page.number()
    window.leaving.close_now()
    moved = tmp_path / "elsewhere" / "from mail.lspack"
    moved.parent.mkdir()
    window.path.rename(moved)
    page = open_pack(moved).page
    assert page.number() == second
    assert page.sidebar.left.text().startswith("1 of 4 read")
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(0))
    qtbot.waitUntil(lambda: page.number() == first and is_read(page))
    assert page.form.action.toPlainText() == "Ask our front desk"
    assert page.form.scale.value() == 4


def test_leaving_keeps_the_last_letter(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    number = window.page.number()
    qtbot.keyClicks(window.page.form.why, "Because")
    window.leaving.close_now()
    assert kept(tmp_path, window.path, number).why == "Because"


def test_what_is_said_beside_the_answers_is_kept(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    page, first = window.page, window.page.number()
    qtbot.mouseClick(page.bar.concern, LEFT)
    asked = sheet(window.shell, ConcernSheet)
    asked.options[Concern.SAFETY].setChecked(True)
    qtbot.keyClicks(asked.note, "The third paragraph")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(
        is_kept(tmp_path, window.path, first, concern=Concern.SAFETY, concern_note="The third paragraph")
    )
    qtbot.mouseClick(page.bar.knows, LEFT)
    asked = sheet(window.shell, KnowsSheet)
    asked.options[Knows.ASIDE].setChecked(True)
    qtbot.keyClicks(asked.reason, "We share an office")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(page.foot.aside.isVisible)
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "1 answer not sent yet")


def test_to_put_a_story_off_is_nothing_to_send(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    first = window.page.number()
    qtbot.keyClick(window.page.text, Qt.Key.Key_S)
    qtbot.waitUntil(is_kept(tmp_path, window.path, first, skipped=True))
    qtbot.waitUntil(window.tasks.is_idle)
    assert window.page.sidebar.sent.label.text() == ""


def test_answers_to_an_earlier_pack_carry_over_where_the_story_is_the_same(
    qtbot, open_pack, make_packs, reviewed_file, tmp_path, clock
):
    window = open_pack(make_packs().path)
    page = window.page
    answered = []
    for _time in range(2):
        qtbot.waitUntil(lambda: is_read(page))
        answered.append(page.number())
        qtbot.keyClick(page.text, Qt.Key.Key_5)
        page.go_on()
        qtbot.waitUntil(lambda: page.number() != answered[-1])
    window.leaving.close_now()
    clock.on(minutes=5)
    stories.edit(reviewed_file, answered[0], markdown=f"{TEXT}\n\nAnd one more.")
    again = open_pack(make_packs("newer").path).page
    session = again.session
    assert session.story(answered[0]).value is None
    assert session.story(answered[1]).value == 5
    assert again.sidebar.left.text().startswith("1 of 4 read")
    qtbot.waitUntil(lambda: again.sidebar.sent.label.text() == "1 answer not sent yet")


def test_what_cannot_be_kept_is_said_and_tried_again(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    page, number = window.page, window.page.number()
    page.saver._again.setInterval(100)
    folder = tmp_path / "answers"
    folder.write_text("no folder, but a file of that name")
    qtbot.keyClicks(page.form.why, "It is true")
    qtbot.waitUntil(lambda: page.foot.saved.text().startswith("Not saved yet."))
    assert len(told_above(window.shell)) == 1
    folder.unlink()
    qtbot.waitUntil(is_kept(tmp_path, window.path, number, why="It is true"))
    qtbot.waitUntil(lambda: page.foot.saved.text() == "✓ Saved just now")


# --- another window, another device -----------------------------------------------------------------


def test_a_second_window_is_told_and_both_stay_right(qtbot, open_pack, make_packs, tmp_path):
    path = make_packs().path
    other = stored(tmp_path, path)
    place = tmp_path / "answers" / f"p_{other.contents.id.hex}.json"
    elsewhere = OpenFiles(tmp_path / "locks")
    assert elsewhere.take(place)
    window = open_pack(path)
    assert "This pack is open in another window too" in told_above(window.shell)[0]
    page = window.page
    mine, theirs = page.number(), page.session.stories[2].number
    qtbot.keyClicks(page.form.why, "Mine")
    qtbot.waitUntil(is_kept(tmp_path, path, mine, why="Mine"))
    other.answer(theirs, value=2, action="Theirs")
    qtbot.waitUntil(lambda: page.session.story(theirs).value == 2)
    qtbot.keyClicks(page.form.why, " too")
    qtbot.waitUntil(is_kept(tmp_path, path, mine, why="Mine too"))
    assert kept(tmp_path, path, theirs).action == "Theirs"
    elsewhere.leave(place)


def test_a_return_of_another_device_is_gone_on_from(qtbot, windows, open_pack, make_packs, tmp_path):
    path = make_packs().path
    laptop = stored(tmp_path / "laptop", path)
    number = laptop.contents.stories[3].number
    laptop.answer(number, value=1, action="From the laptop")
    (tmp_path / "a.lsreturn.txt").write_bytes(laptop.return_file())
    (tmp_path / "b.lsreturn.txt").write_text("no return")
    window = open_pack(path)
    drop(window.shell, tmp_path / "a.lsreturn.txt")
    here = "The answers in “a.lsreturn.txt” are here, too"
    toasts = window.shell.toasts
    qtbot.waitUntil(lambda: toasts.notice is not None and toasts.notice.sentence.text() == here)
    qtbot.waitUntil(lambda: window.page.session.story(number).value == 1)
    drop(window.shell, tmp_path / "b.lsreturn.txt")
    qtbot.waitUntil(lambda: told_above(window.shell) != [])
    assert "That is no return of this pack" in told_above(window.shell)[0]


def test_answers_that_cannot_be_read_are_set_aside_and_told(qtbot, open_pack, make_packs, tmp_path):
    path = make_packs().path
    reading = stored(tmp_path, path)
    reading.answer(reading.contents.stories[0].number, value=3)
    (file,) = (tmp_path / "answers").glob("*.json")
    file.write_bytes(file.read_bytes()[:40])
    window = open_pack(path)
    assert "cannot be read, so it begins anew" in told_above(window.shell)[0]
    (damaged,) = (tmp_path / "answers").glob("*.damaged")
    assert str(damaged) in told_above(window.shell)[0]
    assert window.page.session.done == 0


# --- the end, and going away ------------------------------------------------------------------------


def test_the_end_thanks_and_shows_what_was_promised(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    page = window.page
    qtbot.keyClicks(page.form.action, "Ask our front desk")
    answer_all(qtbot, page)
    assert page.finished.title.text() == "All four are read. Thank you."
    assert page.finished.promised() == ["Ask our front desk"]
    asked = sheet(window.shell, PromiseSheet)
    asked.reject()
    assert page.finished.use.text() == "What may be shown of it: not asked yet"
    qtbot.mouseClick(page.finished.change, LEFT)
    asked = sheet(window.shell, PromiseSheet)
    next(iter(asked.uses.values())).setChecked(True)
    asked.later[True].setChecked(True)
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: page.finished.use.text() == "What may be shown of it: with the name")
    assert stored(tmp_path, window.path).session.reviewer.ask_later is True


def test_closing_tells_what_is_not_sent_yet(qtbot, windows, open_pack, make_packs):
    window = open_pack(make_packs().path)
    qtbot.keyClick(window.page.text, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.page.sidebar.sent.label.text() == "1 answer not sent yet")
    window.shell.close()
    asked = sheet(window.shell, UnsentSheet)
    assert asked.title.text() == "1 answer not sent yet"
    asked.reject()
    assert window.shell.isVisible()
    window.shell.close()
    qtbot.mouseClick(sheet(window.shell, UnsentSheet).leave, LEFT)
    assert windows.packs.windows == {}


def test_closing_before_anything_was_answered_asks_nothing(windows, open_pack, make_packs):
    open_pack(make_packs().path).shell.close()
    assert windows.packs.windows == {}


def test_answers_are_removed_only_after_saying_what_is_lost(qtbot, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    page = window.page
    qtbot.keyClick(page.text, Qt.Key.Key_2)
    qtbot.keyClicks(page.form.why, "Because")
    window.shell.registry["forget"].trigger()
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(ForgetSheet)))
    asked = sheet(window.shell, ForgetSheet)
    assert asked.lost.text().startswith("Your answers to 1 story would be gone")
    assert asked.unsent.text() == "1 answer not sent yet."
    qtbot.keyClick(asked, Qt.Key.Key_Return)  # keeps them
    qtbot.waitUntil(lambda: page.session.done == 1)
    window.shell.registry["forget"].trigger()
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(ForgetSheet)))
    qtbot.mouseClick(sheet(window.shell, ForgetSheet).remove, LEFT)
    qtbot.waitUntil(lambda: page.session.done == 0)
    qtbot.waitUntil(lambda: page.form.why.toPlainText() == "")
    assert list((tmp_path / "answers").glob("*.json")) == []
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "")


def test_the_first_window_lists_packs_with_how_far_they_are(qtbot, windows, open_pack, make_packs, clock):
    window = open_pack(make_packs(return_by=clock.now).path)
    qtbot.keyClick(window.page.text, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.page.session.done == 1)
    window.leaving.close_now()
    windows.start_if_empty()
    (card,) = windows.start.recent_cards()
    assert card.file.title == "Review pack: Learning stories"
    assert card.file.detail == "Grace Hopper · 1 of 4 read · return by 20 March"
    qtbot.mouseClick(card, LEFT)
    assert opened(qtbot, windows, window.path).shell.isVisible()


# --- pictures, recordings, and what is hostile -------------------------------------------------------


OGG = b"OggS" + bytes(60)


@pytest.fixture
def with_files(reviewed_file, add_story):
    """One more story: a picture in its text, another beside it, a recording, and one too large to come."""
    inside, beside = photo("teal"), photo("navy")
    sha = sha256(inside).hexdigest()
    number = add_story(reviewed_file, f"Look:\n\n![stairs](media:{sha})\n", title="Seen", words=9).number
    for name, kind, role, data, words in (
        ("a.jpg", "image/jpeg", "picture", inside, "the stairs"),
        ("b.jpg", "image/jpeg", "picture", beside, "the <b>lift</b>"),
        ("c.ogg", "audio/ogg", "sound", OGG, "Grace, asked"),
        ("d.mp4", "video/mp4", "video", b"film", ""),
    ):
        file = DraftFile(name=name, media_type=kind, role=role, data=data, description=words, seconds=75)
        attach(reviewed_file, number, file)
    return number


def test_pictures_and_recordings_of_a_story_are_seen_and_heard(
    qtbot, open_pack, make_packs, with_files, monkeypatch
):
    played = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: played.append(url) or True)
    page = open_pack(make_packs().path).page
    open_story(qtbot, page, with_files)
    text = page.text.toPlainText()
    assert text.count("\ufffc") == 2
    assert "the <b>lift</b>" in text
    assert "▶ Grace, asked (1 min 15 s)" in text
    assert "A film (1 min 15 s) is not in this pack. The organiser has it." in text
    shown = [image.width() for image in page.text._scaled.values()]
    assert sorted(shown) == [60, 60]
    find_link(page.text)
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(played) == 1)
    assert Path(played[0].toLocalFile()).read_bytes() == OGG
    assert page.number() == with_files


def find_link(text):
    """Select the link to the recording, as Tab does."""
    cursor = text.document().find("Grace, asked")
    text.setTextCursor(cursor)


@pytest.fixture
def hostile_story(reviewed_file, add_story, tmp_path):
    """A story that names a picture of this computer, one of the web, one of another pack, and scripts."""
    secret = tmp_path / "secret.png"
    Image.new("RGB", (40, 40), "red").save(secret)
    text = (
        f"<script>alert(1)</script><img src='file://{secret}' onerror=x> ![x](file://{secret}) "
        f"![y](https://example.org/p.png) ![z](media:{'a' * 64}) <a href='play:media/x'>go</a> "
        f"[go](javascript:x) [on](file://{secret}) <iframe src='//x'></iframe>"
    )
    return add_story(reviewed_file, text, title="</p><img src=x>", words=9).number


def test_a_story_that_reaches_out_loads_nothing_and_runs_nothing(
    qtbot, open_pack, make_packs, hostile_story, monkeypatch
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(url.toString()))
    page = open_pack(make_packs().path).page
    open_story(qtbot, page, hostile_story)
    assert "</p><img src=x>" in page.text.toPlainText()
    assert all(image.width() == 1 for image in page.text._scaled.values())
    html = page.text.toHtml()
    assert not any(word in html for word in ("javascript:", "play:", "script>alert", "iframe", 'href="file'))
