"""The menu of what is done with stories: it acts on the stories page while that is shown."""

from collections.abc import Callable
from functools import partial

from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Eligibility
from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.desk import Desk
from learningstories.ui.shell import STORIES, Shell


def add_story_menu(desk: Desk, shell: Shell) -> None:
    """Offer all of it, the most usual first."""

    def on_stories(act: str, *given: object) -> None:
        deeds = getattr(shell.pages.page(STORIES), "deeds", None) if shell.pages.name() == STORIES else None
        if deeds is not None:  # a page that cannot be shown has nothing to do with stories
            getattr(deeds, act)(*given)

    def bar() -> str:
        if shell.pages.name() != STORIES:
            return _("That is done with stories that are chosen in the list: open Stories first.")
        selected = getattr(shell.pages.page(STORIES), "selected", None)
        return "" if selected is not None and selected() else _("Choose a story in the list first.")

    registry: Actions = shell.registry
    rows: tuple[tuple[str, str, Callable[[], object], str, str] | None, ...] = (
        ("edit", _("&Edit…"), partial(on_stories, "edit"), "Ctrl+E", "pencil"),
        (
            "shortlist",
            _("Add to the short&list"),
            partial(on_stories, "add_to_shortlist"),
            "Ctrl+L",
            "list-checks",
        ),
        None,
        (
            "accept",
            _("&Accept although late…"),
            partial(on_stories, "decide_late", LateDecision.ACCEPT),
            "",
            "circle-check",
        ),
        (
            "refuse",
            _("Re&fuse as late…"),
            partial(on_stories, "decide_late", LateDecision.REFUSE),
            "",
            "clock",
        ),
        ("more-time", _("Give the author &more time…"), partial(on_stories, "give_time"), "", "calendar"),
        ("time", _("Let another &time count…"), partial(on_stories, "change_time"), "", "clock"),
        None,
        (
            "eligible",
            _("Eli&gible all the same…"),
            partial(on_stories, "decide_eligibility", Eligibility.ELIGIBLE),
            "",
            "circle-check",
        ),
        (
            "not-eligible",
            _("&Not eligible…"),
            partial(on_stories, "decide_eligibility", Eligibility.NOT_ELIGIBLE),
            "",
            "circle-alert",
        ),
        None,
        ("receipts", _("Re&ceipts…"), partial(on_stories, "save_receipts"), "Ctrl+Shift+R", "file-text"),
        (
            "all-receipts",
            _("Receipts of all &stories…"),
            partial(_all_receipts, desk, shell),
            "",
            "file-text",
        ),
        None,
        ("withdraw", _("&Withdraw"), partial(on_stories, "withdraw"), "Ctrl+Backspace", "trash-2"),
        ("restore", _("&Restore"), partial(on_stories, "restore"), "", "rotate-ccw"),
    )
    for row in rows:
        if row is None:
            registry.separate(Menu.STORY)
            continue
        name, words, do, shortcut, icon = row
        registry.add(f"story-{name}", words, Menu.STORY, do, shortcut=shortcut, icon_name=icon)
        if name != "all-receipts":
            registry.only_if([f"story-{name}"], bar)


def _all_receipts(desk: Desk, shell: Shell) -> None:
    from learningstories.ui.receipts_out import save_receipts  # noqa: PLC0415 - not for the first paint

    save_receipts(desk, shell)
