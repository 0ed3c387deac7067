"""The room beside the list of stories: its panel is made once the list is on the screen."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.ui.desk import Desk

if TYPE_CHECKING:
    from learningstories.ui.story_panel import StoryPanel

LEAST_WIDTH = 300
_SOON_MS = 30  # after the list was painted


class StorySide(QWidget):
    """Shows the panel with one story; `made` tells once that it is there."""

    made = Signal(object)  # StoryPanel

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(LEAST_WIDTH)
        self._desk = desk
        self._number: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: self.panel)

    @cached_property
    def panel(self) -> "StoryPanel":
        """The panel, made if need be."""
        from learningstories.ui.story_panel import StoryPanel  # noqa: PLC0415 - not for the first stories

        self._soon.stop()
        panel = StoryPanel(self._desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.made.emit(panel)
        if self._number is not None:
            panel.show_story(self._number)
        return panel

    def leave(self) -> None:
        """The window closes: nothing is made for it any more."""
        self._soon.blockSignals(True)

    def show_story(self, number: int | None) -> None:
        """Show a story, or none."""
        self._number = number
        if "panel" in self.__dict__:
            self.panel.show_story(number)
        else:
            QTimer.singleShot(0, self._soon, self._soon.start)  # what is to be painted comes before
