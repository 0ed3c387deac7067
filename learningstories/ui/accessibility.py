"""Tells screen readers what those widgets are that draw themselves, and what parts of others belong to.

A widget says what it is in `accessible_role`, an attribute of its class: the name of a role in
`QAccessible.Role`, which is made only when it is asked for. Qt knows its own widgets; but it turns what
is on or off without the click by which pages know that a person did it, so that is told here, too.
"""

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)


@cache
def tell_roles() -> None:
    """From now on, for the whole application."""
    QAccessible.installFactory(_interface)


def alert(widget: QWidget) -> None:
    """Have what `widget` says read out, if somebody listens."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def _interface(_class: str, widget: QObject) -> QAccessibleInterface | None:
    if isinstance(widget, QScrollArea) and not widget.accessibleName():
        widget.setAccessibleName(_whose(widget))
    if isinstance(widget, QLineEdit) and isinstance(choice := widget.parent(), QComboBox):
        widget.setAccessibleName(choice.accessibleName())
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return _Switch(widget)
    role = getattr(type(widget), "accessible_role", None)
    if not isinstance(widget, QWidget) or role is None:
        return None
    return QAccessibleWidget(widget, QAccessible.Role[role])


class _Switch(QAccessibleWidget):
    """A button that is on or off: "toggle" and "press" both click it."""

    def __init__(self, button: QAbstractButton) -> None:
        group = cast("QButtonGroup | None", button.group())  # the stubs know of no button without one
        one_of_many = button.autoExclusive() if group is None else group.exclusive()
        super().__init__(button, QAccessible.Role.RadioButton if one_of_many else QAccessible.Role.CheckBox)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.checkable = True
        state.checked = self._button.isChecked()
        state.pressed = self._button.isDown()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """The words on it, where it has no other name."""
        told = super().text(kind)
        if told or kind != QAccessible.Text.Name:
            return told
        return self._button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def actionNames(self) -> list[str]:
        if not self._button.isEnabled():
            return []
        return [self.toggleAction(), self.pressAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        if name in (self.toggleAction(), self.pressAction()):
            self._button.click()
        else:
            super().doAction(name)


def _whose(area: QWidget) -> str:
    """The name of the card, sheet or page that `area` scrolls a part of."""
    from learningstories.ui.widgets.page_header import PageHeader  # noqa: PLC0415 - not for the first paint

    around = area.parentWidget()
    while around is not None:
        header = around.findChild(PageHeader, options=Qt.FindChildOption.FindDirectChildrenOnly)
        name = around.accessibleName() or (header.title.text() if header is not None else "")
        if name or around.isWindow():
            return name or around.windowTitle()
        around = around.parentWidget()
    return ""
