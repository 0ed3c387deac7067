"""Shift+F10 opens the menu of what has the keyboard, as the menu key does. Qt knows it on Windows alone."""

import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget


def opened_by_menu_key(event: QKeyEvent) -> bool:
    """Whether the key asks for a menu, which is opened then where a hand would have clicked."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    focused = QApplication.focusWidget()
    if event.key() != Qt.Key.Key_F10 or not shift or focused is None or sys.platform == "win32":
        return False
    seen = focused.viewport() if isinstance(focused, QAbstractScrollArea) else focused
    place = _place(focused, seen)
    by_keys = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(seen, QContextMenuEvent(by_keys, place, seen.mapToGlobal(place)))
    return True


def _place(focused: QWidget, seen: QWidget) -> QPoint:
    """In the middle of what is chosen, or of what can be seen."""
    if isinstance(focused, QAbstractItemView):
        chosen = focused.visualRect(focused.currentIndex())
        if chosen.isValid() and seen.rect().intersects(chosen):
            return chosen.intersected(seen.rect()).center()
    return seen.rect().center()
