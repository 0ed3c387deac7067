"""What tests of a reviewer's window have in common."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from learningstories.packs.packs import PackFiles
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_reading import PackReading
from learningstories.services.pack_reading import open_pack as read_pack
from learningstories.ui.pack_page import PackPage
from learningstories.ui.pack_window import PackWindow
from learningstories.ui.reading_view import FINISHED
from learningstories.ui.widgets.notice import Notice
from tests.conftest import START

LEFT = Qt.MouseButton.LeftButton
GRACE = "grace@example.org"
FILES = PackFiles()
TEXT = "\n\n".join(f"Paragraph {n} of what I learned on those stairs, slowly." for n in range(30))


def is_read(page: PackPage) -> bool:
    """Whether the story that is open is on the screen."""
    return page.number() is not None and page.text.number() == page.number()


def stored(tmp_path: Path, pack: Path) -> PackReading:
    """What is kept of a pack on this computer, as another program finds it."""
    return read_pack(pack, FILES, AnswerShelf(tmp_path / "answers", FILES), lambda: START)


def sheet(window, kind):
    """The sheet of a kind that is open over a window."""
    return next(s for s in window.findChildren(kind) if s.isVisible())


def told_above(shell) -> list[str]:
    """What is said over the pages."""
    layout = shell._notices
    return [layout.itemAt(i).widget().sentence.text() for i in range(layout.count())]


def opened(qtbot, windows, path: Path) -> PackWindow:
    """The window of a pack, once it is there."""

    def found() -> PackWindow | None:
        return next((w for w in windows.packs.windows.values() if w.path == path.resolve()), None)

    qtbot.waitUntil(lambda: found() is not None)
    return found()


def drop(window, *paths: Path) -> None:
    """Drop files on a window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, keys = QPointF(300, 300), Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, LEFT, keys),
        QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, keys),
    ):
        QApplication.sendEvent(window, event)


def refusals(windows) -> list[str]:
    """What the first window says."""
    return [notice.sentence.text() for notice in windows.start.findChildren(Notice)]


def open_story(qtbot, page: PackPage, number: int) -> None:
    """Open a story by the list."""
    row = page.sidebar.list.stories.row_of(number)
    page.sidebar.list.setCurrentIndex(page.sidebar.list.stories.index(row))
    qtbot.waitUntil(lambda: page.number() == number and is_read(page))


def answer_all(qtbot, page: PackPage) -> None:
    """Rate what is left, to the end."""
    while page.stack.currentIndex() != FINISHED:
        qtbot.waitUntil(lambda: is_read(page))
        number = page.number()
        qtbot.keyClick(page.text, Qt.Key.Key_3)
        page.go_on()
        qtbot.waitUntil(lambda number=number: page.number() != number)


def kept(tmp_path: Path, pack: Path, number: int):
    """What is kept of a story's answers."""
    return stored(tmp_path, pack).session.story(number).reading


def is_kept(tmp_path: Path, pack: Path, number: int, **fields):
    """A look whether these answers are kept, to wait for."""

    def look() -> bool:
        reading = kept(tmp_path, pack, number)
        return reading is not None and all(getattr(reading, name) == is_ for name, is_ in fields.items())

    return look
