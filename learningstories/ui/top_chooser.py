"""How many stories are sought: a slider to try it out, and a number beside it to say it exactly."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from learningstories.i18n import _
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, Text

_TYPING_MS = 350
_MOST = 10_000
_LEAST_REACH = 40  # the slider's, so that each step of it can be hit
_SLIDER, _NUMBER = 120, 84


class TopChooser(QWidget):
    """`chosen` carries every number that the slider passes, and what is typed as soon as typing pauses."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, 1)
        self.slider.setFixedWidth(_SLIDER)
        self.number = number_field(1, 1, _MOST)
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(scaled(_NUMBER))
        for field in (self.slider, self.number):
            field.setAccessibleName(_("How many stories are sought"))
            field.setToolTip(_("How many stories the shortlist should have"))
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._typed.timeout.connect(lambda: self.chosen.emit(self.number.value()))
        self.slider.valueChanged.connect(self._slid)
        self.number.valueChanged.connect(self._put)
        label = Label(_("Shortlist of"), Text.SMALL, Role.MUTED)
        label.setBuddy(self.number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (label, self.slider, self.number):
            row.addWidget(widget)

    def show_top(self, top: int, stories: int) -> None:
        """Show how many of so many stories are sought, unless another number is being typed."""
        if self._typed.isActive():
            return
        reach = min(stories, max(_LEAST_REACH, 3 * top, self.slider.maximum()))
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.number.setMaximum(max(stories, 1))
            self.slider.setMaximum(max(reach, 1))
            self.number.setValue(top)
            self.slider.setValue(top)

    def _slid(self, top: int) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(top)
        self._typed.stop()
        self.chosen.emit(top)

    def _put(self, top: int) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(top)
        self._typed.start()
