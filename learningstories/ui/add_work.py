"""What the preview does beside the window: reading, matching forms, comparing, storing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, listed, quoted
from learningstories.ui.add_forms import AddForms
from learningstories.ui.add_model import AddModel
from learningstories.ui.add_progress import AddProgress
from learningstories.ui.add_step import AddStep
from learningstories.ui.clipboard import Pasted
from learningstories.ui.desk import Desk
from learningstories.ui.intake import Drop, Intake
from learningstories.ui.planning import Planning

_MOST_NAMED = 3


class AddWork(QObject):
    """`progress` tells what is done now and stops it.

    `changed` comes when something begins or ends, `compared` when rows have learnt what they are like,
    `said` with a sentence about how it ended, `added` with the stories that are there now.
    """

    changed = Signal()
    compared = Signal()
    said = Signal(str)
    added = Signal(list)

    def __init__(self, desk: Desk, challenge: Challenge, model: AddModel, over: QWidget) -> None:
        super().__init__(over)
        self._model = model
        self.intake = Intake(desk, challenge)
        self.forms = AddForms(desk, model, self.intake, over)
        self.planning = Planning(desk, self)
        self.step = AddStep(desk, self)
        self.progress = AddProgress()
        self.intake.progressed.connect(self.progress.show_read)
        self.intake.ended.connect(self._end)
        self.forms.began.connect(self._matching)
        self.forms.ended.connect(self.compare)
        self.planning.ended.connect(self._compared)
        self.step.done.connect(self.added)
        self.step.given_up.connect(self._given_up)
        for part in (self.forms, self.planning, self.step):
            part.progressed.connect(self.progress.show_progress)
        self.progress.cancelled.connect(self.stop)
        self.progress.dropped.connect(self._drop)

    def is_busy(self) -> bool:
        """Whether something is being read, compared or stored, so that nothing can be added yet."""
        parts = (self.intake, self.forms, self.planning, self.step)
        return any(part.is_busy() for part in parts)

    # --- what is begun ---------------------------------------------------------------------------

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders."""
        self.intake.read_files(paths)
        self._reading()

    def read_pasted(self, pasted: Pasted, source: str | None = None) -> None:
        """Read what is no file."""
        self.intake.read_pasted(pasted, source)
        self._reading()

    def compare(self) -> None:
        """Compare the rows with the stories there are, unless more are still read."""
        if self.intake.is_busy():
            self.progress.begin_reading()
        elif self._model.candidates:
            self.progress.begin_comparing()
            self.planning.compare(self._model.candidates)
        else:
            self.progress.begin("")
        self.changed.emit()

    def compare_soon(self) -> None:
        """Compare again what was corrected."""
        self.planning.compare_soon(self._model.candidates)

    def add(self) -> None:
        """Store the rows that are ticked."""
        self.step.add(self._model.candidates, self.forms.forms())
        self.progress.begin_adding()
        self.changed.emit()

    # --- how it is stopped -----------------------------------------------------------------------

    def stop(self) -> None:
        """Stop what is done now, and keep what was read."""
        for part in (self.step, self.planning, self.forms):
            part.stop()
        self.intake.stop(keep=True)

    def let_go(self) -> None:
        """Nobody waits for it any more; what is being stored is stored all the same."""
        for part in (self.planning, self.forms):
            part.stop()
        self._drop()

    def _drop(self) -> None:
        self.intake.stop(keep=False)

    # --- how it ends -----------------------------------------------------------------------------

    def _reading(self) -> None:
        self.progress.begin_reading()
        self.changed.emit()

    def _matching(self) -> None:
        self.progress.begin_matching()
        self.changed.emit()

    def _end(self, drop: Drop) -> None:
        for candidate in drop.settle():
            self._model.tell(candidate)
        if drop.dropped:
            self._model.remove(drop.candidates)
        else:
            self.forms.show_more(drop.matches, drop.candidates)
        self.said.emit(_end_words(drop))
        self.compare()

    def _compared(self, finished: bool) -> None:  # noqa: FBT001 - a signal's argument
        if not self.intake.is_busy():
            self.progress.begin("")
        self._model.refresh()
        self.compared.emit()
        if not finished:
            self.said.emit(_("Not compared: some may be there already."))
        self.changed.emit()

    def _given_up(self, sentence: str) -> None:
        self.progress.begin("")
        self.said.emit(sentence)
        self.changed.emit()


def _end_words(drop: Drop) -> str:
    if drop.dropped:
        return _("Stopped: nothing of it was kept.")
    if drop.stopped:
        return _("Stopped: what was read until then is shown.")
    if drop.failed:
        return _("What was offered could not be read.")
    names = listed(quoted(name) for name in drop.names[:_MOST_NAMED])
    nothing = _("There is no file to be read in {folder}.").format(folder=names)
    return nothing if not drop.candidates else ""
