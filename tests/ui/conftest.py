import gc
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.main import LazyDocuments, now, toolbox
from learningstories.services import packing
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_order import MadePack, PackOrder
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace
from learningstories.storage.backups import BackupShelf
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.app import Windows
from learningstories.ui.desk import Desk
from learningstories.ui.fonts import register_fallback_fonts, register_main_fonts
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.pack_window import PackWindow
from learningstories.ui.reading_view import FINISHED
from learningstories.ui.responsiveness import look_here
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme, ThemeChoice
from tests.ui.packs_world import FILES, GRACE, TEXT, is_read, opened
from tests.ui.patient_bot import PatientBot


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Waits for what is seen for as long as a busy machine may need."""
    return PatientBot(request)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """As in the app, what is Qt's goes in the thread of the windows, whatever other threads make."""
    gc.disable()
    try:
        return (yield)
    finally:
        look_here()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what only a real window system can do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application with its fonts and colours."""
    register_main_fonts()
    register_fallback_fonts()
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    dressed.choose(ThemeChoice.LIGHT)
    yield dressed
    dressed.choose(ThemeChoice.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """What a window remembers; it speaks English whatever the system does."""
    made = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made.setValue("language", "en")
    made.setValue("tour", "offered")  # it was started before
    return made


@pytest.fixture
def tools(clock: Callable[[], datetime], documents: LazyDocuments, tmp_path: Path) -> Toolbox:
    """Everything real, with the clock of the test and folders of its own for what the app keeps."""
    beside = tmp_path.with_name(f"{tmp_path.name} kept") / "Backups"
    return replace(
        toolbox(documents),
        clock=clock,
        who="Ada",
        answers_folder=lambda: tmp_path / "answers",
        backups=lambda: BackupShelf(beside, now),
    )


@pytest.fixture
def desk(
    challenge: OpenChallenge, tools: Toolbox, theme: Theme, settings: QSettings, qapp: QApplication
) -> Iterator[Desk]:
    """A desk on `challenge`; failures that nobody handles fail the test."""
    tasks = Tasks()
    made = Desk(challenge, tools, tasks=tasks, theme=theme, settings=settings)
    yield made
    tasks.close()


@pytest.fixture
def pdf(tmp_path, dressed) -> Path:
    """Six A5 pages, each with its number."""
    path = tmp_path / "six.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    for page in range(6):
        if page:
            writer.newPage()
        painter.drawText(600, 600, f"Page {page + 1}")
    painter.end()
    return path


@pytest.fixture
def window(qtbot, theme) -> QWidget:
    """A window that sheets are laid over."""
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def add_sheet(desk, window) -> AddSheet:
    """The sheet for adding stories, open and empty."""
    made = AddSheet(desk, window)
    made.open()
    return made


@pytest.fixture
def offer(qtbot) -> Callable[..., None]:
    """Offers files to a sheet and waits until all of them are read: `offer(sheet, *paths)`."""

    def give(sheet: AddSheet, *paths: Path) -> None:
        sheet.offer(paths)
        qtbot.waitUntil(lambda: not sheet.work.is_busy())

    return give


@pytest.fixture
def reviewed_file(
    workspace: Workspace, add_story: Callable[..., Story], add_reviewer: Callable[..., Reviewer]
):
    """A challenge with four stories and the reviewer Grace."""
    for number in range(1, 5):
        add_story(workspace, TEXT, title=f"Story {number}", author="Ada Lovelace", words=460)
    add_reviewer(workspace)
    return workspace


@pytest.fixture
def make_packs(reviewed_file: Workspace, tmp_path: Path) -> Callable[..., MadePack]:
    """Makes Grace's pack: `make_packs(folder, protect=True)`."""

    def make(folder: str = "packs", **order: Any) -> MadePack:
        wanted = PackOrder(folder=tmp_path / folder, emails=(GRACE,), **order)
        return packing.make_packs(reviewed_file, FILES, wanted, Control()).packs[0]

    return make


@pytest.fixture
def windows(
    qapp: QApplication, tools: Toolbox, settings: QSettings, tmp_path: Path, theme: Theme
) -> Iterator[Windows]:
    """The application without a window yet."""
    made = Windows(qapp, tools, settings)
    made.open_files = OpenFiles(tmp_path / "locks")
    yield made
    made.close()


@pytest.fixture
def open_pack(qtbot: QtBot, windows: Windows) -> Callable[[Path], PackWindow]:
    """Opens a pack in a window and waits until a story is there, or the end."""

    def open_it(path: Path) -> PackWindow:
        windows.open(path)
        window = opened(qtbot, windows, path)
        page = window.page
        qtbot.waitUntil(lambda: is_read(page) or page.stack.currentIndex() == FINISHED)
        return window

    return open_it
