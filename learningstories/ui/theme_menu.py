"""The part of the menus that is the same whatever is open: light or dark, the preferences, and help."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.bench import Bench
from learningstories.ui.desk import Desk
from learningstories.ui.help_menu import add_help_menu
from learningstories.ui.preferences import PREFERENCES_KEYS
from learningstories.ui.shell import Shell
from learningstories.ui.theme import THEME, Theme, ThemeChoice


def add_theme_menu(bench: Bench, shell: Shell) -> None:
    """Offer the choices, with a mark at the one in force; what is chosen is remembered."""
    actions = {}
    for choice, words, icon in (
        (ThemeChoice.SYSTEM, _("&As the system"), "monitor"),
        (ThemeChoice.LIGHT, _("&Light"), "sun"),
        (ThemeChoice.DARK, _("&Dark"), "moon"),
    ):
        do = partial(_choose, bench, choice)
        actions[choice] = shell.registry.add(f"theme-{choice}", words, Menu.VIEW, do, icon_name=icon)
    _Mark(bench.theme, actions, shell)
    _add_preferences(bench, shell)
    add_help_menu(bench, shell)


class _Mark(QObject):
    """Stays at the choice in force, wherever it is chosen."""

    def __init__(self, theme: Theme, actions: dict[ThemeChoice, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._actions = theme, actions
        group = QActionGroup(self)
        for action in actions.values():
            action.setCheckable(True)
            group.addAction(action)
        theme.chosen.connect(self.move)
        self.move()

    def move(self) -> None:
        """Follow the theme."""
        self._actions[self._theme.choice].setChecked(True)


def _add_preferences(bench: Bench, shell: Shell) -> None:
    """A pack's window has no menu for editing: texts have their own undo."""
    menu = Menu.EDIT if isinstance(bench, Desk) else Menu.VIEW
    shell.registry.separate(menu)
    wanted = bench.preferences_wanted.emit
    action = shell.registry.add(
        "preferences",
        _("Prefere&nces…"),
        menu,
        wanted,
        shortcut=PREFERENCES_KEYS,
        icon_name="settings",
    )
    action.setMenuRole(QAction.MenuRole.PreferencesRole)


def _choose(bench: Bench, choice: ThemeChoice) -> None:
    bench.theme.choose(choice)
    bench.settings.setValue(THEME, str(choice))
