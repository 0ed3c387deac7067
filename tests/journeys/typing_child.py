"""Opens a pack and types into it without a pause, and tells each letter; it is there to be killed."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learningstories.main import LazyDocuments, toolbox
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles

EVERY_MS = 15
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def main(pack: Path, folder: Path) -> None:
    application = QApplication(["learningstories", "-style", "Fusion"])
    application.setProperty("styled", True)
    tools = toolbox(LazyDocuments())
    windows = Windows(application, tools, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    windows.open_files = OpenFiles(folder / "locks")
    windows.open(pack)
    typed = 0

    def type_on() -> None:
        nonlocal typed
        window = next(iter(windows.packs.windows.values()), None)
        if window is None or window.page.text.number() is None:
            return
        letter = LETTERS[typed % len(LETTERS)]
        QTest.keyClicks(window.page.form.why, letter)
        typed += 1
        sys.stdout.write(letter)
        sys.stdout.flush()

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(EVERY_MS)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
