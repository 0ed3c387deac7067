"""Says what is being read or stored while the sheet is open, and how to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.progress_strip import ProgressStrip
from learningstories.ui.widgets.buttons import Button


class AddProgress(ProgressStrip):
    """Reading can be stopped in two ways: `cancelled` keeps what was read so far, `dropped` does not."""

    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop = Button(_("Stop, drop it"), small=True)
        self.drop.clicked.connect(self._drop)
        row = self.layout()
        if isinstance(row, QBoxLayout):
            row.addWidget(self.drop)
            row.setContentsMargins(18, 8, 18, 8)

    def begin_reading(self) -> None:
        """Files are being read."""
        self.stop.set_text(_("Stop, keep what was read"))
        self.drop.setEnabled(True)
        self.drop.show()
        self.begin(_("Reading files"))

    def begin_matching(self) -> None:
        """The rows of a form are being made anew."""
        self.stop.set_text(_("Stop, leave it as it was"))
        self.drop.hide()
        self.begin(_("Reading the form"))

    def begin_comparing(self) -> None:
        """What was read is being compared with the stories there are."""
        self.stop.set_text(_("Stop comparing"))
        self.drop.hide()
        self.begin(_("Comparing with the stories there are"))

    def begin_adding(self) -> None:
        """Stories are being stored."""
        self.stop.set_text(_("Stop, add nothing"))
        self.drop.hide()
        self.begin(_("Adding stories"))

    def show_read(self, last: str, done: int, total: int) -> None:
        """How far reading is, and what was read last."""
        label = _("Reading… “{name}”").format(name=last) if last else _("Reading files")
        self.show_progress(label, done, total)

    def _drop(self) -> None:
        self.drop.setEnabled(False)
        self.stop.setEnabled(False)
        self.dropped.emit()
