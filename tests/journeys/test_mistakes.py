"""What somebody new does wrong, and the sentence that each mistake gets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from learningstories.services import shortlisting
from learningstories.services.opening import OpenChallenge
from learningstories.ui.add_model import LOOK_AT, STORY
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.notice import Notice

LONG = 20_000  # ms: reading documents and typesetting are processes of their own
TOO_BIG = 200_000_000  # bytes


@pytest.fixture
def empty(new_challenge: Callable[..., OpenChallenge], tmp_path: Path) -> Path:
    new_challenge(tmp_path / "mine.stories").close()
    return tmp_path / "mine.stories"


@pytest.fixture
def window(qtbot: QtBot, windows: Windows, empty: Path, add_story: Any) -> ChallengeWindow:
    """A window on three stories, and nothing more."""
    window = opened(qtbot, windows, empty)
    for number in range(1, 4):
        add_story(window.desk.workspace, f"Text {number}.", title=f"Story {number}", consent_stage=True)
    return window


def opened(qtbot: QtBot, windows: Windows, path: Path) -> ChallengeWindow:
    window = windows.open(path)
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.shell.pages.name()))
    return window


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def told(window: ChallengeWindow) -> str:
    return "\n".join(notice.sentence.text() for notice in window.shell.findChildren(Notice))


def drop(window: ChallengeWindow, *paths: Path) -> None:
    data, place = QMimeData(), QPointF(400, 300)
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.shell, QDragEnterEvent(place.toPoint(), *given))
    QApplication.sendEvent(window.shell, QDropEvent(place, *given))


def dropped(qtbot: QtBot, window: ChallengeWindow, paths: Sequence[Path], rows: int) -> AddSheet:
    drop(window, *paths)
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.shell.findChildren(AddSheet)))
    sheet: AddSheet = window.shell.findChildren(AddSheet)[-1]
    qtbot.waitUntil(lambda: not sheet.work.is_busy(), timeout=LONG)
    assert sheet.model.rowCount() == rows
    return sheet


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("stories", "No stories yet"),
        ("reviewers", "No reviewers yet"),
        ("results", "Nothing to rank yet"),
        ("shortlist", "Nothing is chosen yet"),
        ("showcase", "All of it is made from the shortlist"),
    ],
)
def test_the_wrong_order_is_told_what_comes_first(
    qtbot: QtBot, windows: Windows, empty: Path, page: str, sentence: str
) -> None:
    shown = opened(qtbot, windows, empty).shell.go(page)
    qtbot.waitUntil(lambda: sentence in said(shown))


def test_a_proposal_without_readings_says_what_is_missing(qtbot: QtBot, window: ChallengeWindow) -> None:
    page: Any = window.shell.go("shortlist")
    qtbot.waitUntil(page.card.empty.isVisible)
    qtbot.mouseClick(page.card.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "There are no ratings yet" in told(window), timeout=LONG)


def test_reading_without_stories_says_so(
    qtbot: QtBot, windows: Windows, empty: Path, add_reviewer: Any
) -> None:
    window = opened(qtbot, windows, empty)
    add_reviewer(window.desk.workspace)
    page: Any = window.shell.go("reviewers")
    qtbot.waitUntil(page.panel.read.isVisible)
    qtbot.mouseClick(page.panel.read, Qt.MouseButton.LeftButton)
    reading: Any = window.shell.pages.page("reading")
    qtbot.waitUntil(reading.nothing.isVisible)


def test_each_dropped_thing_that_is_no_story_gets_its_sentence(
    qtbot: QtBot, window: ChallengeWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "bread.md").write_text("# Bread\n\nI burned it nine times.", "utf-8")
    with (tmp_path / "big.md").open("wb") as big:
        big.truncate(TOO_BIG)
    (tmp_path / "dots.bin").write_bytes(bytes(range(256)) * 20)
    sheet = dropped(qtbot, window, [folder, tmp_path / "big.md", tmp_path / "gone.md"], rows=3)
    told = {sheet.model.index(row, LOOK_AT).data(): sheet.model.index(row, STORY).data() for row in range(3)}
    assert sorted(told.values()) == ["(not read)", "(not read)", "Bread"]
    assert any("“big.md” is too big" in words for words in told)
    assert any("“gone.md” is not there" in words for words in told)
    sheet.reject()
    sheet = dropped(qtbot, window, [tmp_path / "dots.bin"], rows=1)
    assert "“dots.bin” cannot be made out" in sheet.model.index(0, LOOK_AT).data()
    assert not sheet.add.isEnabled()


def test_an_empty_folder_is_said_to_be_empty(qtbot: QtBot, window: ChallengeWindow, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    sheet = dropped(qtbot, window, [tmp_path / "nothing"], rows=0)
    assert sheet.foot_note.text() == "There is no file to be read in “nothing”."


def test_a_dropped_challenge_is_opened_or_refused(
    qtbot: QtBot, windows: Windows, window: ChallengeWindow, tmp_path: Path, make_other: Path
) -> None:
    (tmp_path / "bad.stories").write_text("no database", "utf-8")
    drop(window, tmp_path / "bad.stories")
    assert "“bad.stories” is not a challenge file" in told(window)
    drop(window, make_other)
    assert len(windows.windows) == 2


@pytest.fixture
def make_other(new_challenge: Callable[..., OpenChallenge], tmp_path: Path) -> Path:
    new_challenge(tmp_path / "other.stories").close()
    return tmp_path / "other.stories"


def test_a_read_only_file_is_refused_and_untouched(windows: Windows, empty: Path) -> None:
    before = empty.read_bytes()
    empty.chmod(0o444)
    assert windows.open(empty) is None
    assert windows.start is not None
    assert any("cannot be changed" in n.sentence.text() for n in windows.start.findChildren(Notice))
    assert empty.read_bytes() == before


def test_a_file_that_is_deleted_while_it_is_open_takes_nothing_more_in(
    qtbot: QtBot, window: ChallengeWindow, empty: Path
) -> None:
    page: Any = window.shell.go("stories")
    qtbot.waitUntil(lambda: page.current() is not None)
    moved = empty.with_name("moved.stories")
    empty.rename(moved)
    page.deeds.withdraw()
    qtbot.waitUntil(lambda: "“mine.stories” was moved, deleted or replaced" in told(window))
    results = window.shell.go("results")
    qtbot.waitUntil(lambda: any("was moved, deleted or replaced" in sentence for sentence in said(results)))
    moved.rename(empty)
    page.deeds.withdraw()
    qtbot.waitUntil(lambda: window.desk.workspace.undo_label() == "Withdraw #3")


def test_closing_while_the_book_is_saved_waits_for_it(
    qtbot: QtBot, windows: Windows, window: ChallengeWindow, tmp_path: Path
) -> None:
    target = begin_a_book(qtbot, window, tmp_path)
    window.shell.close()
    assert "is not finished" in told(window)
    assert len(windows.windows) == 1
    qtbot.waitUntil(lambda: not windows.windows, timeout=LONG)
    assert target.read_bytes().startswith(b"%PDF")


def test_waiting_may_be_cut_short_and_leaves_no_half_book(
    qtbot: QtBot, windows: Windows, window: ChallengeWindow, tmp_path: Path
) -> None:
    target = begin_a_book(qtbot, window, tmp_path)
    window.shell.close()
    notice = window.shell.findChildren(Notice)[-1]
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert windows.windows == {}
    assert not target.exists()


def test_what_fails_while_closing_keeps_the_window_open(
    qtbot: QtBot, windows: Windows, window: ChallengeWindow, tmp_path: Path
) -> None:
    begin_a_book(qtbot, window, tmp_path / "no such folder")
    window.shell.close()
    qtbot.waitUntil(lambda: "cannot be written there" in told(window), timeout=LONG)
    qtbot.waitUntil(window.tasks.is_idle, timeout=LONG)
    assert len(windows.windows) == 1
    assert "is not finished" not in told(window)
    window.shell.close()
    assert windows.windows == {}


def begin_a_book(qtbot: QtBot, window: ChallengeWindow, folder: Path) -> Path:
    shortlisting.add(window.desk.workspace, [1, 2, 3])
    page: Any = window.shell.go("showcase")
    qtbot.waitUntil(page.save_button.isEnabled, timeout=LONG)
    page.out.save_to(folder / "book.pdf")
    return folder / "book.pdf"
