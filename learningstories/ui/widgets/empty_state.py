"""What a page says while there is nothing on it, and the one thing to do about it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from learningstories.ui.icons import icon_pixmap
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text


class EmptyState(QWidget):
    """An icon, a title, a sentence and at most one button (`wanted` is emitted when it is pressed)."""

    wanted = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self.title = Label(title, Text.CARD_TITLE, wrap=True)
        self.sentence = Label(sentence, Text.BODY, Role.MUTED, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._picture, self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if button:
            self.button = Button(button, Kind.MAIN)
            self.button.clicked.connect(self.wanted)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._tint()

    def _tint(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon, colors()[Role.MUTED], 32, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)
