"""The menu of the evening itself: presenting it, and what people promise there."""

from functools import partial

from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.desk import Desk
from learningstories.ui.shell import PROMISES, Shell


def add_evening_menu(desk: Desk, shell: Shell) -> None:
    """Offer all of it."""

    def on_promises(act: str) -> None:
        deeds = getattr(shell.go(PROMISES), "deeds", None)
        if deeds is not None:  # a page that cannot be shown has nothing to do with promises
            getattr(deeds, act)()

    registry: Actions = shell.registry
    registry.add(
        "present",
        _("&Present full screen"),
        Menu.EVENING,
        lambda: desk.go.emit("present", None),
        shortcut="F5",
        icon_name="presentation",
    )
    registry.separate(Menu.EVENING)
    registry.add(
        "add-promise",
        _("Add p&romises of guests…"),
        Menu.EVENING,
        lambda: on_promises("add"),
        shortcut="Ctrl+Shift+Y",
        icon_name="sparkles",
    )
    for act, words, icon in (
        ("ask", _("&Ask what became of promises…"), "mail"),
        ("report", _("&Report on promises…"), "file-text"),
    ):
        registry.add(f"{act}-promises", words, Menu.EVENING, partial(on_promises, act), icon_name=icon)
