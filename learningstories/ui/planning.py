"""Compares what was found with the stories there are, and with each other, off the thread."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from learningstories.domain.errors import Cancelled
from learningstories.i18n import _
from learningstories.services.found import Found
from learningstories.services.plan import Planned, Planner
from learningstories.services.progress import Control
from learningstories.ui.candidate import Candidate
from learningstories.ui.desk import Desk

_PAUSE_MS = 500
_MOST_AGAIN = 300  # more rows are not compared again for a letter that was typed

Outcome = list[Planned] | None


class Planning(QObject):
    """Each row learns what it is like, and what is best done with it.

    `ended` comes when a comparison is over, with whether it came to its end. What is corrected is
    compared again after a while.
    """

    ended = Signal(bool)
    progressed = Signal(str, int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label = _("Comparing with the stories there are")
        self._control: Control | None = None
        self._planner = Planner(desk.workspace)
        self._rows: list[Candidate] = []  # that the planner knows, in the order of its places
        self._found: list[Found] = []  # what they were when it was told of them
        self._all: list[Candidate] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._again)
        desk.tasks.progressed.connect(self._tell)

    def is_busy(self) -> bool:
        """Whether rows are being compared."""
        return self._control is not None

    def stop(self) -> None:
        """Compare no further."""
        self._pause.stop()
        if self._control is not None:
            self._control.stop()

    def compare(self, rows: Sequence[Candidate]) -> None:
        """Compare all rows; those that were compared before and are as they were are not asked again."""
        known = len(self._rows)
        begun = len(rows) >= known and all(map(_is, rows[:known], self._rows)) and self._are_as_told()
        if self.is_busy() or not begun:
            self.stop()
            self._planner, self._rows, self._found = Planner(self._desk.workspace), [], []
        self._begin(rows[len(self._rows) :])

    def compare_soon(self, rows: Sequence[Candidate]) -> None:
        """Compare again, as soon as nobody types, if what was corrected matters."""
        if len(rows) <= _MOST_AGAIN:
            self._all = list(rows)
            self._pause.start()

    def _again(self) -> None:
        if not self.is_busy() and (len(self._all) != len(self._rows) or not self._are_as_told()):
            self.compare(self._all)

    def _are_as_told(self) -> bool:
        return all(row.found is found for row, found in zip(self._rows, self._found, strict=True))

    def _begin(self, rows: Sequence[Candidate]) -> None:
        planner, found = self._planner, [row.found for row in rows]
        self._rows = [*self._rows, *rows]
        self._found = [*self._found, *found]

        def work(control: Control) -> Outcome:
            try:
                return planner.plan(found, control)
            except Cancelled:
                return None

        def done(planned: Outcome) -> None:
            if isValid(self) and planner is self._planner:  # the sheet may be gone
                # Who stops it in the last moment is told that it is stopped, too.
                stopped = self._control is not None and self._control.stopped
                self._finish(rows, None if stopped else planned)

        self._control = self._desk.tasks.read(self._label, work, done, self._fail)

    def _finish(self, rows: Sequence[Candidate], planned: Outcome) -> None:
        self._control = None
        if planned is None:
            self._planner, self._rows, self._found = Planner(self._desk.workspace), [], []
        for row, each in zip(rows, planned or (), strict=False):
            place = each.likeness.place if each.likeness is not None else None
            row.plan(each, self._rows[place] if place is not None else None)
        self.ended.emit(planned is not None)

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self._control = None
            self.ended.emit(False)
        self._desk.tell(error)

    def _tell(self, label: str, done: int, total: int) -> None:
        if self._control is not None and label == self._label:
            self.progressed.emit(label, done, total)


def _is(one: Candidate, other: Candidate) -> bool:
    return one is other
