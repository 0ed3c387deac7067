"""Looks at a folder now and then for files that nobody has looked at."""

from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal
from shiboken6 import isValid

from learningstories.services.new_files import NewFiles, News

LOOK_MS = 30_000  # a folder on the network tells nobody that it has changed
SETTLE_MS = 2_000  # a file that has not grown for as long is there whole


class WatchedFolder(QObject):
    """`found` carries all files that are new, each time there are more of them than before.

    The folder is looked at in a thread of its own: one on a network that has gone away may keep
    that thread for ever, and neither the window nor closing it waits.
    """

    found = Signal(list)  # list[Path]

    def __init__(
        self,
        folder: Path,
        memory: Path,
        *,
        look_ms: int = LOOK_MS,
        settle_ms: int = SETTLE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._new = NewFiles(folder, memory)
        self._settle_ms = settle_ms
        self._announced: set[Path] = set()
        self._looking = False
        self._out_of_date = False  # somebody has looked at files while they were looked for
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._bell = _Bell()
        self._bell.rung.connect(self._follow)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self.look)
        self._poll.start(look_ms)
        Thread(target=_work, args=(self._jobs, self._bell), daemon=True, name="watched folder").start()
        self.look()

    def look(self) -> None:
        """Look at the folder, unless the last look is still on its way."""
        if not self._looking:
            self._looking = True
            bell, new = self._bell, self._new
            self._jobs.put(lambda: bell.ring(new.look()))

    def remember(self, paths: Sequence[Path]) -> None:
        """Somebody has looked at these files."""
        seen, new = list(paths), self._new
        self._announced -= set(seen)
        self._out_of_date = self._looking
        self._jobs.put(lambda: new.remember(seen))

    def close(self) -> None:
        """Look no more."""
        self._poll.stop()
        self._jobs.put(None)

    def _follow(self) -> None:
        news = self._bell.news()
        self._looking = False
        begins = news.there and str(self.folder) not in self._watcher.directories()
        if begins:
            self._watcher.addPath(str(self.folder))  # only now: a folder that has gone away is not asked
        if begins or self._out_of_date:
            self._out_of_date = False
            self.look()  # nobody would tell of what came between the look and now
            return
        if news.there:
            self._tell(news)

    def _tell(self, news: News) -> None:
        if news.unsettled:
            QTimer.singleShot(self._settle_ms, self, self.look)
        new = set(news.files)
        if new - self._announced:
            self._announced = new
            self.found.emit(list(news.files))


class _Bell(QObject):
    """Rung from the thread; it may outlive the one who listens.

    It belongs to the application, and goes when the thread asks for that. Were it the thread's alone, it
    would go there, beside the one who listens: Qt takes it apart without Python's lock, and both would take
    apart what connects them. For the same reason the signal carries nothing: PySide counts who has what is
    carried without that lock.
    """

    rung = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._news: SimpleQueue[News] = SimpleQueue()

    def ring(self, news: News) -> None:
        """Tell the one who listens, unless the application ends."""
        self._news.put(news)
        if isValid(self):
            self.rung.emit()

    def news(self) -> News:
        """What was rung for, the oldest first; to be asked once each time it rings."""
        return self._news.get_nowait()


def _work(jobs: "SimpleQueue[Callable[[], object] | None]", bell: _Bell) -> None:
    while (job := jobs.get()) is not None:
        job()
    if isValid(bell):
        bell.deleteLater()
