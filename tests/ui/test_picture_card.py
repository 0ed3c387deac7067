"""A picture is copied, saved, read as a table, and gone over with pointer and keyboard, wherever it is."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from learningstories.domain.counting import Rule
from learningstories.services.reading_matrix import ReadingMatrix
from learningstories.ui.matrix_picture import MatrixPicture
from learningstories.ui.picture_card import PictureCard
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.tokens import DARK, LIGHT, Role
from learningstories.ui.widgets import paper
from tests.ui.pictures_world import matrix_of

TITLES = ("=Chalk", "The lift", "قصة")
VALUES = {(0, 0): 2, (0, 1): 5, (1, 0): 4, (2, 1): 1}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def matrix() -> ReadingMatrix:
    """Three stories by two readers; one rating came late, one does not count."""
    return matrix_of(
        TITLES,
        ("Ada", "Ben"),
        VALUES,
        left_out={(0, 1)},
        about={(0, 1): (Rule.READER_SET_ASIDE,), (1, 0): (Rule.LATE_RETURN,)},
    )


@pytest.fixture
def card(qtbot, desk, tmp_path, matrix) -> PictureCard:
    made = PictureCard(desk, MatrixPicture(matrix), "matrix", folder=tmp_path, most=400)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def choose(card: PictureCard, words: str) -> None:
    next(action for action in card.menu().actions() if action.text() == words).trigger()


def test_it_is_saved_as_lines_letters_and_light_colours(qtbot, card, theme, tmp_path, monkeypatch):
    theme.choose(ThemeChoice.DARK)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved"), ""))
    with qtbot.waitSignal(card._bench.said) as told:
        choose(card, "Save as SVG…")
    assert told.args[0] == "Saved as saved.svg"
    svg = (tmp_path / "saved.svg").read_text("utf-8")
    root = ET.fromstring(svg)  # noqa: S314 - we wrote it
    assert root.findtext(f"{SVG}title") == "Who rated what"
    assert root.findtext(f"{SVG}desc").startswith("4 ratings of 3 stories by 2 readers")
    letters = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Who rated what", "1. =Chalk (#1)", "Ada", "Ben", "came late"} <= set(letters)
    assert LIGHT[Role.SURFACE].lower() in svg
    assert DARK[Role.SURFACE].lower() not in svg


def test_it_is_saved_as_dots_twice_as_many_as_on_the_screen(qtbot, card, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved.png"), ""))
    with qtbot.waitSignal(card._bench.said):
        choose(card, "Save as PNG…")
    saved = QImage(str(tmp_path / "saved.png"))
    assert saved.width() > 2 * card.view.width()
    assert saved.text("Title") == "Who rated what"
    assert saved.pixelColor(1, 1).name() == LIGHT[Role.SURFACE].lower()


def test_its_numbers_are_saved_and_copied_as_spreadsheets_take_them(qtbot, card, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved"), ""))
    with qtbot.waitSignal(card._bench.said):
        choose(card, "Save the numbers…")
    rows = list(csv.reader(io.StringIO((tmp_path / "saved.csv").read_text("utf-8-sig"))))
    assert rows[:3] == [
        ["Number", "Story", "Ada", "Ben"],
        ["1", "'=Chalk", "2", "(5)"],
        ["2", "The lift", "4", ""],
    ]
    with qtbot.waitSignal(card._bench.said):
        choose(card, "Copy the numbers")
    assert QGuiApplication.clipboard().text().splitlines()[1] == "1\t'=Chalk\t2\t(5)"


def test_it_is_copied_by_key_in_both_ways(qtbot, card):
    with qtbot.waitSignal(card._bench.said):
        qtbot.keyClick(card.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    both = QGuiApplication.clipboard().mimeData()
    assert both.hasImage()
    assert b"<svg" in bytes(both.data("image/svg+xml").data())


def test_a_file_that_cannot_be_written_is_said(qtbot, card, tmp_path, monkeypatch):
    nowhere = tmp_path / "no folder" / "saved.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(nowhere), ""))
    with qtbot.waitSignal(card._bench.failed) as told:
        choose(card, "Save as SVG…")
    assert "saved.svg" in told.args[0]


def test_it_is_read_as_a_table_and_stays_so(qtbot, card, desk, tmp_path, matrix):
    choose(card, "Show as a table")
    assert card.area.isHidden()
    model = card.table.model()
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(3)]
    assert shown == [["1", "=Chalk", "2", "(5)"], ["2", "The lift", "4", ""], ["3", "قصة", "", "1"]]
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Ada"
    assert card.table.accessibleName() == "Who rated what"
    again = PictureCard(desk, MatrixPicture(matrix), "matrix", folder=tmp_path)
    qtbot.addWidget(again)
    assert again.table is not None
    choose(again, "Show as a picture")
    assert not again.area.isHidden()


def test_keys_open_what_can_be_done_and_the_button_does(qtbot, card):
    assert card.more.accessibleName() == "What to do with: Who rated what"
    qtbot.keyClick(card.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    QApplication.activePopupWidget().close()
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    QApplication.activePopupWidget().close()


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_pointer_finds_each_mark_where_it_is_drawn(qtbot, card, way):
    card.setLayoutDirection(way)
    view = card.view
    for mark, words in (
        ((1, 0), "Ada on “The lift”: 4 of 5. It came late."),
        ((0, 1), "Ben on “=Chalk”: 5 of 5. The reader is set aside. It does not count."),
        ((1, 1), "Ben has not rated “The lift”"),
    ):
        middle = view.picture.box(mark, view.size().toSizeF()).center()
        across = view.width() - middle.x() if way == Qt.LayoutDirection.RightToLeft else middle.x()
        qtbot.mouseMove(view, QPointF(across, middle.y()).toPoint())
        qtbot.waitUntil(lambda words=words: view.told() == words)
    qtbot.mouseMove(view, QPoint(view.width() // 2, 4))
    qtbot.waitUntil(lambda: view.told() == "")


def test_the_keyboard_brings_a_far_mark_out_from_under_the_headings(qtbot, desk, tmp_path):
    stories = [f"Story {number}" for number in range(300)]
    readers = [f"Reader {number:03}" for number in range(300)]
    values = {(row, row): 1 + row % 5 for row in range(300)}
    card = PictureCard(
        desk, MatrixPicture(matrix_of(stories, readers, values)), "m", folder=tmp_path, most=300
    )
    qtbot.addWidget(card)
    card.resize(700, 400)
    card.show()
    view = card.view
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.accessibleDescription() == "Reader 299 on “Story 299”: 5 of 5"
    assert view.seen().contains(view.picture.box(view.mark, view.size().toSizeF()).toAlignedRect())
    for _step in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Up)
        qtbot.keyClick(view, Qt.Key.Key_Left)
    for _step in range(3):
        qtbot.keyClick(view, Qt.Key.Key_PageUp)
    kept = view.picture.heading().toSize()
    free = view.seen().adjusted(kept.width(), kept.height(), 0, 0)
    assert free.contains(view.picture.box(view.mark, view.size().toSizeF()).toAlignedRect())


def test_of_a_huge_one_only_the_beginning_is_drawn_but_all_is_counted():
    rows, columns = 20_000, 300
    values = {(row, row % columns): 1 + row % 5 for row in range(rows)}
    stories = [f"Story {row}" for row in range(rows)]
    picture = MatrixPicture(matrix_of(stories, [f"R{column}" for column in range(columns)], values))
    dots = paper.image(picture, 640)
    assert max(dots.width(), dots.height()) <= 32_000
    numbers = picture.numbers()
    assert numbers.headings == ("Number", "Story", "Reader", "Answer", "Note")
    assert numbers.count == rows
    assert numbers.row(19_999) == (20_000, "Story 19999", "R199", 5, "")


def test_nothing_to_draw_is_said_and_offers_nothing(qtbot, desk, tmp_path):
    card = PictureCard(desk, MatrixPicture(None), "matrix", folder=tmp_path)
    qtbot.addWidget(card)
    card.show()
    assert card.view.accessibleDescription() == "No ratings yet"
    assert card.more.isHidden()
    assert not card.grab().isNull()
    assert card.view.minimumSize() != QSize(0, 0)
