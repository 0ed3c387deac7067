"""Steps of other windows are looked for every moment; a disk that is gone meanwhile is told once."""

from learningstories.domain.errors import DiskTrouble
from learningstories.services import stories
from learningstories.ui import following
from learningstories.ui.following import Following


def test_a_disk_that_is_gone_for_long_is_told_once(qtbot, desk, window, add_story, monkeypatch) -> None:
    monkeypatch.setattr(following, "LOOK_ROUND_MS", 5)
    add_story(desk.workspace, title="The lift")
    really, looks, told = desk.workspace.follow_others, [], []
    gone = [True]

    def follow() -> bool:
        looks.append(gone[0])
        if gone[0]:
            raise DiskTrouble("a.stories")
        return really()

    monkeypatch.setattr(desk.workspace, "follow_others", follow)
    desk.failed.connect(told.append)
    made = Following(desk, window)
    qtbot.waitUntil(lambda: len(looks) >= 4)
    qtbot.waitUntil(lambda: len(told) == 1)
    gone[0] = False
    qtbot.waitUntil(lambda: looks[-3:] == [False] * 3)
    stories.edit(desk.workspace, 1, title="The ladder")
    gone[0] = True
    qtbot.waitUntil(lambda: len(told) == 2)
    made.stop()
    assert "disk failed" in told[0]
