"""Keeps a typeset copy of the book: made again after a pause when anything in it has changed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.showcase import Paper
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.showcase_state import showcase_state

PAUSE_MS = 600  # so that typing a title is not ten books
_REPORT_MS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A book that was made, and where it lies."""

    path: Path
    made: MadeOutput
    paper: Paper

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.made.pages or 0


class BookMaker(QObject):
    """The newest book wins: one that is under way is stopped when another is asked for."""

    begun = Signal()
    progressed = Signal(int, int)
    made = Signal(object)  # Copy
    refused = Signal(Exception)
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = TemporaryDirectory(prefix="learning-stories-", ignore_cleanup_errors=True)
        self._asked = 0
        self._control: Control | None = None
        self._progress = (0, 0)
        self.copy: Copy | None = None
        self.fresh = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.make_now)
        self._report = QTimer(self, interval=_REPORT_MS)
        self._report.timeout.connect(lambda: self.progressed.emit(*self._progress))

    @property
    def busy(self) -> bool:
        """Whether a book is under way."""
        return self._control is not None

    @property
    def folder(self) -> Path:
        """Where the copies lie until the window is closed."""
        return Path(self._folder.name)

    def ask(self) -> None:
        """Make the book again after a pause."""
        self.fresh = False
        self._pause.start()

    def make_now(self) -> None:
        """Make the book again at once."""
        self._drop()
        self.fresh = False
        asked = self._asked
        desk, target = self._desk, self.folder / f"book-{asked}.pdf"
        self._progress = (0, 0)

        def work(control: Control) -> Copy:
            def heard(done: int, total: int) -> None:
                self._progress = (done, total)
                control.step(done, total)

            paper = showcase_state(desk.workspace).book.paper
            order = Order(
                workspace=desk.workspace, toolbox=desk.toolbox, target=target, control=Control(heard)
            )
            made = make_output("book", order)
            return Copy(path=target, made=made, paper=paper)

        self._control = desk.tasks.read(
            "", work, lambda copy: self._finish(asked, copy), lambda error: self._fail(asked, error)
        )
        self._report.start()
        self.begun.emit()

    def stop(self) -> None:
        """Give up the book that is under way."""
        if self.busy:
            self._drop()
            self.stopped.emit()

    def hold(self) -> None:
        """Nobody looks: give up what is under way, and say whether it must be asked for again."""
        self._pause.stop()
        if self.busy:
            self._drop()

    def close(self) -> None:
        """The window closes; the copies are deleted."""
        self.hold()
        self._folder.cleanup()

    def _drop(self) -> None:
        self._asked += 1
        self._pause.stop()
        self._report.stop()
        if self._control is not None:
            self._control.stop()
            self._control = None

    def _settle(self) -> None:
        self._control = None
        self._report.stop()

    def _finish(self, asked: int, copy: Copy) -> None:
        if asked != self._asked:
            _forget(copy)
            return
        self._settle()
        before, self.copy = self.copy, copy
        self.fresh = not self._pause.isActive()
        self.made.emit(copy)
        if before is not None:
            _forget(before)

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._settle()
            self.copy = None
            self.refused.emit(error)


def _forget(copy: Copy) -> None:
    with suppress(OSError):  # where a page of it is being drawn; the folder goes with the window
        copy.path.unlink(missing_ok=True)
