"""Opens the sample in a window and goes through its pages and sheets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from learningstories.i18n import use_language
from learningstories.main import LazyDocuments, toolbox
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample
from learningstories.services.toolbox import Toolbox
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import READING, ChallengeWindow
from learningstories.ui.language import Language
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.shell import OVERVIEW, PROMISES, RESULTS, REVIEWERS, SHORTLIST, SHOWCASE, STORIES
from learningstories.ui.theme import Theme
from learningstories.ui.widgets.sheet import Sheet

PAGES = (OVERVIEW, STORIES, REVIEWERS, RESULTS, SHORTLIST, SHOWCASE, PROMISES, READING)
SHEETS = ("change", "call", "assign", "make_packs", "take_in", "returns", "remind", "history", "about")
READER = "anjali.deshmukh@example.org"
SMALL = (1024, 700)
Walk = Callable[[str], ChallengeWindow]


@pytest.fixture(scope="module")
def tools(documents: LazyDocuments, tmp_path_factory: pytest.TempPathFactory) -> Toolbox:
    answers = tmp_path_factory.mktemp("answers")
    return replace(toolbox(documents), who="Ada", answers_folder=lambda: answers)


@pytest.fixture(scope="module")
def sample(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tools, tmp_path_factory.mktemp("sample"), Control()).file


@pytest.fixture
def open_in(
    qtbot: QtBot, qapp: QApplication, tools: Toolbox, sample: Path, tmp_path: Path, theme: Theme
) -> Iterator[Walk]:
    """Opens the sample in a language."""
    made: list[Windows] = []

    def open_it(code: str) -> ChallengeWindow:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("language", code)
        settings.setValue("window/page", OVERVIEW)
        made.append(Windows(qapp, tools, settings))
        made[-1].open_files = OpenFiles(tmp_path / "locks")
        window = made[-1].open(sample)
        assert window is not None
        window.shell.resize(*SMALL)
        qtbot.waitUntil(lambda: window.shell.pages.name() == OVERVIEW)
        return window

    yield open_it
    made[-1].close()
    for language in qapp.findChildren(Language):
        language.choose("en")  # Qt's own words, too
    use_language("en")
    QLocale.setDefault(QLocale.system())
    theme.dress_anew()


def parts_of(qtbot: QtBot, window: ChallengeWindow) -> Iterator[tuple[str, QWidget]]:
    """Every page, and then every sheet over it, when it has what it asked for."""
    for page in PAGES:
        window.desk.go.emit(page, READER if page == READING else None)
        qtbot.waitUntil(window.tasks.is_idle)
        yield page, window.shell
    window.desk.go.emit(OVERVIEW, None)
    for name in SHEETS:
        getattr(window.sheets, name)()
        qtbot.waitUntil(lambda: bool(sheets_of(window)))
        qtbot.waitUntil(window.tasks.is_idle)
        yield name, sheets_of(window)[0]
        sheets_of(window)[0].reject()
        qtbot.waitUntil(lambda: not sheets_of(window))


def sheets_of(window: ChallengeWindow) -> list[Sheet]:
    return [sheet for sheet in window.shell.findChildren(Sheet) if sheet.isVisible()]
