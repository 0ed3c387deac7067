"""Runs work off the interface's thread and brings its outcome back to it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from learningstories.domain.errors import Cancelled
from learningstories.services.progress import Control
from learningstories.ui.responsiveness import without_long_looks

Outcome = TypeVar("Outcome")
REPORT_EVERY = 0.05  # seconds
READERS = 2
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """One piece of work that is waiting or running; one that `waits` does so for the writers before it."""

    label: str
    control: Control
    writes: bool = False
    waits: bool = False


class Tasks(QObject):
    """One queue for writers, so that they never meet, and a few threads for readers.

    Work gets a `Control`, calls its `step`, and raises what it cannot do. Signals arrive on the
    thread that made this object. A failure goes to the caller's `failed`, or else to the signal.
    """

    busy_changed = Signal(str)  # the label of what runs, "" when nothing does; unlabelled reads are not told
    progressed = Signal(str, int, int)  # label, done, total; at most 20 times a second for each job
    failed = Signal(Exception)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(max_workers=READERS, thread_name_prefix="reader")
        self._jobs: list[Job] = []
        self._told = ""
        self._closed = False
        # Queued even when the work was done before anyone could wait for it: an outcome never arrives
        # before the progress that led to it, nor before the caller has its Control.
        self._settled.connect(self._run_here, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        label: str,
        work: Callable[[Control], Outcome],
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Control:
        """Queue work that alters something; `label` says to the person what it does ("Adding stories")."""
        return self._start(Job(label, Control(), writes=True, waits=True), work, done, failed)

    def make(
        self,
        label: str,
        work: Callable[[Control], Outcome],
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Control:
        """Start work that takes long, while others may write, and then stores what it made in one step."""
        return self._start(Job(label, Control(), writes=True), work, done, failed)

    def read(
        self,
        label: str,
        work: Callable[[Control], Outcome],
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Control:
        """Start work that only reads; with the label "" it is not told to the person."""
        return self._start(Job(label, Control()), work, done, failed)

    @property
    def label(self) -> str:
        """What runs, as the person is told; "" when nothing does."""
        return self._told

    def writing(self) -> str:
        """What is being stored or made, as the person is told; "" when nothing is."""
        return next((job.label for job in self._labelled() if job.writes), "")

    def is_idle(self) -> bool:
        """Whether nothing is waiting, running or about to be told."""
        return not self._jobs

    def cancel(self) -> None:
        """Ask the oldest labelled job to stop; what it had begun is rolled back."""
        for job in self._labelled()[:1]:
            job.control.stop()

    def close(self) -> None:
        """Stop what takes long, store what waits, and wait for both; outcomes are no longer told."""
        self._closed = True
        for job in self._jobs:
            job.control.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
        # What somebody typed last may still be waiting its turn to be stored.
        self._writers.shutdown(wait=True)

    def _start(
        self,
        job: Job,
        work: Callable[[Control], Outcome],
        done: Callable[[Outcome], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> Control:
        if self._closed:  # news that comes after the window was closed asks for nothing any more
            return job.control
        job.control = Control(self._throttled(job))
        self._jobs.append(job)
        self._tell_busy()
        pool = self._writers if job.waits else self._readers
        future = pool.submit(_undisturbed, work, job.control)
        future.add_done_callback(
            lambda settled: self._settled.emit(lambda: self._finish(job, settled, done, failed))
        )
        return job.control

    def _throttled(self, job: Job) -> Callable[[int, int], None]:
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            if job.label and (monotonic() - last >= REPORT_EVERY or done == total):
                last = monotonic()
                self.progressed.emit(job.label, done, total)

        return report

    @Slot(object)
    def _run_here(self, settle: Callable[[], None]) -> None:
        if not self._closed:
            settle()

    def _labelled(self) -> list[Job]:
        """What is told to the person, the oldest first."""
        return [job for job in self._jobs if job.label]

    def _tell_busy(self) -> None:
        jobs = self._labelled()
        label = jobs[0].label if jobs else ""
        if label != self._told:
            self._told = label
            self.busy_changed.emit(label)

    def _finish(
        self,
        job: Job,
        future: "Future[Outcome]",
        done: Callable[[Outcome], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self._jobs.remove(job)
        self._tell_busy()
        try:
            outcome = future.result()
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - the one place that sees every failure
            _log.info("%s in work", type(error).__name__)  # it may name people and hold their words
            if failed is None:
                self.failed.emit(error)
            else:
                failed(error)
        else:
            if done is not None and not is_gone(done):
                done(outcome)


def _undisturbed(work: Callable[[Control], Outcome], control: Control) -> Outcome:
    with without_long_looks():
        return work(control)


class Newest(Generic[Outcome]):
    """Asks again and again, as while someone types; only the newest question is answered."""

    def __init__(self, tasks: Tasks, answered: Callable[[Outcome], object]) -> None:
        self._tasks = tasks
        self._answered = answered
        self._asked = 0
        self._control: Control | None = None

    def ask(self, work: Callable[[Control], Outcome]) -> None:
        """Start `work` in a reader; the question before is stopped, and its answer not told."""
        self.drop()
        asked = self._asked
        self._control = self._tasks.read("", work, lambda outcome: self._answer(asked, outcome))

    def drop(self) -> None:
        """Take the last question back."""
        self._asked += 1
        if self._control is not None:
            self._control.stop()
            self._control = None

    def _answer(self, asked: int, outcome: Outcome) -> None:
        if asked == self._asked and not is_gone(self._answered):
            self._answered(outcome)


def is_gone(receiver: Callable[..., object]) -> bool:
    """Whether a method's widget was closed for good while its answer was awaited."""
    owner = getattr(receiver, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
