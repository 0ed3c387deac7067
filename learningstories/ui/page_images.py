"""Pictures of a PDF's pages: made one after another off the thread, and kept while there is room."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.ui.tasks import Tasks

MOST_BYTES = 160 * 2**20
_DEPTH = 4

Key = tuple[int, int]  # page from 0, width in pixels


def as_image(rendered: tuple[int, int, bytes]) -> QImage:
    """What `Toolbox.page_image` gives, as a picture that owns its bytes."""
    width, height, rows = rendered
    return QImage(rows, width, height, width * _DEPTH, QImage.Format.Format_RGB32).copy()


class PageImages(QObject):
    """`ready` carries the page whose picture has come."""

    ready = Signal(int)
    failed = Signal(Exception)

    def __init__(self, tasks: Tasks, toolbox: Toolbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._toolbox = toolbox
        self._pdf: Path | None = None
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._wanted: list[Key] = []
        self._running = False

    def show_file(self, pdf: Path | None) -> None:
        """Take the pages from this file from now on."""
        self._pdf = pdf
        self._kept.clear()
        self._bytes = 0
        self._wanted.clear()

    def picture(self, index: int, width: int) -> QImage | None:
        """The page at this width; None when it is not there yet."""
        found = self._kept.get((index, width))
        if found is not None:
            self._kept.move_to_end((index, width))
        return found

    def likeness(self, index: int) -> QImage | None:
        """The page at any width, to be shown until the right one comes."""
        return next((image for (page, _width), image in reversed(self._kept.items()) if page == index), None)

    def want(self, keys: Sequence[Key]) -> None:
        """Make these pictures, the first one first; what was wanted before is no longer wanted."""
        self._wanted = [key for key in keys if key not in self._kept]
        self._next()

    def _next(self) -> None:
        pdf = self._pdf
        if self._running or not self._wanted or pdf is None:
            return
        self._running = True
        key = self._wanted.pop(0)
        page_image = self._toolbox.page_image

        def work(_control: Control) -> QImage:
            return as_image(page_image(pdf, *key))

        self._tasks.read(
            "", work, lambda image: self._keep(pdf, key, image), lambda error: self._fail(pdf, error)
        )

    def _keep(self, pdf: Path, key: Key, image: QImage) -> None:
        self._running = False
        if pdf == self._pdf:
            self._kept[key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > MOST_BYTES and len(self._kept) > 1:
                _old, dropped = self._kept.popitem(last=False)
                self._bytes -= dropped.sizeInBytes()
            self.ready.emit(key[0])
        self._next()

    def _fail(self, pdf: Path, error: Exception) -> None:
        self._running = False
        if pdf == self._pdf:
            self._wanted.clear()
            self.failed.emit(error)
        self._next()
