import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.ui.tokens import LIGHT, Role
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.chips import Chip, FilterBar
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.fields import (
    Field,
    choice_field,
    number_field,
    text_area,
    text_field,
)
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import ElidedLabel, Label
from learningstories.ui.widgets.meter import Meter
from learningstories.ui.widgets.notice import Toasts
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.parts import Parts
from learningstories.ui.widgets.search_field import SearchField
from learningstories.ui.widgets.tab_bar import TabBar

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> & "R&D"'


def shown(qtbot, widget, width=400, height=200):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def colours(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_whatever_people_write_is_shown_as_text(qtbot, theme):
    label = shown(qtbot, Label(HOSTILE))
    assert label.textFormat() == Qt.TextFormat.PlainText
    cut = shown(qtbot, ElidedLabel(HOSTILE), 60, 20)
    assert "&lt;img" in cut.toolTip()
    assert cut.text() == HOSTILE
    assert Button(HOSTILE).words() == HOSTILE
    assert Button(HOSTILE).shortcut().isEmpty()


def test_a_label_that_fits_needs_no_tooltip(qtbot, theme):
    label = shown(qtbot, ElidedLabel("Short\nwords"), 400, 20)
    assert label.toolTip() == ""
    assert label.text() == "Short words"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_focused_button_looks_different(qtbot, theme, kind):
    host = shown(qtbot, QWidget())
    row = QHBoxLayout(host)
    one, other = Button("One", kind, "plus"), Button("Other", kind, "plus")
    row.addWidget(one)
    row.addWidget(other)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = one.grab().toImage()
    one.setFocus()
    assert one.grab().toImage() != before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_focused_button(qtbot, theme, key):
    button = shown(qtbot, Button("Read as…"))
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_tells_its_shortcut_and_keeps_it(qtbot, theme):
    button = shown(qtbot, Button("Add stories", Kind.MAIN, shortcut="Ctrl+T"))
    assert "Ctrl+T" in button.toolTip()
    button.set_text("Add 5 stories & more")
    assert "Add 5 stories &amp; more (Ctrl+T)" in button.toolTip()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)


def test_an_icon_alone_has_a_name(theme):
    button = icon_button("moon", "Dark colours")
    assert button.accessibleName() == "Dark colours"
    assert "Dark colours" in button.toolTip()


def test_filters_exclude_each_other_and_follow_the_arrow_keys(qtbot, theme):
    bar = shown(qtbot, FilterBar([("all", "All"), ("late", "Late"), ("ready", "Ready")]))
    bar.chip("late").set_count("3")
    assert bar.key() == "all"
    assert bar.chip("late").accessibleName() == "Late 3"
    with qtbot.waitSignal(bar.chosen) as blocker:
        bar.chip("late").click()
    assert blocker.args == ["late"]
    bar.chip("late").setFocus()
    qtbot.keyClick(bar.chip("late"), Qt.Key.Key_Right)
    assert bar.key() == "ready"


def test_chips_wrap_and_are_mirrored(qtbot, theme):
    host = shown(qtbot, QWidget(), 200, 200)
    flow = FlowLayout(host)
    chips = [Chip(f"Theme number {i}") for i in range(4)]
    for chip in chips:
        flow.addWidget(chip)
    qtbot.waitUntil(chips[3].isVisible)
    flow.activate()
    assert chips[0].y() == 0
    assert chips[3].y() > chips[0].y()
    assert chips[0].x() == 0
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(host.rect())
    assert chips[0].geometry().right() == host.rect().right()
    flow.clear()
    assert flow.count() == 0


def test_a_chip_says_its_state_in_a_word(qtbot, theme):
    chip = shown(qtbot, Chip("Late", Role.SPARK), 60, 23)
    assert chip.accessibleName() == "Late"
    assert QColor(LIGHT[Role.SPARK_SOFT]).name() in colours(chip)
    chip.show_state("Ready", Role.OK)
    assert chip.text() == "Ready"
    assert QColor(LIGHT[Role.OK_SOFT]).name() in colours(chip)


def test_tabs_switch_by_key_and_carry_counts(qtbot, theme):
    tabs = shown(qtbot, TabBar([("story", "Story"), ("readings", "Q&A")]))
    tabs.set_count("readings", "3")
    assert tabs.tabText(1) == "Q&&A 3"
    tabs.setFocus()
    with qtbot.waitSignal(tabs.chosen) as blocker:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert blocker.args == ["readings"]
    assert tabs.key() == "readings"


def test_a_meter_is_filled_from_the_side_the_language_begins_on(qtbot, theme):
    meter = shown(qtbot, Meter("Read"), 100, 6)
    meter.show_share(0.5, "6 of 12")
    assert meter.accessibleDescription() == "6 of 12"
    accent = QColor(LIGHT[Role.ACCENT])
    assert meter.grab().toImage().pixelColor(20, 3) == accent
    assert meter.grab().toImage().pixelColor(80, 3) != accent
    meter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert meter.grab().toImage().pixelColor(80, 3) == accent
    meter.show_share(7)
    assert meter.share() == 1


def test_escape_empties_the_search_and_its_shortcut_finds_it(qtbot, theme):
    host = shown(qtbot, QWidget())
    column = QVBoxLayout(host)
    field, button = SearchField("Search title, author, text…", "Ctrl+F", show_shortcut=True), Button("x")
    column.addWidget(field)
    column.addWidget(button)
    qtbot.waitUntil(button.isVisible)
    button.setFocus()
    qtbot.keyClick(host, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()
    qtbot.keyClicks(field, "lift")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_problem_is_told_at_its_field(qtbot, theme):
    field = shown(qtbot, Field("E-mail", text_field(), "Only you see it"))
    assert field.input.accessibleName() == "E-mail"
    field.set_problem("Something is missing after the @.")
    assert field.note.text() == field.problem() == "Something is missing after the @."
    assert field.input.accessibleDescription() == "Something is missing after the @."
    assert QColor(LIGHT[Role.BAD]).name() in colours(field.input)
    field.set_problem("")
    assert field.note.text() == "Only you see it"
    assert field.problem() == ""


def test_inputs_hold_their_values(qtbot, theme):
    choice = choice_field([("A5", 5), ("A4", 4)], chosen=4)
    assert choice.currentData() == 4
    assert number_field(900, 0, 5000).value() == 900
    host = shown(qtbot, QWidget())
    row = QHBoxLayout(host)
    area, after = text_area("Why?"), text_field()
    row.addWidget(area)
    row.addWidget(after)
    qtbot.waitUntil(after.isVisible)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert area.toPlainText() == ""
    assert after.hasFocus()


def test_an_empty_page_offers_the_one_thing(qtbot, theme):
    empty = shown(qtbot, EmptyState("book-open", "No stories yet", "Drop files here.", "Add stories"))
    with qtbot.waitSignal(empty.wanted):
        empty.button.click()


def test_a_header_shows_a_count_only_when_there_is_one(qtbot, theme):
    header = shown(qtbot, PageHeader("Stories"))
    assert not header.pill.isVisible()
    header.set_pill("48")
    assert header.pill.isVisible()


def test_a_toast_is_replaced_and_follows_the_windows_size(qtbot, theme):
    host = shown(qtbot, QWidget(), 800, 600)
    toasts = Toasts(host)
    toasts.show("One", seconds=0)
    toasts.show("Two", seconds=1)
    assert toasts.notice.accessibleName() == "Two"
    host.resize(700, 400)
    qtbot.waitUntil(lambda: toasts.notice is None or toasts.notice.geometry().bottom() < 400)
    qtbot.waitUntil(lambda: toasts.notice is None)


def test_a_field_with_a_hint_is_no_window_of_its_own_while_it_is_made(qapp, dressed):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    Field("Name", text_field(), "As it is printed")
    qapp.removeEventFilter(watch)
    assert shown == []


def test_from_right_to_left_the_first_of_two_parts_lies_within_the_page(qtbot):
    parts = Parts()
    qtbot.addWidget(parts)
    parts.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = QWidget()
    parts.addWidget(first)
    parts.addWidget(QWidget())
    parts.resize(500, 200)
    parts.show()
    assert first.geometry().right() == parts.rect().right()
