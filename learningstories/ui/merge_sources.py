"""The ways in which returns can be offered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.file_drop import local_files
from learningstories.ui.sources import NothingOffered, Sources

_KINDS = "*.txt *.TXT *.eml *.EML *.msg *.MSG *.mbox *.MBOX *.json *.JSON"
_ICONS = {"folder": "folder-open", "paste": "clipboard-paste"}


class MergeSources(Sources):
    """`text` carries what was pasted, `nothing` says that there was neither that nor a file."""

    text = Signal(str)
    nothing = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, (_("Choose returns, or mails with them"), _("Choose a folder with returns")))

    def kinds(self) -> list[str]:
        return [_("Returns and mails ({kinds})").format(kinds=_KINDS), _("All files (*)")]

    def take_pasted(self) -> None:
        """Take what is on the clipboard: files, or text with a return in it."""
        data = QGuiApplication.clipboard().mimeData()
        files = local_files(data)
        if files:
            self.files.emit(files)
        elif data.text().strip():
            self.text.emit(data.text())
        else:
            self.nothing.emit(_("There is no text and no file on the clipboard."))


class NoReturns(NothingOffered):
    """What the sheet shows before any return was offered."""

    def __init__(self, sources: MergeSources) -> None:
        told = _(
            "Drop what reviewers sent on the window: their returns, mails with them, or a folder of "
            "both. Or copy the text of a mail and paste it here. You see what becomes of it before "
            "anything is stored."
        )
        super().__init__(sources, "inbox", told, _ICONS)
