"""Everything that can be done, under one name each: menus, shortcuts and buttons are made from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from learningstories.i18n import _
from learningstories.ui.icons import icon
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import plain_tooltip


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


def menu_titles() -> dict[Menu, str]:
    """What the menus are called."""
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
    """The registry of one window. A menu appears with its first action.

    `barred` says why something that was asked for cannot be done now.
    """

    barred = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self._bars: dict[str, Callable[[], str]] = {}
        self._places: dict[str, Menu] = {}
        self._menus: dict[Menu, QMenu] = {}
        self._drawn: dict[Menu, Mapping[Role, QColor]] = {}  # in which colours a menu's icons are drawn
        for menu, title in menu_titles().items():
            self._menus[menu] = window.menuBar().addMenu(title)
            self._menus[menu].menuAction().setVisible(False)
            self._menus[menu].aboutToShow.connect(self._show_what_can_be_done)
            self._menus[menu].aboutToShow.connect(partial(self._draw_icons, menu))
            self._menus[menu].aboutToHide.connect(self._let_all_be_asked)
        self._add_undo()

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
        action = QAction(self._window)  # with its text, PySide would make all that QIcon has
        action.setText(text)
        action.setObjectName(name)
        # Qt would move an action whose word looks like "Quit" or "Preferences" in some language.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon_name:
            self._icons[name] = icon_name
            self._drawn.pop(menu, None)
        action.setToolTip(plain_tooltip(tell_shortcut(action)))
        action.triggered.connect(lambda _checked=False: self._do(name, do))
        self._actions[name] = action
        self._places[name] = menu
        self._menus[menu].addAction(action)
        self._menus[menu].menuAction().setVisible(True)
        return action

    def only_if(self, names: Iterable[str], bar: Callable[[], str]) -> None:
        """What `bar` gives a reason against is not done: menus show it faded, its keys say why."""
        self._bars.update(dict.fromkeys(names, bar))

    def bar(self, name: str) -> str:
        """Why an action cannot be done now; "" where it can."""
        return self._bars[name]() if name in self._bars else ""

    def icon_name(self, name: str) -> str:
        """The icon of an action; "" for none."""
        return self._icons.get(name, "")

    def place(self, name: str) -> Menu:
        """In which menu an action is; raises KeyError."""
        return self._places[name]

    def _do(self, name: str, do: Callable[[], object]) -> None:
        reason = self.bar(name)
        if reason:
            self.barred.emit(reason)
        else:
            do()

    def _show_what_can_be_done(self) -> None:
        for name in self._bars:
            self._actions[name].setEnabled(not self.bar(name))

    def _let_all_be_asked(self) -> None:
        """Keys reach an action only while it is enabled, and are to be told why it cannot be done."""
        for name in self._bars:
            self._actions[name].setEnabled(True)

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
            action.setToolTip(plain_tooltip(tell_shortcut(action)))
            action.setEnabled(step is not None)

    def _draw_icons(self, menu: Menu) -> None:
        """Most menus are never opened, and the first paint would wait for their icons."""
        if self._drawn.get(menu) is colors():
            return
        self._drawn[menu] = colors()
        for name, icon_name in self._icons.items():
            if self._places[name] is menu:
                self._actions[name].setIcon(icon(icon_name))


def plain_words(text: str) -> str:
    """The words of a menu without the marks of their letters: "Add stories…"."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def native_keys(action: QAction) -> str:
    """An action's keys as this system writes them; "" for none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def tell_shortcut(action: QAction) -> str:
    """The words of an action for a tooltip, with its keys: "Undo (Ctrl+Z)"."""
    words, keys = plain_words(action.text()), native_keys(action)
    return f"{words} ({keys})" if keys else words
