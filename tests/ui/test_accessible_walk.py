"""Whatever can be used in the window has a name and a role for screen readers, and keys get to it."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from learningstories.ui.start_page import StartPage
from learningstories.ui.widgets.sheet import Sheet
from tests.ui.sample_walk import Walk, open_in, parts_of, sample, tools

__all__ = ["open_in", "sample", "tools"]  # fixtures of the whole walk

_USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_SAYS_NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)


def is_used(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return False
    return isinstance(widget, _USED) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def has_another_way(widget: QWidget) -> bool:
    """Arrow keys move in a group; Escape empties a field that is searched in; menus sort tables."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return (
        isinstance(widget, QHeaderView)
        or (isinstance(widget, QToolButton) and isinstance(widget.parent(), QLineEdit))
        or (group is not None and any(is_tabbed_to(button) for button in group.buttons()))
    )


def is_tabbed_to(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value)


def barriers_of(part: QWidget) -> Iterator[str]:
    names: Counter[tuple[str, QAccessible.Role, QWidget | None]] = Counter()
    for widget in part.findChildren(QWidget):
        if not (widget.isVisible() and is_used(widget)):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name, role = told.text(QAccessible.Text.Name).strip(), told.role()
        path = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        if not name:
            yield f"{path} has no name"
        if role in _SAYS_NOTHING and not isinstance(widget, QAbstractScrollArea):
            yield f"{path}, {name}, does not say what it is"
        if widget.isEnabled() and not is_tabbed_to(widget) and not has_another_way(widget):
            yield f"{path}, {name}, is not reached by keyboard"
        names[name, role, widget.parentWidget()] += 1
    yield from (f"{count} are called {name}" for (name, _role, _in), count in names.items() if count > 1)


def unseen_focus(part: QWidget, known: set[object]) -> Iterator[str]:
    """Controls, of kinds that are not yet `known`, that look with the keyboard in them as they do without."""
    for widget in part.findChildren(QWidget):
        kind = (type(widget), widget.property("role"), getattr(widget, "kind", None))
        there = widget.isVisible() and widget.isEnabled() and is_used(widget) and is_tabbed_to(widget)
        if not there or kind in known:
            continue
        known.add(kind)
        window = widget.window()
        elsewhere = window.focusWidget()
        if elsewhere is not None:
            elsewhere.clearFocus()
        without = looks(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if looks(widget) == without:
            yield f"no ring on {type(widget).__name__}, {widget.accessibleName()}"


def out_of_order(sheet: Sheet) -> Iterator[str]:
    """Where Tab goes up the sheet again, past what it came from, though it has not come to its end."""
    stops = [stop for stop in sheet._stops() if not isinstance(stop, QScrollArea)]
    places = [QRect(stop.mapTo(sheet, QPoint()), stop.size()) for stop in stops]
    for (before, there), (after, then) in pairwise(zip(stops, places, strict=True)):
        beside = then.left() > there.right() or then.right() < there.left()
        scrolled = scrolled_in(before) is not scrolled_in(after)
        if then.bottom() <= there.top() and not (beside or scrolled):
            yield f"from {before.accessibleName()} up to {after.accessibleName()}"


def scrolled_in(widget: QWidget) -> QWidget | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def looks(widget: QWidget) -> tuple[QImage, QImage]:
    """The widget, and what is round it: some rings are drawn by what a control lies in."""
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    round_it = widget.window().grab(place.adjusted(-14, -40, 14, 14))
    return widget.grab().toImage(), round_it.toImage()


def test_nobody_is_barred_from_any_page_or_sheet(qtbot: QtBot, open_in: Walk) -> None:
    found, known = {}, set[object]()
    for where, part in parts_of(qtbot, open_in("en")):
        part.window().activateWindow()
        qtbot.waitUntil(part.window().isActiveWindow)
        order = out_of_order(part) if isinstance(part, Sheet) else ()
        found[where] = sorted({*order, *barriers_of(part), *unseen_focus(part, known)})
    assert {where: said for where, said in found.items() if said} == {}


def test_nor_from_the_first_window(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show()
    assert list(barriers_of(page)) == []


def test_what_is_drawn_says_what_it_is(qtbot: QtBot, open_in: Walk) -> None:
    window = open_in("en")
    qtbot.waitUntil(window.tasks.is_idle)
    roles = {
        told.role()
        for widget in window.shell.findChildren(QWidget)
        if widget.isVisible()
        and (told := QAccessible.queryAccessibleInterface(widget)).text(QAccessible.Text.Name)
    }
    drawn = {QAccessible.Role.Chart, QAccessible.Role.Grouping, QAccessible.Role.Graphic}
    assert drawn <= roles
