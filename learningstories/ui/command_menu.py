"""The ways to the command box and to the page of shortcuts, from every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.bench import Bench
from learningstories.ui.desk import Desk
from learningstories.ui.shell import Shell
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.ui.command_sources import Recent

ADD_KEYS, COMMANDS_KEYS, SHORTCUTS_KEYS = "Ctrl+Shift+A", "Ctrl+K", "Ctrl+/"


class Commands(QObject):
    """Opens the command box of one window, and remembers what was chosen in it."""

    def __init__(self, bench: Bench, shell: Shell) -> None:
        super().__init__(shell)
        self._bench, self._shell = bench, shell
        self._recent: Recent | None = None
        shell.registry.barred.connect(lambda reason: shell.tell(reason, Role.SPARK))

    def offer(self) -> None:
        """Put it into the menus."""
        registry = self._shell.registry
        registry.separate(Menu.VIEW)
        told = _("&Search or run a command…")
        registry.add("commands", told, Menu.VIEW, self.open, shortcut=COMMANDS_KEYS, icon_name="search")
        registry.separate(Menu.VIEW)
        told, do = _("&Keyboard shortcuts…"), self.show_shortcuts
        registry.add("shortcuts", told, Menu.HELP, do, shortcut=SHORTCUTS_KEYS, icon_name="list-ordered")

    def show_shortcuts(self) -> None:
        """Show all keys on one page."""
        from learningstories.ui.shortcut_list import of_challenge, of_menus, of_reading  # noqa: PLC0415
        from learningstories.ui.shortcuts_sheet import ShortcutsSheet  # noqa: PLC0415

        of_pages = of_challenge() if isinstance(self._bench, Desk) else of_reading()
        ShortcutsSheet(self._shell, [*of_menus(self._shell.registry), *of_pages]).open()

    def open(self, typed: str = "") -> None:
        """Lay the box over the window."""
        from learningstories.ui.command_box import CommandBox  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.command_finder import CommandFinder  # noqa: PLC0415
        from learningstories.ui.command_sources import Recent  # noqa: PLC0415

        self._recent = self._recent or Recent(self._bench.settings)
        desk = self._bench if isinstance(self._bench, Desk) else None
        box = CommandBox(self._shell, CommandFinder(self._shell.registry, self._recent, desk))
        box.barred.connect(lambda reason: self._shell.tell(reason, Role.SPARK))
        box.open(typed)
