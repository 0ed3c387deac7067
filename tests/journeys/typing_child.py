"""Opens a pack or a story to edit, types without a pause, and tells each letter; it is there to be killed."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.main import LazyDocuments, toolbox
from learningstories.ui.app import Windows
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.story_edit_sheet import StoryEditSheet
from learningstories.ui.unfinished import Unfinished

EVERY_MS = 15
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def main(file: Path, folder: Path) -> None:
    application = QApplication(["learningstories", "-style", "Fusion"])
    application.setProperty("styled", True)
    tools = toolbox(LazyDocuments())
    windows = Windows(application, tools, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    windows.open_files = OpenFiles(folder / "locks")
    windows.open(file)
    typed = 0

    def type_on() -> None:
        nonlocal typed
        field = _field_of(windows)
        if field is None:
            return
        letter = LETTERS[typed % len(LETTERS)]
        QTest.keyClicks(field, letter)
        typed += 1
        sys.stdout.write(letter)
        sys.stdout.flush()

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(EVERY_MS)
    application.exec()


def _field_of(windows: Windows) -> QWidget | None:
    """Where to type: a reviewer's why, or a story's text."""
    for pack in windows.packs.windows.values():
        return None if pack.page.text.number() is None else pack.page.form.why
    for window in windows.windows.values():
        sheet = window.shell.findChild(StoryEditSheet)
        if sheet is not None and sheet.text.hasFocus():
            return sheet.text
        if sheet is not None:
            sheet.text.setFocus()
        elif window.shell.findChild(Unfinished) is not None and window.tasks.is_idle():
            StoryEditSheet.open_for(window.desk, window.shell, 1)
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
