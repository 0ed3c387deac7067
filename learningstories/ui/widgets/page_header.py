"""The top of every page: its title, a count or a state, and what can be done on it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.ui.measures import scaled
from learningstories.ui.tokens import CONTROL_HEIGHT, Role
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.labels import Label, Text


class PageHeader(QWidget):
    """Title at the beginning, actions at the end; the main button comes last."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(scaled(CONTROL_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.title = Label(title, Text.TITLE)
        self.pill = Chip("")
        self.pill.hide()
        row.addWidget(self.title)
        row.addWidget(self.pill)
        row.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        row.addLayout(self._actions)

    def set_pill(self, text: str, role: Role = Role.TEXT) -> None:
        """Show a count or a state beside the title; "" takes it away."""
        self.pill.show_state(text, role)
        self.pill.setVisible(bool(text))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control at the end of the row."""
        self._actions.addWidget(widget, stretch)
