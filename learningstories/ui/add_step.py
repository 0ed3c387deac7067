"""Stores what is ticked, as one step that can be stopped with nothing half done."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from learningstories.domain.errors import Cancelled, ExpectedError
from learningstories.domain.form import Form
from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.plan import carry_out
from learningstories.services.progress import Control
from learningstories.services.sentences import advice
from learningstories.ui.candidate import Candidate
from learningstories.ui.desk import Desk


class AddStep(QObject):
    """`done` carries the stories that are there now; `given_up` why there are none of them."""

    done = Signal(list)
    given_up = Signal(str)
    progressed = Signal(str, int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._control: Control | None = None
        self._label = _("Adding stories")
        desk.tasks.progressed.connect(self._tell)

    def is_busy(self) -> bool:
        """Whether stories are being stored."""
        return self._control is not None

    def stop(self) -> None:
        """Store nothing after all."""
        if self._control is not None:
            self._control.stop()

    def add(self, rows: Sequence[Candidate], forms: Sequence[Form]) -> None:
        """Store the rows that are ticked, and remember how the columns of their forms were matched."""
        workspace = self._desk.workspace
        places = {id(row): place for place, row in enumerate(rows)}
        planned = [row.planned(places) for row in rows]

        def store(control: Control) -> list[Story] | None:
            try:
                stories = carry_out(workspace, planned, control, forms=forms)
            except Cancelled:
                return None
            return [story for story in stories if story is not None]

        self._control = self._desk.tasks.write(self._label, store, self._finish, self._fail)

    def _finish(self, stories: list[Story] | None) -> None:
        self._control = None
        if stories is None:
            self.given_up.emit(_("Stopped: nothing was added."))
        else:
            self.done.emit(stories)

    def _fail(self, error: Exception) -> None:
        self._control = None
        self.given_up.emit(advice(error) if isinstance(error, ExpectedError) else "")
        self._desk.tell(error)

    def _tell(self, label: str, done: int, total: int) -> None:
        if self._control is not None and label == self._label:
            self.progressed.emit(label, done, total)
