from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from learningstories.main import LazyDocuments, toolbox
from learningstories.storage import opening
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles
from tests.ui.patient_bot import PatientBot


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Waits for what is seen for as long as a busy machine may need."""
    return PatientBot(request)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what only a real window system can do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def windows(
    qapp: QApplication, clock: Callable[[], datetime], documents: LazyDocuments, tmp_path: Path
) -> Iterator[Windows]:
    """The application with everything real but the clock, and with settings of its own."""
    tools = replace(
        toolbox(documents),
        clock=clock,
        who="Ada",
        answers_folder=lambda: tmp_path / "answers",
        make=lambda path, challenge: opening.make_challenge(path, challenge, clock, "Ada"),
        open=lambda path: opening.open_challenge(path, clock, "Ada"),
    )
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("tour", "offered")
    settings.setValue("language", "en")
    made = Windows(qapp, tools, settings)
    made.open_files = OpenFiles(tmp_path / "locks")
    yield made
    made.close()
