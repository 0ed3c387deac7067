"""The menus of a challenge's window, in their order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.command_menu import ADD_KEYS
from learningstories.ui.evening_menu import add_evening_menu
from learningstories.ui.results_menu import add_results_menu
from learningstories.ui.reviewer_menu import add_reviewer_menu
from learningstories.ui.shell import SHOWCASE
from learningstories.ui.story_menu import add_story_menu
from learningstories.ui.theme_menu import add_theme_menu
from learningstories.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from learningstories.ui.challenge_window import ChallengeWindow
    from learningstories.ui.shell import Shell


def add_menus(window: ChallengeWindow) -> None:
    """Offer everything that can be done with a challenge."""
    desk, shell = window.desk, window.shell
    _add_files(window)
    _add_showcase(shell)
    add, keys = shell.registry.add, QKeySequence.StandardKey
    add("close", _("C&lose"), Menu.FILE, shell.close, shortcut=keys.Close, icon_name="x")
    quit_all = QApplication.closeAllWindows  # the last of them ends the app
    add("quit", _("&Quit"), Menu.FILE, quit_all, shortcut=keys.Quit, icon_name="log-out")
    sheets, arrivals = window.sheets, window.arrivals
    add("history", _("&History…"), Menu.EDIT, sheets.history, shortcut="Ctrl+H", icon_name="history")
    paste, icon = "Ctrl+Shift+V", "clipboard-paste"
    add("paste", _("&Paste as a story"), Menu.EDIT, arrivals.paste, shortcut=paste, icon_name=icon)
    for add_menu in (add_story_menu, add_reviewer_menu, add_results_menu, add_evening_menu):
        add_menu(desk, shell)
    window.commands.offer()
    add_theme_menu(desk, shell)
    add("about", _("&About Learning Stories"), Menu.HELP, sheets.about, icon_name="info")


def _add_files(window: ChallengeWindow) -> None:
    registry, keys = window.shell.registry, QKeySequence.StandardKey
    add, sheets = registry.add, window.sheets
    add("new", _("&New challenge…"), Menu.FILE, window.new_wanted.emit, shortcut=keys.New, icon_name="plus")
    told, wanted = _("&Open a challenge…"), window.open_wanted.emit
    add("open", told, Menu.FILE, wanted, shortcut=keys.Open, icon_name="folder-open")
    told, wanted, icon = _("Open a &shared challenge…"), window.desk.shared_wanted.emit, "users"
    add("open-shared", told, Menu.FILE, wanted, icon_name=icon)
    told, wanted = _("Open a &review pack…"), window.pack_wanted.emit
    add("open-pack", told, Menu.FILE, wanted, shortcut="Ctrl+Shift+O", icon_name="package")
    registry.separate(Menu.FILE)
    told = _("&Change the challenge…")
    add("change", told, Menu.FILE, sheets.change, shortcut="Ctrl+,", icon_name="pencil")
    told = _("Ca&ll for stories…")
    add("call", told, Menu.FILE, sheets.call, shortcut="Ctrl+Shift+C", icon_name="mail")
    if window.desk.challenge.address is None:
        told, icon = _("&Backups…"), "archive-restore"
        add("backups", told, Menu.FILE, window.desk.backups_wanted.emit, icon_name=icon)
        told = _("Save a copy with a passp&hrase…")
        add("lock-copy", told, Menu.FILE, sheets.lock, icon_name="lock")
    else:
        told = _("Save a co&py as a file…")
        add("copy-file", told, Menu.FILE, window.desk.copy_wanted.emit, icon_name="download")
    registry.only_if(["lock-copy"], partial(_no_file, window))
    add("person", _("What we hold about a p&erson…"), Menu.FILE, sheets.person, icon_name="user")
    bring = partial(window.desk.go.emit, "add", None)
    add("add", _("&Add stories…"), Menu.FILE, bring, shortcut=ADD_KEYS, icon_name="plus")
    add("watch", _("&Watch a folder…"), Menu.FILE, window.arrivals.watch, icon_name="inbox")


def _no_file(window: ChallengeWindow) -> str:
    """Why it cannot be copied as a file."""
    if window.desk.challenge.address is None:
        return ""
    return _("This challenge is on a server, and no file. Fetch it to a file first.")


def _add_showcase(shell: Shell) -> None:
    def press(button: str) -> None:
        """Press a button of the showcase page; while the book is still being made, the page says so."""
        page = shell.go(SHOWCASE)
        found, choose = getattr(page, button, None), getattr(page, "choose", None)
        if isinstance(found, Button) and choose is not None:
            choose("book")
            found.click()

    registry = shell.registry
    registry.separate(Menu.FILE)
    save, print_out = partial(press, "save_button"), partial(press, "print_button")
    registry.add("save-book", _("&Save the book as PDF…"), Menu.FILE, save, icon_name="download")
    registry.add("print-book", _("&Print the book…"), Menu.FILE, print_out, icon_name="printer")
    registry.separate(Menu.FILE)
