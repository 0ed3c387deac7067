import shutil
import zipfile
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.services.backups import Why
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.person_removal_sheet import PersonRemovalSheet
from learningstories.ui.person_sheet import PersonSheet
from learningstories.ui.tasks import Tasks
from tests.services.person_world import ANNA, OF_ANNA, make_person_world
from tests.ui.packs_world import sheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    closes = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)

    def make():
        return Challenge(id=ChallengeId(UUID(int=9)), title="Spring", closes_at=closes, zone="Europe/London")

    return make_person_world(tmp_path_factory.mktemp("people"), make)


@pytest.fixture
def desk(world, tmp_path, tools, theme, settings, open_challenge):
    path = shutil.copy(world.file, tmp_path / "spring.stories")
    tasks = Tasks()
    yield Desk(open_challenge(path), tools, tasks=tasks, theme=theme, settings=settings)
    tasks.close()


@pytest.fixture
def looked(qtbot, desk, window):
    made = PersonSheet(desk, window)
    made.open()
    made.who.setText("anna zebrowski")
    qtbot.mouseClick(made.look, LEFT)
    qtbot.waitUntil(made.remove.isEnabled)
    return made


def test_what_is_held_is_told_and_saved(qtbot, looked, tmp_path, monkeypatch):
    assert looked.words()[:2] == ["Anna Zebrowski", "Story #1 “The quagga foal”: 2 texts, 1 file"]
    target = tmp_path / "anna.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    qtbot.mouseClick(looked.save, LEFT)
    qtbot.waitUntil(lambda: looked.foot_note.text() == "7 files were saved.")
    with zipfile.ZipFile(target) as archive:
        assert "files/0001/01-quagga.txt" in archive.namelist()
    looked.who.setText("Nobody")
    qtbot.keyClick(looked.who, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: looked.words()[0].startswith("Nothing here is about “Nobody”"))
    assert not looked.remove.isEnabled()


def test_it_is_removed_once_the_name_is_typed_again(qtbot, desk, window, looked):
    shelf = desk.toolbox.backups()
    made = shelf.make(desk.challenge.path, Why.WANTED, Control())
    qtbot.mouseClick(looked.look, LEFT)
    qtbot.waitUntil(lambda: any("holds them, too" in line for line in looked.words()))
    qtbot.mouseClick(looked.remove, LEFT)
    asked = sheet(window, PersonRemovalSheet)
    assert not asked.confirm.isEnabled()
    asked.typed.setText("Anna  zebrowski")
    qtbot.mouseClick(asked.confirm, LEFT)
    qtbot.waitUntil(lambda: asked.words() != [])
    assert asked.words()[0] == "What was held about this person is removed."
    assert "1 backup is without them now." in asked.words()
    assert desk.challenge.check() == []
    desk.challenge.close()
    for path in (desk.challenge.path, made.file):
        left = path.read_bytes().lower()
        assert [word for word in (*OF_ANNA, ANNA.encode()) if word in left] == []
    shelf.remove(made)
