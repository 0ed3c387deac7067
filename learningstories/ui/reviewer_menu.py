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

    def bar() -> str:
        if shell.pages.name() != REVIEWERS:
            return _("That is done with the reviewer who is chosen in the list: open Reviewers first.")
        current = getattr(shell.pages.page(REVIEWERS), "current", None)
        return "" if current is not None and current() else _("Add a reviewer first.")

    registry: Actions = shell.registry
    rows: tuple[tuple[str, str, Callable[[], object], str, str] | None, ...] = (
        ("add", _("&Add reviewers…"), partial(on_page, "add"), "Ctrl+Shift+U", "user-plus"),
        ("assign", _("A&ssign stories…"), partial(desk.go.emit, "assign", None), "Ctrl+Shift+G", "shuffle"),
        ("packs", _("&Make packs…"), partial(desk.go.emit, "packs", None), "Ctrl+Shift+P", "package"),
        ("merge", _("&Take in returns…"), partial(desk.go.emit, "merge", None), "Ctrl+Shift+T", "inbox"),
        (
            "paper",
            _("Enter ratings from &paper…"),
            partial(desk.go.emit, "paper", None),
            "Ctrl+Shift+B",
            "square-check",
        ),
        (
            "mail",
            _("Enter ratings from an e-mai&l…"),
            partial(desk.go.emit, "mailed", None),
            "Ctrl+Shift+D",
            "mail-open",
        ),
        None,
        ("returns", _("&Returns…"), partial(desk.go.emit, "returns", None), "Ctrl+Shift+L", "history"),
        (
            "conflicts",
            _("&Contradicting answers…"),
            partial(desk.go.emit, "conflicts", None),
            "",
            "git-compare",
        ),
        ("remind", _("&Write reminders…"), partial(desk.go.emit, "remind", None), "Ctrl+Shift+M", "send"),
        None,
        ("read", _("Read &here as the chosen one…"), partial(on_page, "read_as"), "", "book-open"),
        ("edit", _("&Edit the chosen one…"), partial(on_page, "edit"), "", "pencil"),
        (
            "aside",
            _("Change what the chosen one steps as&ide from…"),
            partial(on_page, "change_aside"),
            "",
            "skip-forward",
        ),
        ("give", _("&Give the stories of the chosen one to others…"), partial(on_page, "give"), "", "users"),
    )
    for row in rows:
        if row is None:
            registry.separate(Menu.REVIEWER)
            continue
        name, words, do, shortcut, icon = row
        registry.add(f"reviewer-{name}", words, Menu.REVIEWER, do, shortcut=shortcut, icon_name=icon)
    registry.only_if([f"reviewer-{name}" for name in ("read", "edit", "aside", "give")], bar)
