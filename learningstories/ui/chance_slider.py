"""How likely somebody is to do what they say: 0 to 10, or nothing yet."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QWidget

from learningstories.i18n import _
from learningstories.ui.measures import widened
from learningstories.ui.widgets.labels import Label, Text

_LEAST = 72


class ChanceSlider(QWidget):
    """0 to 10, or nothing chosen yet; a press on the bar goes there at once."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._given = False
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 10)
        self.slider.setPageStep(1)
        self.slider.setMinimumWidth(widened(_LEAST))
        self.slider.setAccessibleName(name)
        self.words = Label("", Text.STRONG)
        self.words.setMinimumWidth(QFontMetrics(self.words.font()).horizontalAdvance("10 in 10  "))
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.slider.actionTriggered.connect(lambda _action: self._choose())
        self.slider.sliderPressed.connect(self._choose)
        self.slider.valueChanged.connect(lambda _value: self._say())

    def chance(self) -> int | None:
        """The chance chosen; None while there is none."""
        return self.slider.sliderPosition() if self._given else None

    def show_chance(self, chance: int | None) -> None:
        """Show a chance, or that none is chosen yet."""
        self._given = chance is not None
        self.slider.blockSignals(True)
        self.slider.setValue(chance or 0)
        self.slider.blockSignals(False)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._say()

    def _choose(self) -> None:
        self._given = True
        self._say()
        self.chosen.emit()

    def _say(self) -> None:
        chance = self.chance() if self.isEnabled() else None
        words = _("{chance} in 10").format(chance=chance) if chance is not None else "—"
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)


class _Slider(QSlider):
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            handle = 14
            turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            value = QStyle.sliderValueFromPosition(
                self.minimum(),
                self.maximum(),
                round(event.position().x()) - handle // 2,
                self.width() - handle,
                turned,
            )
            self.setSliderPosition(value)
        super().mousePressEvent(event)
