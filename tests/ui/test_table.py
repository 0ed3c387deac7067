import sys

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester

from learningstories.ui.measures import set_text_size
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.tokens import DARK, LIGHT, Role
from learningstories.ui.widgets.cells import CHIP, METER, SECOND_LINE, ColumnLook, Look
from learningstories.ui.widgets.table import Table

LOOKS = [
    ColumnLook(look=Look.CHECK, width=40, least=40),
    ColumnLook(look=Look.TITLE, width=180, stretch=True),
    ColumnLook(look=Look.MUTED, width=100),
    ColumnLook(look=Look.NUMBER, width=80),
    ColumnLook(look=Look.METER, width=160),
    ColumnLook(look=Look.CHIP, width=130),
]
THEME = "Schools"
HEADS = ["", "Story", "Theme", "Words", "Progress", "State"]


class Stories(QAbstractTableModel):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent=QModelIndex()):  # noqa: B008 - as Qt asks
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008 - as Qt asks
        return 0 if parent.isValid() else len(LOOKS)

    def data(self, index, role=int(Qt.ItemDataRole.DisplayRole)):
        title, author, words, share, chip = self.rows[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return ["", title, THEME, words, f"{share:.0%}", chip[0] if chip else ""][index.column()]
        if role == int(Qt.ItemDataRole.CheckStateRole) and index.column() == 0:
            return Qt.CheckState.Checked if index.row() % 2 else Qt.CheckState.Unchecked
        return {SECOND_LINE: author, CHIP: chip, METER: share}.get(role)

    def headerData(self, section, orientation, role=int(Qt.ItemDataRole.DisplayRole)):
        return HEADS[section] if role == int(Qt.ItemDataRole.DisplayRole) else None


ROWS = [
    ("The lift that never came", "Amina Yusuf", "864", 1.0, ("Ready", Role.OK)),
    ("قصة المعلم الأول", "Yusra Haddad", "812", 0.3, ("No consent", Role.BAD)),
    ("<b>कहानी</b> " * 40, "", "1,020", 0.0, None),
]


@pytest.fixture
def table(qtbot, theme):
    made = Table("Stories")
    model = Stories(ROWS)
    made.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.setModel(model)
    made.set_columns(LOOKS)
    qtbot.addWidget(made)
    made.resize(900, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def pixels(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(("choice", "tokens"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)])
def test_rows_chips_and_meters_are_painted_in_both_themes(table, theme, choice, tokens):
    theme.choose(choice)
    seen = pixels(table)
    for role in (Role.LINE, Role.OK_SOFT, Role.BAD_SOFT, Role.ACCENT):
        assert QColor(tokens[role]).name() in seen


def test_rows_are_44_px_or_32(table):
    assert table.rowHeight(0) == 44
    table.set_compact(compact=True)
    assert table.rowHeight(0) == 32
    assert not table.grab().isNull()


def test_the_selected_row_is_tinted_and_the_keyboards_row_has_a_ring(qtbot, table):
    table.choose_row(1)
    assert table.selected_rows() == [1]
    table.clearFocus()
    without = table.viewport().grab().toImage()
    assert QColor(LIGHT[Role.ACCENT_SOFT]).name() in pixels(table.viewport())
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.viewport().grab().toImage() != without


def test_arrow_keys_move_and_enter_opens(qtbot, table):
    table.choose_row(0)
    with qtbot.waitSignal(table.row_changed) as moved:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert moved.args == [1]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_boxes_are_pressed_by_mouse_and_by_space(qtbot, table):
    place = table.visualRect(table.model().index(2, 0)).center()
    with qtbot.waitSignal(table.checked) as pressed:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pressed.args == [2]
    with qtbot.waitSignal(table.checked):
        qtbot.keyClick(table, Qt.Key.Key_Space)


def test_the_wide_column_takes_what_is_left(table):
    table.resize(1200, 400)
    used = sum(table.columnWidth(i) for i in range(len(LOOKS)))
    assert used == table.viewport().width()
    assert table.columnWidth(2) == 100


def test_the_word_over_a_column_of_figures_is_not_cut(table, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "HEADS", [*HEADS[:3], "Seitenanzahlen", *HEADS[4:]])
    table.set_columns(LOOKS)
    head = table.horizontalHeader().fontMetrics().horizontalAdvance("Seitenanzahlen")
    assert table.columnWidth(3) >= head + 24


def test_in_large_letters_columns_of_figures_grow_with_them(table):
    table.resize(2000, 400)
    set_text_size(200)
    try:
        table.set_columns(LOOKS)
        assert table.columnWidth(2) == 200
    finally:
        set_text_size(100)


def test_a_chip_that_was_cut_gets_the_room_it_needs(qtbot, table, monkeypatch):
    long = ("Title", "Author", "12", 0.5, ("Einwilligung zum Vorlesen fehlt noch", Role.BAD))
    needed = {c: table.cells.needed(table.model().index(0, c)) for c in (3, 5)}
    assert all(table.columnWidth(c) >= width for c, width in needed.items())
    monkeypatch.setattr(table.model(), "rows", [long, *ROWS[1:]])
    table.viewport().update()
    index = table.model().index(0, 5)
    qtbot.waitUntil(lambda: table.columnWidth(5) >= table.cells.needed(index))
    assert table.horizontalScrollBar().maximum() == 0


def test_in_a_wide_window_other_words_are_not_cut_either(qtbot, table, monkeypatch):
    table.resize(1400, 400)
    monkeypatch.setattr(sys.modules[__name__], "THEME", "Adult education and libraries")
    table.viewport().update()
    index = table.model().index(0, 2)
    qtbot.waitUntil(lambda: table.columnWidth(2) >= table.cells.needed(index))
    table.resize(620, 400)
    qtbot.waitUntil(lambda: table.columnWidth(2) < table.cells.needed(index))


def test_where_there_is_little_room_no_column_is_left_outside(qtbot, table):
    table.resize(560, 400)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.columnWidth(5) >= table.cells.needed(table.model().index(1, 5))


def test_several_rows_can_be_selected_when_asked(qtbot, table):
    table.set_many(many=True)
    table.choose_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_rows() == [0, 1]


def test_it_is_mirrored(table):
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, last = (table.visualRect(table.model().index(0, i)) for i in (0, 5))
    assert first.x() > last.x()
    assert not table.grab().isNull()


def test_a_note_stands_under_the_last_row(table):
    before = table.viewport().grab().toImage()
    table.set_note("Drop files anywhere in this window.")
    assert table.viewport().grab().toImage() != before


def test_it_stands_empty_too(qtbot, theme):
    empty = Table("Stories")
    qtbot.addWidget(empty)
    empty.set_columns(LOOKS)
    empty.set_note("Nothing yet")
    empty.resize(600, 300)
    assert not empty.grab().isNull()


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_a_row_is_chosen_in_either_direction_of_writing(qtbot, table, direction):
    table.setLayoutDirection(direction)
    table.show()
    for hidden in (0, 4, 5):
        table.setColumnHidden(hidden, True)
        with qtbot.waitSignal(table.row_changed) as changed:
            table.choose_row(2)
        assert changed.args == [2]
        assert table.selected_rows() == [2]
        table.choose_row(0)
