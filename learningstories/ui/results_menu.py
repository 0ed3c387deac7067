"""The menu of the results: the ways to look at them, and what is done with them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.desk import Desk
from learningstories.ui.results_views import COMPARE_KEYS, RANKING
from learningstories.ui.shell import RESULTS, Shell

if TYPE_CHECKING:  # the page is loaded when it is opened first
    from learningstories.ui.results_page import ResultsPage


def add_results_menu(desk: Desk, shell: Shell) -> None:
    """Offer all of it."""

    def on_page(do: "Callable[[ResultsPage], object]") -> None:
        from learningstories.ui.results_page import ResultsPage  # noqa: PLC0415 - not for the first paint

        page = shell.go(RESULTS)
        if isinstance(page, ResultsPage):  # not one that cannot be shown
            do(page)

    def on_ranking(do: "Callable[[ResultsPage], object]", page: "ResultsPage") -> None:
        page.show_argument(RANKING)
        do(page)

    def view(key: str) -> Callable[[], None]:
        return partial(desk.go.emit, RESULTS, key)

    rows: tuple[tuple[str, str, Callable[[], object], str] | None, ...] = (
        ("ranking", _("&Ranking"), view(RANKING), "chart-no-axes-column"),
        ("readers", _("How each r&eader reads"), view("readers"), "users"),
        ("unsettled", _("&Split and thin stories"), view("unsettled"), "git-compare"),
        ("agreement", _("How far readers &agree"), view("agreement"), "table"),
        ("kept", _("&Kept results"), view("kept"), "save"),
        ("counting", _("&What counts"), view("counting"), "list-filter"),
        None,
        ("compare", _("&Compare two stories…"), lambda: on_page(lambda page: page.compare()), "git-compare"),
        (
            "picture",
            _("The ranking as a &picture…"),
            lambda: on_page(partial(on_ranking, lambda page: page.ranking.show_picture())),
            "image",
        ),
        (
            "another",
            _("Ask &one more reader…"),
            lambda: on_page(partial(on_ranking, lambda page: page.ranking.ask_one_more())),
            "user-plus",
        ),
        (
            "method",
            _("&How is this worked out?"),
            lambda: on_page(lambda page: page.explain()),
            "circle-help",
        ),
        ("propose", _("Propose a short&list"), lambda: on_page(lambda page: page.propose()), "wand-sparkles"),
    )
    registry: Actions = shell.registry
    for row in rows:
        if row is None:
            registry.separate(Menu.RESULTS)
            continue
        name, words, do, icon = row
        shortcut = COMPARE_KEYS if name == "compare" else ""
        registry.add(f"results-{name}", words, Menu.RESULTS, do, shortcut=shortcut, icon_name=icon)
