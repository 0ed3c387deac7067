"""The part of the Help menu that is the same whatever is open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.bench import Bench
from learningstories.ui.desk import Desk
from learningstories.ui.help_desk import HELP_KEYS, HelpDesk
from learningstories.ui.shell import Shell
from learningstories.ui.tokens import Role
from learningstories.ui.tour_offer import begin_if_wanted, take_tour


def add_help_menu(bench: Bench, shell: Shell) -> HelpDesk:
    """Offer it; the window of help closes together with the one it belongs to."""
    desk = HelpDesk(shell, bench.settings)
    shell.closed.connect(desk.leave)
    add = shell.registry.add
    told = _("Help on what is &here")
    add("help", told, Menu.HELP, desk.open_here, shortcut=HELP_KEYS, icon_name="circle-help")
    if isinstance(bench, Desk):
        tour = partial(take_tour, shell, bench.settings)
        add("tour", _("Take the &tour"), Menu.HELP, tour, icon_name="compass")
        begin_if_wanted(shell, bench.settings)
    add("news", _("&What is new"), Menu.HELP, desk.open_news, icon_name="star")
    told, do = _("&Report a problem…"), desk.report_problem
    add("problem", told, Menu.HELP, do, icon_name="triangle-alert")

    def tell(sentence: str, button: str, action: Callable[[], object]) -> None:
        shell.tell_above(sentence, Role.ACCENT, button, action)

    shell.painted.connect(lambda: desk.tell_update(tell), Qt.ConnectionType.SingleShotConnection)
    return desk
