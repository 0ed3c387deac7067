"""The ways in which stories can be offered, as one menu and as buttons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.clipboard import pasted
from learningstories.ui.file_kinds import name_filters
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.empty_state import EmptyState


class AddSources(QObject):
    """`files` carries what was chosen, `paste` what is on the clipboard; the others only ask."""

    files = Signal(list)
    paste = Signal(object)
    write = Signal()
    watch = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._folder = ""
        self.actions = {
            "files": self._action(_("Choose files…"), "Ctrl+O", self.choose_files),
            "folder": self._action(_("Choose a folder…"), "Ctrl+Shift+O", self.choose_folder),
            "paste": self._action(_("Paste"), "Ctrl+V", self.take_pasted),
            "write": self._action(_("Write one here…"), "Ctrl+N", self.write.emit),
            "watch": self._action(_("Watch a folder…"), "", self.watch.emit),
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
            if not action.shortcut().isEmpty() and action.shortcut() == keys:
                action.trigger()
                return True
        return False

    def choose_files(self) -> None:
        """Ask for files."""
        dialog = QFileDialog.getOpenFileNames
        names, _kind = dialog(
            self._over,
            _("Choose story files"),
            self._folder or str(usual_folder()),
            ";;".join(name_filters()),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        self._offer([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder with whatever is in it."""
        name = QFileDialog.getExistingDirectory(
            self._over, _("Choose a folder with stories"), self._folder or str(usual_folder())
        )
        self._offer([Path(name)] if name else [])

    def take_pasted(self) -> None:
        """Take what is on the clipboard."""
        self.paste.emit(pasted(QGuiApplication.clipboard().mimeData()))

    def _offer(self, paths: list[Path]) -> None:
        if paths:
            self._folder = str(paths[0].parent)
            self.files.emit(paths)


class NothingYet(QWidget):
    """What the sheet shows before anything was offered."""

    def __init__(self, sources: AddSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = EmptyState(
            "upload",
            _("Nothing chosen yet"),
            _(
                "Drop files, folders or a mailbox on the window, choose them, paste something or "
                "write a story here. You see what was understood before anything is stored."
            ),
            _("Choose files…"),
        )
        self.state.wanted.connect(sources.choose_files)
        self.buttons = {
            name: Button(sources.actions[name].text(), icon=icon).follow(sources.actions[name])
            for name, icon in (
                ("folder", "folder-open"),
                ("paste", "clipboard-paste"),
                ("write", "pencil"),
                ("watch", "eye"),
            )
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
