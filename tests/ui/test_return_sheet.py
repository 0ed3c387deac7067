"""A reviewer saves the return file and sends it; what comes home is what was answered."""

from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from learningstories.services import challenges, merging
from learningstories.ui.return_sheet import ReturnSheet
from learningstories.ui.unsent_sheets import UnsentSheet
from tests.ui.packs_world import (
    FILES,
    LEFT,
    answer_all,
    sheet,
    stored,
    told_above,
)

NOTHING_LIKE_IT = " ".join(sha256(bytes([n])).hexdigest() for n in range(15))  # packs badly


@pytest.fixture
def opened_urls(monkeypatch) -> list[str]:
    """What was handed to other programs."""
    found: list[str] = []

    def take(url):
        found.append(url.toString(url.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def save_to(monkeypatch):
    """Answers the question where the return is to be, and gives what was proposed."""
    proposed: list[str] = []

    def answer(target: Path) -> list[str]:
        def ask(_over, _title, wanted, _kinds):
            proposed.append(wanted)
            return str(target), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return proposed

    return answer


@pytest.fixture
def saved(qtbot, reviewed_file, make_packs, open_pack, save_to, tmp_path):
    """A pack of which one story is answered and the return saved: the window, the file, the sheet."""
    challenges.alter(reviewed_file, contact="stories@example.org")
    window = open_pack(make_packs().path)
    page, target = window.page, tmp_path / "Grace's.lsreturn.txt"
    save_to(target)
    qtbot.keyClick(page.text, "4")
    qtbot.keyClicks(page.form.action, "Ask our front desk")
    qtbot.mouseClick(page.sidebar.button, LEFT)
    return window, target, wait_for_sheet(qtbot, window)


def wait_for_sheet(qtbot, window) -> ReturnSheet:
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(ReturnSheet)))
    return sheet(window.shell, ReturnSheet)


def taken_in(workspace, arrivals):
    """What the organiser has of Grace after merging."""
    report = merging.merge(workspace, FILES, arrivals)
    with workspace.read() as unit:
        numbers = {story.id: story.number for story in unit.stories.all()}
        readings = {numbers[one.story_id]: one for one in unit.readings.all()}
    return [outcome.code for outcome in report.files], readings


def test_the_return_holds_the_last_letter_and_is_taken_in(qtbot, saved, reviewed_file):
    window, target, shown = saved
    assert shown.title.text() == "Your return file is saved"
    assert "“Grace's.lsreturn.txt”" in shown.subtitle.text()
    assert shown.inside.text().startswith("In it: 1 of 4 stories rated, 1 with what you would do.")
    codes, readings = taken_in(reviewed_file, FILES.arrivals([target]))
    assert codes == ["merged"]
    reading = readings[window.page.number()]
    assert (reading.value, reading.action) == (4, "Ask our front desk")


def test_the_name_proposed_is_the_packs_and_the_ending_is_seen_to(
    qtbot, make_packs, open_pack, save_to, tmp_path
):
    window = open_pack(make_packs().path)
    (tmp_path / "mine.lsreturn.txt").write_text("something of mine")
    proposed = save_to(tmp_path / "mine.txt")
    qtbot.keyClick(window.page.text, "4")
    window.shell.registry["return"].trigger()
    wait_for_sheet(qtbot, window)
    assert Path(proposed[0]).name == "Learning stories - Grace Hopper.lsreturn.txt"
    assert (tmp_path / "mine.lsreturn.txt").read_text() == "something of mine"
    assert (tmp_path / "mine (2).lsreturn.txt").is_file()


def test_what_is_not_sent_yet_is_told_and_may_be_saved_again(qtbot, saved, reviewed_file):
    window, _target, shown = saved
    page = window.page
    shown.done.click()
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "All answers are in your return file")
    window.shell.close()
    assert not window.shell.isVisible()  # there is nothing to ask


def test_after_a_change_the_next_return_holds_it(qtbot, saved, reviewed_file):
    window, target, shown = saved
    page = window.page
    codes, _readings = taken_in(reviewed_file, FILES.arrivals([target]))
    shown.done.click()
    qtbot.mouseClick(page.form.scale.buttons[0], LEFT)
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "1 answer not sent yet")
    window.shell.close()
    qtbot.mouseClick(sheet(window.shell, UnsentSheet).send, LEFT)
    wait_for_sheet(qtbot, window)
    codes, readings = taken_in(reviewed_file, FILES.arrivals([target]))
    assert codes == ["merged"]
    assert readings[page.number()].value == 1


def test_a_return_that_cannot_be_written_has_not_left(qtbot, make_packs, open_pack, save_to, tmp_path):
    window = open_pack(make_packs().path)
    page = window.page
    save_to(tmp_path / "no folder" / "a.lsreturn.txt")
    qtbot.keyClick(page.text, "4")
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "1 answer not sent yet")
    qtbot.mouseClick(page.sidebar.button, LEFT)
    qtbot.waitUntil(lambda: told_above(window.shell) != [])
    assert "“a.lsreturn.txt” cannot be written there" in told_above(window.shell)[0]
    qtbot.waitUntil(window.tasks.is_idle)
    assert page.sidebar.sent.label.text() == "1 answer not sent yet"
    assert stored(tmp_path, window.path).unsent == 1


def test_a_mail_to_the_organiser_has_the_return_in_it(qtbot, saved, reviewed_file, opened_urls):
    _window, _target, shown = saved
    qtbot.mouseClick(shown.mail, LEFT)
    (url,) = opened_urls
    address, _mark, asked = url.partition("?")
    assert address == "mailto:stories@example.org"
    told = parse_qs(asked, strict_parsing=True)
    assert told["subject"] == ["My answers: Learning stories, Grace Hopper"]
    codes, readings = taken_in(reviewed_file, FILES.pasted(told["body"][0]))
    assert codes == ["merged"]
    assert [reading.value for reading in readings.values()] == [4]
    assert len(url) <= 2_000


def test_a_return_too_long_for_that_is_copied(qtbot, saved, reviewed_file, opened_urls):
    window, _target, shown = saved
    shown.done.click()
    page = window.page
    page.form.why.setPlainText(NOTHING_LIKE_IT)
    answer_all(qtbot, page)
    for asked in window.shell.findChildren(type(shown).__base__):
        if asked.isVisible():
            asked.reject()
    qtbot.mouseClick(page.finished.button, LEFT)
    shown = wait_for_sheet(qtbot, window)
    qtbot.mouseClick(shown.mail, LEFT)
    (url,) = opened_urls
    assert "Paste here what Learning Stories has copied" in unquote(url)
    assert "LEARNING STORIES RETURN" not in unquote(url)
    assert shown.foot_note.text().startswith("Copied.")
    codes, readings = taken_in(reviewed_file, FILES.pasted(QGuiApplication.clipboard().text()))
    assert codes == ["merged"]
    assert sorted(reading.value for reading in readings.values()) == [3, 3, 3, 3]


def test_without_a_mail_program_the_text_is_copied(qtbot, saved, monkeypatch):
    _window, _target, shown = saved
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    qtbot.mouseClick(shown.mail, LEFT)
    assert "No mail program answers here" in shown.foot_note.text()
    assert FILES.pasted(QGuiApplication.clipboard().text())[0].code == ""


def test_a_draft_has_the_file_attached(qtbot, saved, reviewed_file, opened_urls, tmp_path):
    _window, target, shown = saved
    qtbot.mouseClick(shown.draft, LEFT)
    qtbot.waitUntil(lambda: len(opened_urls) == 1)
    draft = tmp_path / "Grace's.eml"
    assert opened_urls[0].endswith("Grace's.eml")
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Learning stories <stories@example.org>"
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Grace's.lsreturn.txt"
    assert attached.get_content() == target.read_bytes()
    codes, _readings = taken_in(reviewed_file, FILES.arrivals([draft]))
    assert codes == ["merged"]


def test_a_pack_without_an_address_says_so(qtbot, make_packs, open_pack, save_to, opened_urls, tmp_path):
    window = open_pack(make_packs().path)
    save_to(tmp_path / "a.lsreturn.txt")
    qtbot.keyClick(window.page.text, "4")
    qtbot.mouseClick(window.page.sidebar.button, LEFT)
    shown = wait_for_sheet(qtbot, window)
    said = [label.text() for label in shown.findChildren(type(shown.inside))]
    assert any("The pack does not say where to send it" in words for words in said)
    qtbot.mouseClick(shown.mail, LEFT)
    assert opened_urls[0].startswith("mailto:?subject=")
