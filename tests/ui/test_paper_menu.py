"""Answers on paper and in mails are entered from the window's menu."""

import pytest

from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.ui.ballot_sheet import BallotSheet
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.mailed_sheet import MailedSheet


@pytest.fixture
def window(windows, new_challenge, add_story, add_reviewer, tmp_path) -> ChallengeWindow:
    path = tmp_path / "mine.stories"
    challenge = new_challenge(path)
    add_story(challenge.workspace)
    add_reviewer(challenge.workspace)
    challenge.close()
    return windows.open(path)


@pytest.mark.parametrize(
    ("action", "kind"), [("reviewer-paper", BallotSheet), ("reviewer-mail", MailedSheet)]
)
def test_the_menu_opens_the_sheet_once_there_are_packs(qtbot, window, tmp_path, action, kind):
    with qtbot.waitSignal(window.desk.said) as said:
        window.shell.registry[action].trigger()
    assert said.args[0] == "No packs were made yet, so there is nothing to enter."
    desk = window.desk
    make_packs(desk.workspace, desk.toolbox.packs(), PackOrder(folder=tmp_path / "packs"), Control())
    window.shell.registry[action].trigger()
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in window.shell.findChildren(kind)))
