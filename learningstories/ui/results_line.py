"""The line over the ranking: how far readers agree, what is in, how it is worked out, how many are sought."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.ports import Clock
from learningstories.services.result_words import agreement_words, given_words
from learningstories.services.wording import span_words
from learningstories.ui.tokens import CHIP_HEIGHT, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_LONG_MS = 400  # what is done sooner than this needs no word about its age
_TYPING_MS = 350
_AGREE = 0.4
_MOST = 10_000


class ResultsLine(QWidget):
    """Chips, the link to the method, and the number that is sought."""

    top_wanted = Signal(object)
    method_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreement, self.given = Chip(""), Chip("")
        self.adjusted = Chip(_("Adjusted for how strict each reader is"))
        self.method = Button(_("How is this worked out?"), Kind.QUIET, small=True)
        self.method.setFixedHeight(CHIP_HEIGHT)
        self.top = number_field(1, 1, _MOST)
        self.top.setKeyboardTracking(False)
        self.top.setAccessibleName(_("How many stories are sought"))
        self.top.setToolTip(_("How many stories the shortlist should have"))
        self.age = Label("", Text.SMALL, Role.MUTED)
        self._words = ""
        self._late = _once(self, _LONG_MS, lambda: self.age.setText(self._words))
        self._typed = _once(self, _TYPING_MS, lambda: self.top_wanted.emit(self.top.value()))
        self.top.valueChanged.connect(lambda _value: self._typed.start())
        self.method.clicked.connect(self.method_wanted)
        self._arrange()

    def _arrange(self) -> None:
        sought = QWidget()
        row = QHBoxLayout(sought)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = Label(_("Shortlist of"), Text.SMALL, Role.MUTED)
        label.setBuddy(self.top)
        self.top.setFixedWidth(84)
        row.addWidget(label)
        row.addWidget(self.top)
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for widget in (self.agreement, self.given, self.adjusted, self.method, self.age):
            flow.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(sought)

    def show_results(self, results: "Results | None", *, chosen: bool) -> None:
        """Tell of a ranking; `chosen` when the person said how many are sought."""
        if results is None:
            return
        words, role = agreement_words(results), Role.TEXT
        if results.alpha is not None:
            words = _("{words} · \N{GREEK SMALL LETTER ALPHA} = {alpha:.2f}").format(
                words=words, alpha=results.alpha
            )
            role = Role.OK if results.alpha >= _AGREE else Role.SPARK
        self.agreement.show_state(words, role)
        self.given.show_state(given_words(results), Role.TEXT)
        typing = self._typed.isActive() or self.top.hasFocus()
        if not chosen or not typing:
            with QSignalBlocker(self.top):
                self.top.setMaximum(max(len(results.stories), 1))
                self.top.setValue(results.top)

    def show_age(self, clock: Clock, computed_at: datetime | None) -> None:
        """Say, while it takes a while to work out anew, how old the figures are; None when they are fresh."""
        self._late.stop()
        self._words = ""
        if computed_at is None:
            self.age.setText("")
            return
        age = span_words(clock() - computed_at)
        self._words = _("Working it out again; these figures are {age} old").format(age=age)
        self._late.start()


def _once(parent: QWidget, after: int, do: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(do)
    return timer
