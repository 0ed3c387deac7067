"""Plays a recording in the program that the person uses for such files."""

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from learningstories.domain.story import Attachment
from learningstories.i18n import _
from learningstories.services.attachments import save_copy
from learningstories.ui.desk import Desk

# The ending says which program opens a file: it follows from what the file is, never from its name.
_ENDINGS = {
    "audio/3gpp": ".3gp",
    "audio/aac": ".aac",
    "audio/aiff": ".aiff",
    "audio/amr": ".amr",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".weba",
    "audio/x-caf": ".caf",
    "audio/x-matroska": ".mka",
    "audio/x-ms-wma": ".wma",
    "video/3gpp": ".3gp",
    "video/mp4": ".mp4",
    "video/mpeg": ".mpg",
    "video/ogg": ".ogv",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-flv": ".flv",
    "video/x-matroska": ".mkv",
    "video/x-ms-wmv": ".wmv",
    "video/x-msvideo": ".avi",
}


def can_be_played(attachment: Attachment) -> bool:
    """Whether there are programs for files of this kind."""
    return attachment.media_type in _ENDINGS


class Player(QObject):
    """Keeps copies for as long as it lives, for a program that plays one reads it as it goes."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = QTemporaryDir()

    def play(self, attachment: Attachment) -> None:
        """Open a copy of the recording."""
        target = Path(self._folder.path()) / f"{attachment.sha[:16]}{_ENDINGS[attachment.media_type]}"
        workspace = self._desk.workspace

        def copy() -> None:
            if not target.exists():
                save_copy(workspace, attachment, target)

        self._desk.read(
            lambda _c: copy(), lambda _n: self._open(attachment, target), label=_("Opening the recording")
        )

    def _open(self, attachment: Attachment, target: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            told = _("No program here plays {name}. Save a copy of it and open it elsewhere.")
            self._desk.failed.emit(told.format(name=attachment.name))
