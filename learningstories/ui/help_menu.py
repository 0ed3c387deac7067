"""The part of the Help menu that is the same whatever is open."""

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.bench import Bench
from learningstories.ui.help_desk import HELP_KEYS, HelpDesk
from learningstories.ui.shell import Shell


def add_help_menu(bench: Bench, shell: Shell) -> HelpDesk:
    """Offer it; the window of help closes together with the one it belongs to."""
    desk = HelpDesk(shell, bench.settings)
    shell.closed.connect(desk.leave)
    add = shell.registry.add
    told = _("Help on what is &here")
    add("help", told, Menu.HELP, desk.open_here, shortcut=HELP_KEYS, icon_name="circle-help")
    add("news", _("&What is new"), Menu.HELP, desk.open_news, icon_name="star")
    return desk
