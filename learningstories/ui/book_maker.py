"""Keeps a copy of the output on view: made again after a pause when anything in it has changed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.showcase import Paper
from learningstories.services.output import MadeOutput, Order, Output
from learningstories.services.outputs import make_output, output_of
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.showcase_state import showcase_state

PAUSE_MS = 600  # so that typing a title is not ten books
_REPORT_MS = 60
_SHAPE_PX = 64
BOOK = "book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An output that was made, and where all its pages lie; `shape` is a page's height by its width."""

    path: Path
    made: MadeOutput
    paper: Paper | None
    shape: float

    @property
    def pages(self) -> int:
        """How many pages can be looked at."""
        return self.made.pages or 0


class BookMaker(QObject):
    """The newest copy wins: one that is under way is stopped when another is asked for.

    `output` is what is made.
    """

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
        self.output = output_of(BOOK)
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

    def turn_to(self, output: Output) -> None:
        """Give up what is under way, and make copies of another output from now on."""
        self._drop()
        self.output = output
        self.fresh = False
        if self.copy is not None:
            _forget(self.copy)
            self.copy = None

    def ask(self) -> None:
        """Make the book again after a pause."""
        self.fresh = False
        self._pause.start()

    def make_now(self) -> None:
        """Make the book again at once."""
        self._drop()
        self.fresh = False
        asked = self._asked
        desk, output, target = self._desk, self.output, self.folder / f"copy-{asked}.pdf"
        self._progress = (0, 0)

        def work(control: Control) -> Copy:
            def heard(done: int, total: int) -> None:
                self._progress = (done, total)
                control.step(done, total)

            order = Order(
                workspace=desk.workspace,
                toolbox=desk.toolbox,
                target=target,
                control=Control(heard),
                lists=desk.lists,
            )
            made = make_output(output.kind, order)
            paper = showcase_state(desk.workspace, output.kind).papers.get(output.kind)
            if made.parts:
                desk.toolbox.join_pages(made.parts, target)
            width, height, _bytes = desk.toolbox.page_image(target, 0, _SHAPE_PX)
            return Copy(path=target, made=made, paper=paper, shape=height / width)

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
    for part in (copy.path, *copy.made.parts):
        with suppress(OSError):  # where a page of it is being drawn; the folder goes with the window
            part.unlink(missing_ok=True)
