"""One way to look at the results, as the page knows it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results


class ResultsView(QWidget):
    """A view under the page's header; the page tells it of every ranking while it is open.

    `ranking_wanted` asks for a story, by its number, in the ranking, `compare_wanted` for those that are
    chosen there side by side. What belongs to the view alone and
    should stand at the end of the row of tabs is added to `tools`. `keys_to` is what takes the keyboard.
    """

    ranking_wanted = Signal(int)
    compare_wanted = Signal()

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.feed = feed
        self.tools: list[QWidget] = []
        self.keys_to: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on; with a focus proxy in Qt's sense, Tab would never leave the view again."""
        super().focusInEvent(event)
        if self.keys_to is not None:
            self.keys_to.setFocus(event.reason())

    def show_results(self, results: "Results | None") -> None:
        """Show this ranking; None while nothing can be ranked."""
        raise NotImplementedError

    def show_sought(self, top: int) -> None:
        """Another number of stories is sought from now on; the ranking for it comes a moment later."""
