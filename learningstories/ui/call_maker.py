"""Keeps a typeset copy of the call: made again after a pause when something in it has changed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.errors import Cancelled, ExpectedError
from learningstories.services.call_content import CallContent
from learningstories.services.calling import read_call
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk

PAUSE_MS = 250  # so that steps that follow each other are one page


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCopy:
    """What the call says, and the page that was made of it, or why there is none."""

    content: CallContent
    path: Path | None = None
    notes: tuple[str, ...] = ()
    refusal: ExpectedError | None = None


class CallMaker(QObject):
    """The newest page wins: one that is under way is stopped when another is asked for."""

    begun = Signal()
    made = Signal(object)  # CallCopy
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = TemporaryDirectory(prefix="learning-stories-", ignore_cleanup_errors=True)
        self.destroyed.connect(self._folder.cleanup)  # where the whole window is closed
        self._asked = 0
        self._control: Control | None = None
        self._closed = False
        self.copy: CallCopy | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.make_now)

    @property
    def busy(self) -> bool:
        """Whether a page is under way or about to be."""
        return self._control is not None or self._pause.isActive()

    def ask(self) -> None:
        """Make the page again after a pause."""
        if not self._closed:
            self._pause.start()

    def make_now(self) -> None:
        """Make the page again at once."""
        self._drop()
        if self._closed:
            return
        asked, target = self._asked, Path(self._folder.name, f"call-{self._asked}.pdf")
        workspace, toolbox = self._desk.workspace, self._desk.toolbox

        def work(control: Control) -> CallCopy:
            content = read_call(workspace, toolbox)
            try:
                report = toolbox.call.pdf(content, target, control)
            except Cancelled:
                raise
            except ExpectedError as refusal:
                return CallCopy(content=content, refusal=refusal)
            return CallCopy(content=content, path=target, notes=report.notes)

        self._control = self._desk.tasks.read(
            "", work, lambda copy: self._finish(asked, copy), lambda error: self._fail(asked, error)
        )
        self.begun.emit()

    def stop(self) -> None:
        """Give up the page that is under way."""
        if self.busy:
            self._drop()
            self.stopped.emit()

    def close(self) -> None:
        """Nobody looks any more; the copies are deleted."""
        self._closed = True
        self._drop()
        self._folder.cleanup()

    def _drop(self) -> None:
        self._asked += 1
        self._pause.stop()
        if self._control is not None:
            self._control.stop()
            self._control = None

    def _finish(self, asked: int, copy: CallCopy) -> None:
        if asked == self._asked:
            self._control = None
            before, self.copy = self.copy, copy
            self.made.emit(copy)
            _forget(before)
        else:
            _forget(copy)

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._control = None
            self.stopped.emit()
            self._desk.tell(error)


def _forget(copy: CallCopy | None) -> None:
    if copy is not None and copy.path is not None:
        with suppress(OSError):  # where it is being drawn; the folder goes with the sheet
            copy.path.unlink(missing_ok=True)
