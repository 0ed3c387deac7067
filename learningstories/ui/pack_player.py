"""Plays a recording of a pack in the program that the person uses for such files."""

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.saving import save_whole
from learningstories.ui.pack_desk import PackDesk


class PackPlayer(QObject):
    """Keeps copies for as long as it lives, for a program that plays one reads it as it goes."""

    def __init__(self, desk: PackDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = QTemporaryDir()

    def play(self, name: str) -> None:
        """Open a copy of the recording of that name; that it is one was checked when the pack was read."""
        reading, target = self._desk.reading, Path(self._folder.path()) / Path(name).name

        def copy(_control: Control) -> bool:
            data = reading.recording(name)
            if data is None:
                return False
            if not target.exists():
                save_whole(target, data)
            return True

        self._desk.read(copy, lambda found: self._open(target) if found else None)

    def _open(self, target: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._desk.failed.emit(_("No program here plays recordings of this kind."))
