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

    registry: Actions = shell.registry
    rows: tuple[tuple[str, str, Callable[[], object], str] | None, ...] = (
        ("edit", _("&Edit…"), partial(on_stories, "edit"), "Ctrl+E"),
        ("shortlist", _("Add to the short&list"), partial(on_stories, "add_to_shortlist"), "Ctrl+L"),
        None,
        ("accept", _("&Accept although late…"), partial(on_stories, "decide_late", LateDecision.ACCEPT), ""),
        ("refuse", _("Re&fuse as late…"), partial(on_stories, "decide_late", LateDecision.REFUSE), ""),
        ("more-time", _("Give the author &more time…"), partial(on_stories, "give_time"), ""),
        ("time", _("Let another &time count…"), partial(on_stories, "change_time"), ""),
        None,
        (
            "eligible",
            _("Eli&gible all the same…"),
            partial(on_stories, "decide_eligibility", Eligibility.ELIGIBLE),
            "",
        ),
        (
            "not-eligible",
            _("&Not eligible…"),
            partial(on_stories, "decide_eligibility", Eligibility.NOT_ELIGIBLE),
            "",
        ),
        None,
        ("receipts", _("Re&ceipts…"), partial(on_stories, "save_receipts"), "Ctrl+Shift+R"),
        ("all-receipts", _("Receipts of all &stories…"), partial(_all_receipts, desk, shell), ""),
        None,
        ("withdraw", _("&Withdraw"), partial(on_stories, "withdraw"), "Ctrl+Backspace"),
        ("restore", _("&Restore"), partial(on_stories, "restore"), ""),
    )
    for row in rows:
        if row is None:
            registry.separate(Menu.STORY)
            continue
        name, words, do, shortcut = row
        registry.add(f"story-{name}", words, Menu.STORY, do, shortcut=shortcut)


def _all_receipts(desk: Desk, shell: Shell) -> None:
    from learningstories.ui.receipts_out import save_receipts  # noqa: PLC0415 - not for the first paint

    save_receipts(desk, shell)
