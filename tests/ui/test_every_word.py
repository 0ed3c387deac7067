"""In every page and many sheets no word is left in English, and in a small window none is cut unawares."""

import tomllib
from collections.abc import Iterator
from gettext import GNUTranslations
from html import unescape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from learningstories.resources import resource_root
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import ElidedLabel
from tests.ui.cut_words import cut_words
from tests.ui.sample_walk import Walk, open_in, parts_of, sample, tools

__all__ = ["open_in", "sample", "tools"]  # fixtures of the whole walk

LANGUAGES = ("ar", "de", "es")


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
        challenge = unit.challenge()
    asked = {challenge.question, challenge.action_question, challenge.chance_question, challenge.why_question}
    own = own_words | asked | {*challenge.call.splitlines(), *challenge.scale}
    for where, part in parts_of(qtbot, window):
        words = {words for widget in part.findChildren(QWidget) for words in words_of(widget)} - own - {""}
        assert {word for word in words if catalogue.gettext(word) != word} == set(), where

        def nothing_is_cut(part: QWidget = part, where: str = where) -> None:
            shown = [widget for widget in part.findChildren(QWidget) if widget.isVisible()]
            assert {words for widget in shown for words in cut_words(widget)} == set(), where

        qtbot.waitUntil(nothing_is_cut)  # layouts come to rest
    actions = {action.text() for action in window.shell.registry}
    assert {words for words in actions if catalogue.gettext(words) != words} == set()
