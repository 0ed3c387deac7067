"""The menu of what is done with reviewers, their packs and what comes back."""

from collections.abc import Callable
from functools import partial

from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.desk import Desk
from learningstories.ui.shell import REVIEWERS, Shell


def add_reviewer_menu(desk: Desk, shell: Shell) -> None:
    """Offer all of it; what is done with one reviewer acts on the page while that is shown."""

    def on_page(act: str) -> None:
        deeds = getattr(shell.go(REVIEWERS), "deeds", None)
        if deeds is not None:  # a page that cannot be shown has nothing to do with reviewers
            getattr(deeds, act)()

    def chosen(act: str) -> Callable[[], None]:
        return lambda: on_page(act) if shell.pages.name() == REVIEWERS else None

    registry: Actions = shell.registry
    rows: tuple[tuple[str, str, Callable[[], object], str] | None, ...] = (
        ("add", _("&Add reviewers…"), partial(on_page, "add"), "Ctrl+Shift+U"),
        ("assign", _("A&ssign stories…"), partial(desk.go.emit, "assign", None), "Ctrl+Shift+G"),
        ("packs", _("&Make packs…"), partial(desk.go.emit, "packs", None), "Ctrl+Shift+P"),
        ("merge", _("&Take in returns…"), partial(desk.go.emit, "merge", None), "Ctrl+Shift+T"),
        ("paper", _("Enter ratings from &paper…"), partial(desk.go.emit, "paper", None), "Ctrl+Shift+B"),
        ("mail", _("Enter ratings from an e-mai&l…"), partial(desk.go.emit, "mailed", None), "Ctrl+Shift+D"),
        None,
        ("returns", _("&Returns…"), partial(desk.go.emit, "returns", None), "Ctrl+Shift+L"),
        ("conflicts", _("&Contradicting answers…"), partial(desk.go.emit, "conflicts", None), ""),
        ("remind", _("&Write reminders…"), partial(desk.go.emit, "remind", None), "Ctrl+Shift+M"),
        None,
        ("read", _("Read &here as the chosen one…"), chosen("read_as"), ""),
        ("edit", _("&Edit the chosen one…"), chosen("edit"), ""),
        ("aside", _("Change what the chosen one steps as&ide from…"), chosen("change_aside"), ""),
        ("give", _("&Give the stories of the chosen one to others…"), chosen("give"), ""),
    )
    for row in rows:
        if row is None:
            registry.separate(Menu.REVIEWER)
            continue
        name, words, do, shortcut = row
        registry.add(f"reviewer-{name}", words, Menu.REVIEWER, do, shortcut=shortcut)
