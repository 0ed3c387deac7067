"""Everything that can be done, under one name each: menus, shortcuts and buttons are made from it."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from learningstories.i18n import _
from learningstories.ui.icons import icon


class Menu(StrEnum):
    """The menus of the window, in their order."""

    FILE = "file"
    EDIT = "edit"
    STORY = "story"
    REVIEWER = "reviewer"
    RESULTS = "results"
    EVENING = "evening"
    VIEW = "view"
    HELP = "help"


def _titles() -> dict[Menu, str]:
    return {
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.STORY: _("&Story"),
        Menu.REVIEWER: _("&Reviewers"),
        Menu.RESULTS: _("Res&ults"),
        Menu.EVENING: _("E&vening"),
        Menu.VIEW: _("&View"),
        Menu.HELP: _("&Help"),
    }


class Actions(QObject):
    """The registry of one window. A menu appears with its first action."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self._menus: dict[Menu, QMenu] = {}
        for menu, title in _titles().items():
            self._menus[menu] = window.menuBar().addMenu(title)
            self._menus[menu].menuAction().setVisible(False)
        self._add_undo()
        window.installEventFilter(self)

    def add(
        self,
        name: str,
        text: str,
        menu: Menu,
        do: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey = "",
        icon_name: str = "",
    ) -> QAction:
        """Offer an action; `text` may mark its letter with &. Raises ValueError for a name that is taken."""
        if name in self._actions:
            raise ValueError(name)
        action = QAction(text, self._window)
        action.setObjectName(name)
        # Qt would move an action whose word looks like "Quit" or "Preferences" in some language.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon_name:
            self._icons[name] = icon_name
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda _checked=False: do())
        self._actions[name] = action
        self._menus[menu].addAction(action)
        self._menus[menu].menuAction().setVisible(True)
        return action

    def separate(self, menu: Menu) -> None:
        """A line in a menu before what comes next."""
        self._menus[menu].addSeparator()

    def menu(self, menu: Menu) -> QMenu:
        """A menu, to put further menus into."""
        self._menus[menu].menuAction().setVisible(True)
        return self._menus[menu]

    def __getitem__(self, name: str) -> QAction:
        """The action of a name; raises KeyError."""
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        """All actions, in the order in which they were added."""
        return iter(self._actions.values())

    def __contains__(self, name: str) -> bool:
        """Whether there is an action of that name."""
        return name in self._actions

    def _add_undo(self) -> None:
        self._undo: Callable[[], object] = lambda: None
        self._redo: Callable[[], object] = lambda: None
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        self.add("undo", _("Undo"), Menu.EDIT, self._do_undo, shortcut=undo, icon_name="undo-2")
        self.add("redo", _("Redo"), Menu.EDIT, self._do_redo, shortcut=redo, icon_name="redo-2")
        self.show_steps(None, None)

    def _do_undo(self) -> None:
        self._undo()

    def _do_redo(self) -> None:
        self._redo()

    def on_undo(self, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        """What Undo and Redo do."""
        self._undo, self._redo = undo, redo

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Name the steps that Undo and Redo would take; None turns them off."""
        for name, word, step in (("undo", _("Undo"), undo), ("redo", _("Redo"), redo)):
            action = self._actions[name]
            text = f"{word}: {step}" if step else word
            action.setText(text.replace("&", "&&"))
            action.setEnabled(step is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            for name, icon_name in self._icons.items():
                self._actions[name].setIcon(icon(icon_name))
        return super().eventFilter(watched, event)


def tell_shortcut(action: QAction) -> str:
    """The words of an action for a tooltip, with its keys: "Undo (Ctrl+Z)"."""
    words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words} ({keys})" if keys else words
