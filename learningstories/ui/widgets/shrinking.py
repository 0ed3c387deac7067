"""A part of a page that gives up room when there is little, and scrolls then."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from learningstories.ui.measures import scaled

_LEAST = 72


class Shrinking(QScrollArea):
    """As high as what is in `layout`, or less; never less than a line or two."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._layout = layout
        self._inside.setLayout(layout)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached by the keyboard, and seen
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(self._inside.sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._wanted(), scaled(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _wanted(self) -> int:
        if self._layout.hasHeightForWidth():
            # Beside a scroll bar it is higher; with that much room the bar goes.
            return self._layout.totalHeightForWidth(self.viewport().width())
        return self._layout.totalSizeHint().height()
