"""The ways in which stories can be offered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.clipboard import pasted
from learningstories.ui.file_kinds import name_filters
from learningstories.ui.sources import NothingOffered, Sources

_ICONS = {"folder": "folder-open", "paste": "clipboard-paste", "write": "pencil", "watch": "eye"}


class AddSources(Sources):
    """`paste` carries what is on the clipboard; `write` and `watch` only ask."""

    paste = Signal(object)
    write = Signal()
    watch = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, (_("Choose story files"), _("Choose a folder with stories")))
        self.actions |= {
            "write": self.action(_("Write one here…"), "Ctrl+N", self.write.emit),
            "watch": self.action(_("Watch a folder…"), "", self.watch.emit),
        }

    def kinds(self) -> list[str]:
        return list(name_filters())

    def take_pasted(self) -> None:
        """Take what is on the clipboard."""
        self.paste.emit(pasted(QGuiApplication.clipboard().mimeData()))


class NothingYet(NothingOffered):
    """What the sheet shows before any story was offered."""

    def __init__(self, sources: AddSources) -> None:
        told = _(
            "Drop files, folders or a mailbox on the window, choose them, paste something or "
            "write a story here. You see what was understood before anything is stored."
        )
        super().__init__(sources, "upload", told, _ICONS)
