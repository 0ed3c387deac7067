"""Says what long work is doing, how much is left, and offers to stop it."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.meter import Meter

if TYPE_CHECKING:
    from learningstories.ui.tasks import Tasks

WAIT_MS = 600  # shorter work is not worth a strip that comes and goes
_TELL_FROM = 3.0  # seconds of work after which the time left can be told
_MINUTE = 90


class ProgressStrip(QWidget):
    """Hidden while nothing takes long."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = 0.0
        self.label = ElidedLabel("")
        self.left = Label("", Text.SMALL, Role.MUTED)
        self.meter = Meter(_("Progress"))
        self.stop = Button(_("Stop"), icon="x", small=True)
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self.label, 2)
        row.addWidget(self.meter, 3)
        row.addWidget(self.left)
        row.addWidget(self.stop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, tasks: "Tasks") -> None:
        """Show what `tasks` does, and stop it when asked."""
        tasks.busy_changed.connect(self.begin)
        tasks.progressed.connect(self.show_progress)
        self.cancelled.connect(tasks.cancel)

    def begin(self, label: str) -> None:
        """Work of this name has begun; "" when nothing runs any more."""
        self._timer.stop()
        if not label:
            self.hide()
            return
        self._began = monotonic()
        self.stop.setEnabled(True)
        self.show_progress(label, 0, 0)
        if not self.isVisible():
            self._timer.start(WAIT_MS)

    def show_progress(self, label: str, done: int, total: int) -> None:
        """`done` of `total` is done; a total of 0 is unknown."""
        self.label.setText(label)
        words = _("{done} of {total}").format(done=numeral(done), total=numeral(total)) if total else ""
        self.meter.setVisible(bool(total))
        self.meter.show_share(done / total if total else 0.0, words)
        left = self._time_left(done, total)
        self.left.setText(in_one_line(part for part in (words, left) if part))

    def _time_left(self, done: int, total: int) -> str:
        spent = monotonic() - self._began
        if not done or not total or spent < _TELL_FROM:
            return ""
        seconds = max(1, round(spent / done * (total - done)))
        if seconds < _MINUTE:
            return plural("about {n} second left", "about {n} seconds left", seconds).format(n=seconds)
        minutes = round(seconds / 60)
        return plural("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.left.setText(_("Stopping…"))
        self.cancelled.emit()
