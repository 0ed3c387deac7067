"""One run of the app: what it opens first, what later starts ask of it, and how it ends."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer

from learningstories.services.starting import NEW, OPEN, READ_PACK, Wish, wish_of
from learningstories.services.toolbox import Toolbox
from learningstories.ui.app import Windows
from learningstories.ui.application import application, log_folder
from learningstories.ui.bug_report import log_to
from learningstories.ui.one_instance import OneInstance
from learningstories.ui.responsiveness import look_again, look_here

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QSessionManager

    from learningstories.services.server_address import ServerAddress

_LISTEN_MS = 600  # by then the first window is on the screen, and what is in it
_LOOK_MS = 1_500
_LOOK_EVERY_MS = 200  # what work makes meanwhile is looked through in a few milliseconds


def run(words: Sequence[str], toolbox: Toolbox) -> int:
    """Show the window on what is asked for, or have the app do so that runs already; the exit status."""
    running = application(sys.argv[0])
    wish = wish_of(list(words))
    one = OneInstance()
    if one.hand_over(wish):
        return 0
    log_to(log_folder)
    windows = Windows(running, toolbox, QSettings())
    running.file_wanted.connect(windows.open)
    running.commitDataRequest.connect(partial(_log_out, windows))
    one.wanted.connect(partial(grant, windows))
    begin(windows, wish)
    QTimer.singleShot(_LISTEN_MS, one, partial(_listen, one))
    QTimer.singleShot(_LOOK_MS, windows, partial(look_now_and_then, windows))
    try:
        return running.exec()
    finally:
        one.close()
        windows.close()
        look_again()


def look_now_and_then(windows: Windows) -> None:
    """Have the garbage collector look in the windows' thread and in no other."""
    looks = QTimer(windows)
    looks.timeout.connect(look_here)
    looks.start(_LOOK_EVERY_MS)


def _listen(one: OneInstance) -> None:
    import signal  # noqa: PLC0415 - not for the first paint

    # Ctrl+C in the terminal ends the app; Qt's loop would not hear of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    one.listen()


def begin(windows: Windows, wish: Wish) -> None:
    """Open what the first start asks for, or what was open at the last log-out."""
    files: Sequence[Path | ServerAddress] = wish.files
    if not files and not wish.deed and not wish.address:
        files = windows.reopening.again()
    for path in files:
        windows.open_soon(path)
    if not files:
        windows.start_if_empty()
        if windows.start is not None:
            windows.reopening.offer(windows.start, windows.open_all)
        _do(windows, wish)


def grant(windows: Windows, wish: Wish) -> None:
    """Do what a later start asks for, in front of everything."""
    windows.bring_up(windows.front())
    windows.open_all(wish.files)
    _do(windows, wish)


def _do(windows: Windows, wish: Wish) -> None:
    deeds = {NEW: windows.make, OPEN: windows.choose, READ_PACK: windows.choose_pack}
    if wish.deed in deeds:
        QTimer.singleShot(0, windows, deeds[wish.deed])  # when the window behind it is there
    elif wish.address:
        QTimer.singleShot(0, windows, lambda: windows.shared.open_typed(wish.address))


def _log_out(windows: Windows, manager: "QSessionManager") -> None:
    from PySide6.QtGui import QSessionManager  # noqa: PLC0415 - not for the first paint

    from learningstories.ui.logging_out import note_log_out  # noqa: PLC0415 - the same

    note_log_out(windows)
    # The next start finds by itself what was open; the words that Qt would have it started with are not ours.
    manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
