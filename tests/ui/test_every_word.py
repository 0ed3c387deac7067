"""In every page and many sheets no word is left in English, and in a small window none is cut unawares."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from gettext import GNUTranslations
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from learningstories.i18n import use_language
from learningstories.main import LazyDocuments, toolbox
from learningstories.resources import resource_root
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample
from learningstories.services.toolbox import Toolbox
from learningstories.ui.app import Windows
from learningstories.ui.challenge_window import READING, ChallengeWindow
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.shell import OVERVIEW, PROMISES, RESULTS, REVIEWERS, SHORTLIST, SHOWCASE, STORIES
from learningstories.ui.theme import Theme
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import ElidedLabel, Label
from learningstories.ui.widgets.sheet import Sheet

PAGES = (OVERVIEW, STORIES, REVIEWERS, RESULTS, SHORTLIST, SHOWCASE, PROMISES, READING)
SHEETS = ("change", "call", "assign", "make_packs", "take_in", "returns", "remind", "history", "about")
READER = "anjali.deshmukh@example.org"
LANGUAGES = ("ar", "de", "es")
SMALL = (1024, 700)
Walk = Callable[[str], ChallengeWindow]


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toolbox]:
    documents = LazyDocuments()
    answers = tmp_path_factory.mktemp("answers")
    yield replace(toolbox(documents), who="Ada", answers_folder=lambda: answers)
    documents.close()


@pytest.fixture(scope="module")
def sample(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tools, tmp_path_factory.mktemp("sample"), Control()).file


@pytest.fixture(scope="module")
def own_words() -> frozenset[str]:
    """What is in the sample's words, not in ours."""

    def texts(told: object) -> Iterator[str]:
        if isinstance(told, str):
            yield told
        elif isinstance(told, dict):
            yield from (text for value in told.values() for text in texts(value))
        elif isinstance(told, list):
            yield from (text for value in told for text in texts(value))

    return frozenset(texts(tomllib.loads((resource_root() / "sample" / "challenge.toml").read_text("utf-8"))))


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
    use_language("en")
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.dress_anew()


def parts_of(qtbot: QtBot, window: ChallengeWindow) -> Iterator[tuple[str, QWidget]]:
    """Every page, and then every sheet over it, when it has what it asked for."""
    for page in PAGES:
        window.desk.go.emit(page, READER if page == READING else None)
        qtbot.waitUntil(window.tasks.is_idle, timeout=20_000)
        yield page, window.shell
    window.desk.go.emit(OVERVIEW, None)
    for name in SHEETS:
        getattr(window.sheets, name)()
        qtbot.waitUntil(lambda: bool(sheets_of(window)), timeout=20_000)
        qtbot.waitUntil(window.tasks.is_idle, timeout=20_000)
        yield name, sheets_of(window)[0]
        sheets_of(window)[0].reject()
        qtbot.waitUntil(lambda: not sheets_of(window))


def sheets_of(window: ChallengeWindow) -> list[Sheet]:
    return [sheet for sheet in window.shell.findChildren(Sheet) if sheet.isVisible()]


def words_of(widget: QWidget) -> Iterator[str]:
    """All that a person may read or hear of a widget."""
    yield widget.accessibleName()
    yield unescape(widget.toolTip().removeprefix("<span>").removesuffix("</span>"))
    if isinstance(widget, Button):
        yield widget.words()
    elif isinstance(widget, QAbstractButton | QLabel | ElidedLabel):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QTableView) and widget.model() is not None:
        model, across = widget.model(), Qt.Orientation.Horizontal
        yield from (str(model.headerData(place, across) or "") for place in range(model.columnCount()))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_left_in_english_and_none_is_cut(
    qtbot: QtBot, open_in: Walk, own_words: frozenset[str], code: str
) -> None:
    place = resource_root() / "i18n" / code / "LC_MESSAGES" / "learningstories.mo"
    with place.open("rb") as stream:
        catalogue = GNUTranslations(stream)
    window = open_in(code)
    with window.desk.workspace.read() as unit:
        own = own_words | set(unit.challenge().scale)
    for where, part in parts_of(qtbot, window):
        words = {words for widget in part.findChildren(QWidget) for words in words_of(widget)} - own - {""}
        assert {word for word in words if catalogue.gettext(word) != word} == set(), where

        def nothing_is_cut(part: QWidget = part, where: str = where) -> None:
            shown = [widget for widget in part.findChildren(QWidget) if widget.isVisible()]
            assert {words for widget in shown for words in cut_words(widget)} == set(), where

        qtbot.waitUntil(nothing_is_cut)  # layouts come to rest
    actions = {action.text() for action in window.shell.registry}
    assert {words for words in actions if catalogue.gettext(words) != words} == set()


def cut_words(widget: QWidget) -> Iterator[str]:
    """What is wider or higher than the room there is for it."""
    if isinstance(widget, Label) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + 2:
            yield widget.text()
    elif isinstance(widget, Label):
        if widget.fontMetrics().horizontalAdvance(widget.text()) > widget.contentsRect().width() + 1:
            yield widget.text()
    elif isinstance(widget, Button | QCheckBox) and widget.sizeHint().width() > widget.width() + 4:
        yield widget.text()
