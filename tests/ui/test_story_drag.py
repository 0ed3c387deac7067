import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.services.shortlisting import programme
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.story_drag import STORIES_MIME, dragged, dropped, picked_up

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(windows, tmp_path, new_challenge, add_story) -> ChallengeWindow:
    challenge = new_challenge(tmp_path / "mine.stories")
    for number in range(3):
        add_story(challenge.workspace, title=f"Story {number}")
    challenge.close()
    return windows.open(tmp_path / "mine.stories")


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Drag over a widget and let go there; whether it was taken."""
    place = widget.rect().center()
    enter = QDragEnterEvent(place, COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(place), COPY, data, LEFT, PLAIN))
    return enter.isAccepted()


def chosen(window: ChallengeWindow) -> list[int]:
    with window.desk.workspace.read() as unit:
        return [place.story.number for place in programme(unit).places]


def test_selected_rows_are_dropped_on_the_shortlist_in_the_sidebar_and_on_its_rows(qtbot, window):
    page = window.shell.go("stories")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.table.selectAll()
    numbers = page.selected()
    data, look = picked_up(window.desk.challenge.path, page.selected())
    assert not look.isNull()
    assert dropped(window.desk.challenge.path, data) == numbers
    assert not drop(window.shell.sidebar.item("results"), data)
    assert drop(window.shell.sidebar.item("shortlist"), dragged(window.desk.challenge.path, numbers[:2]))
    qtbot.waitUntil(lambda: chosen(window) == numbers[:2])
    order = window.shell.go("shortlist").card.order
    qtbot.waitUntil(lambda: order.model().rowCount() == 2)
    assert drop(order.viewport(), dragged(window.desk.challenge.path, numbers[2:]))
    qtbot.waitUntil(lambda: chosen(window) == numbers)


def test_stories_of_another_challenge_are_not_taken(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.desk.failed) as told:
        drop(window.shell.sidebar.item("shortlist"), dragged(tmp_path / "other.stories", [1]))
    assert told.args == ["What was dropped are not stories of this challenge."]
    assert chosen(window) == []


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"stories": 3, "challenge": ""}', b"\xff", b"[" * 9999])
def test_senseless_drops_are_nothing(tmp_path, raw):
    data = QMimeData()
    data.setData(STORIES_MIME, raw)
    assert dropped(tmp_path, data) == []
