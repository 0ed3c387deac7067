"""The ways in which something can be offered to a sheet, as one menu and as buttons."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.empty_state import EmptyState


class Sources(QObject):
    """`files` carries what was chosen; `asks` are the words of the dialogs for files and for a folder."""

    files = Signal(list)

    def __init__(self, over: QWidget, asks: tuple[str, str]) -> None:
        super().__init__(over)
        self._over, self._asks = over, asks
        self._folder = ""
        self.actions = {
            "files": self.action(_("Choose files…"), "Ctrl+O", self.choose_files),
            "folder": self.action(_("Choose a folder…"), "Ctrl+Shift+O", self.choose_folder),
            "paste": self.action(_("Paste"), "Ctrl+V", self.take_pasted),
        }

    def action(self, words: str, keys: str, do: Callable[[], object]) -> QAction:
        """One more way."""
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
        names, _kind = QFileDialog.getOpenFileNames(
            self._over,
            self._asks[0],
            self._begin(),
            ";;".join(self.kinds()),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        self._offer([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder with whatever is in it."""
        name = QFileDialog.getExistingDirectory(self._over, self._asks[1], self._begin())
        self._offer([Path(name)] if name else [])

    def kinds(self) -> list[str]:
        """The kinds of files that are asked for."""
        raise NotImplementedError

    def take_pasted(self) -> None:
        """Take what is on the clipboard."""
        raise NotImplementedError

    def _begin(self) -> str:
        return self._folder or str(usual_folder())

    def _offer(self, paths: list[Path]) -> None:
        if paths:
            self._folder = str(paths[0].parent)
            self.files.emit(paths)


class NothingOffered(QWidget):
    """What the sheet shows before anything was offered; `icons` names further ways as buttons."""

    def __init__(self, sources: Sources, icon: str, told: str, icons: Mapping[str, str]) -> None:
        super().__init__()
        self.state = EmptyState(icon, _("Nothing chosen yet"), told, _("Choose files…"))
        self.state.wanted.connect(sources.choose_files)
        self.buttons = {
            name: Button(sources.actions[name].text(), icon=shown).follow(sources.actions[name])
            for name, shown in icons.items()
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
