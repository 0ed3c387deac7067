"""Tells screen readers what those widgets are that draw themselves, and what parts of others belong to.

A widget says what it is in `accessible_role`, an attribute of its class: the name of a role in
`QAccessible.Role`, which is made only when it is asked for. Qt knows its own widgets.
"""

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QLineEdit, QScrollArea, QWidget


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
    role = getattr(type(widget), "accessible_role", None)
    if not isinstance(widget, QWidget) or role is None:
        return None
    return QAccessibleWidget(widget, QAccessible.Role[role])


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
