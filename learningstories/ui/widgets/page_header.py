"""The top of every page: its title, a count or a state, and what can be done on it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.ui.measures import scaled
from learningstories.ui.tokens import CONTROL_HEIGHT, Role
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text

_GAP = 10


class PageHeader(QWidget):
    """Title at the beginning, actions at the end; the main button comes last.

    Where there is no room beside the title for all words, in a language with long ones or with large
    letters, the actions are below it, on as many lines as they need.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, Text.TITLE)
        self.pill = Chip("")
        self.pill.hide()
        self._added: list[tuple[QWidget, int]] = []
        self._is_below = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        first = QWidget()
        first.setMinimumHeight(scaled(CONTROL_HEIGHT))
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.title)
        row.addWidget(self.pill)
        row.addStretch(1)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(_GAP)
        row.addLayout(self._beside)
        column.addWidget(first)
        self._lines = QWidget()
        self._below = FlowLayout(self._lines, gap=_GAP)
        self._lines.hide()
        column.addWidget(self._lines)

    def set_pill(self, text: str, role: Role = Role.TEXT) -> None:
        """Show a count or a state beside the title; "" takes it away."""
        self.pill.show_state(text, role)
        self.pill.setVisible(bool(text))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control at the end of the row."""
        self._added.append((widget, stretch))
        self._beside.addWidget(widget, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Words that change, and what comes and goes, change what there is room for."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        below = self._wanted_width() > self.width()
        if below == self._is_below:
            return
        self._is_below = below
        for widget, stretch in self._added:
            if below:
                self._below.addWidget(widget)
            else:
                self._beside.addWidget(widget, stretch)
        self._lines.setVisible(below)

    def _wanted_width(self) -> int:
        """What all of it takes on one line; a field that takes the room there is, may become narrow."""
        shown = [(self.title, 0), (self.pill, 0), *self._added]
        widths = [
            (widget.minimumSizeHint() if stretch else widget.sizeHint()).width()
            for widget, stretch in shown
            if not widget.isHidden()
        ]
        return sum(widths) + _GAP * len(widths)
