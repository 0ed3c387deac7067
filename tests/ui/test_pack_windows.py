"""Packs are opened from everywhere, each in a window of its own; what is none is told."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from learningstories.services import challenges
from learningstories.ui.merge_sheet import MergeSheet
from learningstories.ui.phrase_sheet import PhraseSheet
from learningstories.ui.unsent_sheets import ForgetSheet
from tests.packs.hostile_packs import CASES, HostilePack
from tests.ui.packs_world import LEFT, drop, is_kept, is_read, opened, refusals, sheet, stored


def test_the_first_windows_button_asks_for_a_pack_and_opens_it(qtbot, windows, make_packs, monkeypatch):
    path = make_packs().path
    windows.start_if_empty()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    qtbot.mouseClick(windows.start.pack, LEFT)
    page = opened(qtbot, windows, path).page
    qtbot.waitUntil(lambda: is_read(page))
    assert windows.start is None
    assert page.sidebar.title.text() == "Learning stories"
    assert page.sidebar.reader.text() == "Reading as Grace Hopper · offline"
    assert page.bar.place.text() == "Story 1 of 4"
    assert "Ada Lovelace · 460 words" in page.text.toPlainText()


def test_a_blind_pack_names_no_author(open_pack, make_packs, reviewed_file):
    challenges.alter(reviewed_file, blind=True)
    page = open_pack(make_packs().path).page
    assert "Ada" not in page.text.toPlainText()
    assert "460 words" in page.text.toPlainText()


def test_the_frame_is_on_the_screen_before_the_pack_is_read(qtbot, windows, make_packs):
    path = make_packs().path
    windows.open_soon(path)
    assert windows.packs.windows == {}
    window = opened(qtbot, windows, path)
    qtbot.waitUntil(lambda: is_read(window.page))
    assert window.shell.isVisible()
    assert window.shell.windowTitle() == "Learning stories · Grace Hopper · Learning Stories"


def test_until_when_it_is_wanted_back_is_told(open_pack, make_packs, clock):
    page = open_pack(make_packs(return_by=clock.now).path).page
    assert page.sidebar.left.text() == "0 of 4 read · about 8 min left · return by 20 March"


def test_a_pack_is_dropped_on_a_challenge_and_opens_beside_it(qtbot, windows, make_packs, challenge):
    path = make_packs().path
    challenge.close()
    window = windows.open(challenge.path)
    drop(window.shell, path)
    assert opened(qtbot, windows, path).shell.isVisible()
    assert window.shell.isVisible()


def test_the_same_pack_from_another_place_is_the_same_window(qtbot, windows, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    copy = Path(shutil.copy(window.path, tmp_path / "renamed.lspack"))
    with qtbot.waitSignal(windows.packs.raised) as raised:
        windows.open(copy)
    assert raised.args == [window]
    with qtbot.waitSignal(windows.packs.raised):
        windows.open(window.path)
    assert len(windows.packs.windows) == 1


@pytest.mark.parametrize("case", [case for case in CASES if case.error], ids=lambda case: case.name)
def test_what_is_no_sound_pack_is_refused_with_a_sentence(
    qtbot, windows, make_packs, tmp_path, case: HostilePack
):
    bad = tmp_path / "bad.lspack"
    bad.write_bytes(case.make(make_packs().path.read_bytes()))
    windows.start_if_empty()
    windows.open(bad)
    qtbot.waitUntil(lambda: refusals(windows) != [])
    (said,) = refusals(windows)
    assert "bad.lspack" in said
    assert windows.packs.windows == {}


def test_a_refused_pack_leaves_only_the_first_window(qtbot, windows, tmp_path):
    bad = tmp_path / "bad.lspack"
    bad.write_text("hello")
    windows.open_soon(bad)
    qtbot.waitUntil(lambda: windows.start is not None and windows.start.isVisible())
    assert refusals(windows) == ["“bad.lspack” is not a pack of stories. Packs end in .lspack."]


@pytest.mark.parametrize("name", ["mine.lsreturn.txt", "mine (1).txt", "mine.lspack"])
def test_a_return_that_is_opened_says_what_it_is(qtbot, windows, make_packs, tmp_path, name):
    reading = stored(tmp_path, make_packs().path)
    (tmp_path / name).write_bytes(reading.return_file())
    windows.start_if_empty()
    windows.open(tmp_path / name)
    qtbot.waitUntil(lambda: refusals(windows) != [])
    assert f"“{name}” is a return: it holds a reviewer's answers." in refusals(windows)[0]


def test_a_return_goes_to_the_challenge_that_is_open(qtbot, windows, make_packs, challenge, tmp_path):
    reading = stored(tmp_path, make_packs().path)
    reading.save_return(tmp_path / "mine.lsreturn.txt")
    challenge.close()
    window = windows.open(challenge.path)
    assert windows.open(tmp_path / "mine.lsreturn.txt") is window
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(MergeSheet)))


def test_the_page_of_a_pack_says_where_it_is_shown(qtbot, windows, make_packs, tools):
    page = make_packs(make_page=tools.make_page).page
    windows.start_if_empty()
    windows.open(page)
    qtbot.waitUntil(lambda: refusals(windows) != [])
    assert "Open it in a browser" in refusals(windows)[0]


def test_a_missing_pack_is_told(qtbot, windows, tmp_path):
    windows.start_if_empty()
    windows.open(tmp_path / "gone.lspack")
    qtbot.waitUntil(lambda: refusals(windows) != [])
    assert "There is no file “gone.lspack”" in refusals(windows)[0]


# --- protected packs --------------------------------------------------------------------------------


def test_a_protected_pack_asks_for_its_words(qtbot, windows, make_packs):
    made = make_packs(protect=True)
    windows.start_if_empty()
    windows.open(made.path)
    qtbot.waitUntil(lambda: any(s.isVisible() for s in windows.start.findChildren(PhraseSheet)))
    asked = sheet(windows.start, PhraseSheet)
    assert not asked.confirm.isEnabled()
    qtbot.keyClicks(asked.phrase, "four words and wrong")
    qtbot.keyClick(asked.phrase, Qt.Key.Key_Return)
    assert asked.confirm.words() == "Opening…"
    assert asked.phrase.isReadOnly()
    qtbot.waitUntil(lambda: asked.problem() != "")
    assert "These words do not open" in asked.problem()
    asked.phrase.selectAll()
    qtbot.keyClicks(asked.phrase, made.pack.phrase.upper().replace(" ", "-"))
    assert asked.problem() == ""
    qtbot.mouseClick(asked.confirm, LEFT)
    window = opened(qtbot, windows, made.path)
    qtbot.waitUntil(lambda: is_read(window.page))


def test_without_the_words_nothing_opens(qtbot, windows, make_packs):
    windows.open_soon(make_packs(protect=True).path)

    def asked():
        frames = [w for w in windows._application.topLevelWidgets() if w.isVisible()]
        return [s for frame in frames for s in frame.findChildren(PhraseSheet) if s.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    asked()[0].reject()
    qtbot.waitUntil(lambda: windows.start is not None and windows.start.isVisible())
    assert windows.packs.windows == {}


# --- the list on the first window -------------------------------------------------------------------


def choose(qtbot, card, words):
    """Choose from the menu of a card, as by its key."""
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(20, 20), card.mapToGlobal(QPoint(20, 20))
    )
    QApplication.sendEvent(card, event)
    menu = card.findChild(QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_answers_are_removed_from_the_list_of_recent_files(qtbot, windows, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    qtbot.keyClick(window.page.text, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.page.session.done == 1)
    window.leaving.close_now()
    windows.start_if_empty()
    (card,) = windows.start.recent_cards()
    choose(qtbot, card, "Remove my answers from this computer…")
    window = opened(qtbot, windows, window.path)
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(ForgetSheet)))
    qtbot.mouseClick(sheet(window.shell, ForgetSheet).remove, LEFT)
    qtbot.waitUntil(lambda: window.page.session is not None and window.page.session.done == 0)
    assert list((tmp_path / "answers").glob("*.json")) == []


def test_a_pack_is_taken_off_the_list_and_keeps_its_answers(qtbot, windows, open_pack, make_packs, tmp_path):
    window = open_pack(make_packs().path)
    number = window.page.number()
    qtbot.keyClick(window.page.text, Qt.Key.Key_2)
    qtbot.waitUntil(is_kept(tmp_path, window.path, number, value=2))
    window.leaving.close_now()
    windows.start_if_empty()
    (card,) = windows.start.recent_cards()
    choose(qtbot, card, "Take off this list")
    assert windows.start.recent_cards() == []
    assert is_kept(tmp_path, window.path, number, value=2)()
