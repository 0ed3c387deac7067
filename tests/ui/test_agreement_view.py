"""How far readers agree is told, drawn, gone through by keys, and saved as picture and numbers."""

import csv
import io

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from learningstories.services import reviewing
from learningstories.ui.agreement_view import AgreementView
from learningstories.ui.results_page import ResultsPage

# Story number -> the answers of Ada, Ben and Chiara.
ANSWERS = {1: (2, 1, 2), 2: (5, 4, 5), 3: (4, 5, None)}
TITLES = ("=Chalk", "The lift", "قصة")


@pytest.fixture
def view(qtbot, desk, workspace, add_story, add_reviewer) -> AgreementView:
    for number, title in enumerate(TITLES, start=1):
        add_story(workspace, f"Text {number}.", title=title, author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Chiara")):
        add_reviewer(workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=values[place])
    page = ResultsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: page.feed.results is not None)
    page.show_argument("agreement")
    made = page.view("agreement")
    qtbot.waitUntil(lambda: made.matrix.marks() == (3, 3))
    yield made
    page.leave()


def test_it_is_said_in_words(view):
    assert view.agreement.text() == "Too few stories were read twice to say how far readers agree."
    assert view.told.text().startswith("Of what tells one answer from another, ")


def test_keys_go_from_reading_to_reading_and_each_is_told(qtbot, view):
    qtbot.keyClick(view.matrix, Qt.Key.Key_Down)
    assert view.matrix.accessibleDescription() == "Ada on “The lift”: 5 of 5"
    qtbot.keyClick(view.matrix, Qt.Key.Key_Down)
    qtbot.keyClick(view.matrix, Qt.Key.Key_Right)
    qtbot.keyClick(view.matrix, Qt.Key.Key_Right)
    assert view.matrix.accessibleDescription() == "Chiara has not read “قصة”"
    qtbot.keyClick(view.uses, Qt.Key.Key_Left)
    assert view.uses.accessibleDescription() == "All readers: 1 answer of 1"


def test_what_leaving_one_reader_out_would_do_is_told(qtbot, view):
    qtbot.waitUntil(lambda: view.without.marks() == (3, 1))
    rows = view.without.numbers()
    assert [row[:2] for row in rows[1:]] == [("Ada", 3), ("Ben", 3), ("Chiara", 2)]
    qtbot.keyClick(view.without, Qt.Key.Key_Down)
    assert view.without.accessibleDescription().startswith("Without Ada: ")
    assert not view.without.image().isNull()


def test_the_pointer_finds_what_is_drawn(qtbot, view):
    for row in range(3):
        for column in range(3):
            across = view.matrix.width()
            places = (
                (x, y)
                for x in range(0, across, 6)
                for y in range(0, view.matrix.height(), 6)
                if view.matrix.mark_at(view.matrix.rect().topLeft() + _point(x, y)) == (row, column)
            )
            assert next(places, None) is not None


def _point(x, y):
    return QPoint(x, y)


@pytest.mark.parametrize("words", ["Save as SVG…", "Save as PNG…", "Save the numbers…"])
def test_it_is_saved_as_picture_and_as_numbers(qtbot, view, tmp_path, monkeypatch, words):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved"), ""))
    menu = view.matrix.actions_menu()
    next(action for action in menu.actions() if action.text() == words).trigger()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("saved.*"))) == 1)
    (saved,) = tmp_path.glob("saved.*")
    if saved.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(saved.read_text("utf-8-sig"))))
        assert rows[0] == ["Number", "Story", "Ada", "Ben", "Chiara"]
        assert ["1", "'=Chalk", "2", "1", "2"] in rows
    elif saved.suffix == ".svg":
        letters = saved.read_text("utf-8")
        assert "The lift" in letters
        assert "Who rated what" in letters
    else:
        assert QImage(str(saved)).size() == view.matrix.size() * 2


def test_numbers_are_copied_as_a_spreadsheet_takes_them(view):
    view.uses.copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Reader", "1", "2", "3", "4", "5"]
    assert lines[1].split("\t") == ["All readers", "1", "2", "0", "2", "3"]
    view.matrix.copy()
    assert QGuiApplication.clipboard().mimeData().hasImage()
