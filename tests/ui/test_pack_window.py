"""A reviewer reads a pack: it opens in a window of its own, keeps every answer and sends them home."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from learningstories.packs.packs import PackFiles
from learningstories.services.packing import PackOrder, make_packs
from learningstories.services.progress import Control
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.pack_window import PackWindow

LEFT = Qt.MouseButton.LeftButton
GRACE = "grace@example.org"
FILES = PackFiles()
TEXT = "\n\n".join(f"Paragraph {n} of what I learned on those stairs, slowly." for n in range(30))


@pytest.fixture
def windows(qapp, tools, settings, tmp_path, theme) -> Iterator[Windows]:
    made = Windows(qapp, tools, settings)
    made.open_files = OpenFiles(tmp_path / "locks")
    yield made
    made.close()


@pytest.fixture
def filled(workspace, add_story, add_reviewer):
    """Four stories and a reviewer."""
    for number in range(1, 5):
        add_story(workspace, TEXT, title=f"Story {number}", author="Ada Lovelace", words=460)
    add_reviewer(workspace)
    return workspace


@pytest.fixture
def make_pack(filled, tmp_path) -> Callable[..., Path]:
    def make(folder: str = "packs", **order) -> Path:
        wanted = PackOrder(folder=tmp_path / folder, emails=(GRACE,), **order)
        return make_packs(filled, FILES, wanted, Control()).packs[0].path

    return make


@pytest.fixture
def open_pack(qtbot, windows) -> Callable[..., PackWindow]:
    def open_it(path: Path) -> PackWindow:
        windows.open(path)
        qtbot.waitUntil(lambda: any(w.path == path.resolve() for w in windows.packs.windows.values()))
        window = next(w for w in windows.packs.windows.values() if w.path == path.resolve())
        qtbot.waitUntil(lambda: is_read(window.page))
        return window

    return open_it


def is_read(page):
    return page.number() is not None and page.text.number() == page.number()


def test_a_pack_opens_and_is_read(qtbot, open_pack, make_pack):
    window = open_pack(make_pack())
    page = window.page
    assert page.sidebar.reader.text() == "Reading as Grace Hopper · offline"
    assert "Ada Lovelace · 460 words" in page.text.toPlainText()
    qtbot.keyClick(page.text, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: page.sidebar.sent.label.text() == "1 answer not sent yet")
