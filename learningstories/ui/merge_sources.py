"""The ways in which returns can be offered, as one menu and as buttons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.file_drop import local_files
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.empty_state import EmptyState

_KINDS = "*.txt *.TXT *.eml *.EML *.msg *.MSG *.mbox *.MBOX *.json *.JSON"


class MergeSources(QObject):
    """`files` carries what was chosen, `text` what was pasted, `nothing` says that there was neither."""

    files = Signal(list)
    text = Signal(str)
    nothing = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._folder = ""
        self.actions = {
            "files": self._action(_("Choose files…"), "Ctrl+O", self.choose_files),
            "folder": self._action(_("Choose a folder…"), "Ctrl+Shift+O", self.choose_folder),
            "paste": self._action(_("Paste"), "Ctrl+V", self.take_pasted),
        }

    def _action(self, words: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def menu(self, parent: QWidget) -> QMenu:
        """All of them."""
        menu = QMenu(_("Add more"), parent)
        menu.addActions(list(self.actions.values()))
        return menu

    def press(self, keys: QKeySequence) -> bool:
        """Do what these keys stand for; the sheet keeps them from the window's menus."""
        for action in self.actions.values():
            if action.shortcut() == keys:
                action.trigger()
                return True
        return False

    def choose_files(self) -> None:
        """Ask for files."""
        kinds = [_("Returns and mails ({kinds})").format(kinds=_KINDS), _("All files (*)")]
        begin = self._folder or str(usual_folder())
        names, _kind = QFileDialog.getOpenFileNames(
            self._over, _("Choose returns, or mails with them"), begin, ";;".join(kinds)
        )
        self._offer([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder with whatever is in it."""
        begin = self._folder or str(usual_folder())
        name = QFileDialog.getExistingDirectory(self._over, _("Choose a folder with returns"), begin)
        self._offer([Path(name)] if name else [])

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

    def _offer(self, paths: list[Path]) -> None:
        if paths:
            self._folder = str(paths[0].parent)
            self.files.emit(paths)


class NoReturns(QWidget):
    """What the sheet shows before anything was offered."""

    def __init__(self, sources: MergeSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = EmptyState(
            "inbox",
            _("Nothing chosen yet"),
            _(
                "Drop what reviewers sent on the window: their returns, mails with them, or a folder of "
                "both. Or copy the text of a mail and paste it here. You see what becomes of it before "
                "anything is stored."
            ),
            _("Choose files…"),
        )
        self.state.wanted.connect(sources.choose_files)
        self.buttons = {
            name: Button(sources.actions[name].text(), icon=icon).follow(sources.actions[name])
            for name, icon in (("folder", "folder-open"), ("paste", "clipboard-paste"))
        }
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self.state)
        column.addLayout(row)
        column.addStretch(3)
