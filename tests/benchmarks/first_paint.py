"""Started by `test_start`: shows a window and prints the ms from process start to its first paint.

`first_paint.py bare` shows an empty QMainWindow; `first_paint.py bare names` one whose program uses the Qt
names that ours uses, which PySide makes when they are first imported; `first_paint.py FILE` runs the app
itself, which loads Qt when it does by itself, and prints when the first stories were on the screen, too.
BEGAN holds the time of the start.
"""

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

if len(sys.argv) > 1 and sys.argv[1] == "bare":
    from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
elif TYPE_CHECKING:
    from PySide6 import QtGui

SLOW = (
    "sqlalchemy",
    "alembic",
    "numpy",
    "scipy",
    "typst",
    "lxml",
    "mammoth",
    "PIL",
    "fontTools",
    "yaml",
    "babel",
    # And what the frame of the window does without.
    "learningstories.domain",
    "learningstories.services.ports",
    "learningstories.ui.widgets.notice",
    "learningstories.ui.accessibility",
    "PySide6.QtNetwork",
    "sqlite3",
    "datetime",
    "json",
    "hashlib",
)
LOOK_MS = 4
NAMES = "Qt QSettings QRect QColor QFont QFontDatabase QIcon QPainter QPalette QPixmap QAction QKeySequence"


WINDOWS = "learningstories.ui.running"  # what the app loads last before it shows a window


class _BeforeWindows:
    """Looks on while modules are found; does something when the app is about to load its windows."""

    def __init__(self, do: object) -> None:
        self._do = do

    def find_spec(self, name: str, _path: object, _target: object = None) -> None:
        if name == WINDOWS:
            sys.meta_path.remove(self)
            self._do()


def since_start() -> float:
    return (time.time() - float(os.environ["BEGAN"])) * 1000


def tell_and_end(*facts: object) -> None:
    from PySide6 import QtWidgets  # noqa: PLC0415

    print(*facts, flush=True)  # noqa: T201 - the answer
    QtWidgets.QApplication.quit()  # as a person ends it: nothing is left for the next start to look after


def when_painted(window: type, then: object) -> None:
    """Call `then` with the first window of that class that is painted, right after that."""
    from PySide6 import QtCore  # noqa: PLC0415

    paint, waiting = window.paintEvent, [then]

    def and_tell(self: object, event: "QtGui.QPaintEvent") -> None:
        if waiting:
            QtCore.QTimer.singleShot(0, partial(waiting.pop(), self))
        paint(self, event)

    window.paintEvent = and_tell


def bare() -> None:
    class Window(QtWidgets.QMainWindow):
        def paintEvent(self, event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)

    when_painted(Window, lambda _window: tell_and_end(since_start()))
    application = QtWidgets.QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    application.exec()


def app(path: str) -> None:
    found: list[object] = []

    def painted(shell: object) -> None:
        found.extend((since_start(), ",".join(name for name in SLOW if name in sys.modules) or "-"))
        look(shell.pages)

    def look(pages: object) -> None:
        from PySide6 import QtCore  # noqa: PLC0415

        if "stories" in pages.made() and pages.page("stories").model.rowCount():
            # What is posted to be painted comes before a timer does.
            QtCore.QTimer.singleShot(0, lambda: tell_and_end(*found, since_start()))
            return
        QtCore.QTimer.singleShot(LOOK_MS, partial(look, pages))

    def before_windows() -> None:
        from PySide6 import QtWidgets  # noqa: PLC0415

        when_painted(QtWidgets.QMainWindow, painted)  # which the app's own painting begins with

    sys.meta_path.insert(0, _BeforeWindows(before_windows))
    from learningstories.main import main  # noqa: PLC0415 - the bare window must not wait for it

    main([path])


if __name__ == "__main__":
    if sys.argv[1] != "bare":
        app(sys.argv[1])
        sys.exit()
    if "names" in sys.argv:
        for name in NAMES.split():
            next(
                getattr(module, name) for module in (QtCore, QtGui, QtWidgets, QtSvg) if hasattr(module, name)
            )
    bare()
