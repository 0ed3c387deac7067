from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.main import LazyDocuments, toolbox
from learningstories.services.opening import OpenChallenge
from learningstories.services.toolbox import Toolbox
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.desk import Desk
from learningstories.ui.fonts import register_fallback_fonts, register_main_fonts
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme, ThemeChoice


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
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="session")
def documents() -> Iterator[LazyDocuments]:
    """The process that reads documents, shared by all tests of a worker."""
    process = LazyDocuments()
    yield process
    process.close()


@pytest.fixture
def tools(clock: Callable[[], datetime], documents: LazyDocuments, tmp_path: Path) -> Toolbox:
    """Everything real, with the clock of the test and a folder of its own for answers to packs."""
    return replace(toolbox(documents), clock=clock, who="Ada", answers_folder=lambda: tmp_path / "answers")


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
        qtbot.waitUntil(lambda: not sheet.work.is_busy(), timeout=20_000)

    return give
