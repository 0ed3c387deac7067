"""Two parts beside each other, with a gap that can be moved."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from learningstories.ui.tokens import GAP


class Parts(QSplitter):
    """None can be pushed out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(GAP)
        self.setChildrenCollapsible(False)
        self._keep_edge()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_edge()

    def _keep_edge(self) -> None:
        """From right to left Qt lays everything a pixel too far, which would cut the first part's edge."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(0, 0, int(rtl), 0)
