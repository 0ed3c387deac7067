"""Every kind of control in every state, on one board."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QMenu,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from learningstories.ui.answer_parts import AnswerButton
from learningstories.ui.command_field import CommandField
from learningstories.ui.sidebar import NavEntry, NavItem
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.tour import settle
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.chips import FilterChip
from learningstories.ui.widgets.fields import choice_field, number_field, text_area, text_field
from learningstories.ui.widgets.search_field import SearchField
from learningstories.ui.widgets.tab_bar import TabBar

STATES = ("usual", "hover", "pressed", "focus", "chosen", "disabled")
_GAP, _NAMES = 14, 120
_CELL = QSize(190, 56)


def _slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 10)
    slider.setValue(4)
    return slider


def _menu() -> QMenu:
    menu = QMenu()
    menu.setWindowFlag(Qt.WindowType.Popup, on=False)
    menu.addAction("Edit the story")
    return menu


KINDS: Mapping[str, Callable[[], QWidget]] = {
    "main": lambda: Button("Add stories", Kind.MAIN, "plus"),
    "plain": lambda: Button("Export", icon="download"),
    "danger": lambda: Button("Refuse…", Kind.DANGER, "x", small=True),
    "quiet": lambda: Button("How is this worked out?", Kind.QUIET, small=True),
    "icon": lambda: icon_button("ellipsis", "More"),
    "filter": lambda: FilterChip("Reading 4"),
    "answer": lambda: AnswerButton("Somewhat", Role.RATING_3, "3"),
    "page": lambda: NavItem(NavEntry(name="stories", words="Stories", icon="book-open"), "Ctrl+2"),
    "command": CommandField,
    "search": lambda: SearchField("Search title, author, text…"),
    "field": lambda: text_field("One action", "Ask my mother"),
    "text": lambda: text_area("In their words", "She said yes.", lines=1),
    "choice": lambda: choice_field([("Light", 1), ("Dark", 2)]),
    "number": lambda: number_field(14),
    "check": lambda: QCheckBox("What people will do"),
    "radio": lambda: QRadioButton("One page each"),
    "slider": _slider,
    "tabs": lambda: TabBar([("a", "Story"), ("b", "Readings")]),
    "menu": _menu,
}


def board(size: QSize) -> QWidget:
    """A picture of all of them, in the colours that are in force."""
    height = 30 + len(KINDS) * (_CELL.height() + _GAP)
    image = QImage(_NAMES + len(STATES) * (_CELL.width() + _GAP), height, QImage.Format.Format_RGB32)
    image.fill(colors()[Role.SURFACE])
    painter = QPainter(image)
    painter.setPen(colors()[Role.MUTED])
    for column, state in enumerate(STATES):
        painter.drawText(_NAMES + column * (_CELL.width() + _GAP), 18, state)
    for row, (name, make) in enumerate(KINDS.items()):
        top = 30 + row * (_CELL.height() + _GAP)
        painter.drawText(8, top + 24, name)
        for column, state in enumerate(STATES):
            place = QPoint(_NAMES + column * (_CELL.width() + _GAP), top)
            painter.drawPixmap(place, seen(make, state))
    painter.end()
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(image))
    label.resize(size)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    return label


def seen(make: Callable[[], QWidget], state: str) -> QPixmap:
    """One control in one state, as it is drawn."""
    host = QWidget()
    host.setProperty("role", "surface")
    host.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(host)
    column.setContentsMargins(4, 4, 4, 4)
    elsewhere = Button("")
    elsewhere.setFixedSize(1, 1)
    control = make()
    column.addWidget(control)
    column.addWidget(elsewhere)
    host.resize(_CELL)
    host.show()
    host.activateWindow()
    elsewhere.setFocus()
    settle(host.isActiveWindow)
    _put(control, state)
    taken = host.grab(QRect(QPoint(0, 0), _CELL))
    host.hide()
    host.deleteLater()
    return taken


def _put(control: QWidget, state: str) -> None:
    control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state in ("hover", "pressed"))
    if state == "disabled":
        control.setEnabled(False)
    elif state == "focus":
        control.setFocus(Qt.FocusReason.TabFocusReason)
    if state == "pressed" and isinstance(control, QAbstractButton):
        control.setDown(True)
    if state == "chosen" and isinstance(control, QAbstractButton):
        control.setCheckable(True)
        control.setChecked(True)
    if isinstance(control, QMenu) and state in ("hover", "chosen"):
        control.setActiveAction(control.actions()[0])
