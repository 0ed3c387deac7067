"""Lets Enter press the button that has the keyboard, as the space bar does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press the button if the key is a bare Enter; whether it was."""
    if event.key() not in _ENTER or event.modifiers() not in _BARE:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
