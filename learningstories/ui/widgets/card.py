"""Cards: the white sheets on the canvas, and the lines that divide them."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import Label, Text

PADDING = 18


class Card(QFrame):
    """A sheet with a thin line round it.

    Put widgets into `body`; `heading_row` takes what stands beside the heading.
    """

    accessible_role = "Grouping"

    def __init__(
        self,
        heading: str = "",
        *,
        padding: int = PADDING,
        spacing: int = 12,
        role: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body: QBoxLayout = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)
        self.heading_row: QBoxLayout = QHBoxLayout()
        if heading:
            self.setAccessibleName(heading)
            self.heading = Label(heading, Text.STRONG, wrap=True)
            self.heading_row.addWidget(self.heading, 1)
            self.body.addLayout(self.heading_row)


class Divider(QFrame):
    """A line between things, lying or standing."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "divider")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class FactRow(QWidget):
    """A muted name and, beside it, a value."""

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.name = Label(name, Text.BODY, Role.MUTED, wrap=True)
        self.value = Label(value, Text.STRONG, wrap=True)
        row.addWidget(self.name, 3)
        row.addWidget(self.value, 2)
