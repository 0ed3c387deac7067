"""The menu of the results: the ways to look at them, and what is done with them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from learningstories.i18n import _
from learningstories.ui.actions import Actions, Menu
from learningstories.ui.desk import Desk
from learningstories.ui.results_views import RANKING
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

    rows: tuple[tuple[str, str, Callable[[], object]] | None, ...] = (
        ("ranking", _("&Ranking"), view(RANKING)),
        ("readers", _("How each r&eader reads"), view("readers")),
        ("unsettled", _("&Split and thin stories"), view("unsettled")),
        ("agreement", _("How far readers &agree"), view("agreement")),
        ("kept", _("&Kept results"), view("kept")),
        ("counting", _("&What counts"), view("counting")),
        None,
        ("compare", _("&Compare two stories…"), lambda: on_page(lambda page: page.compare())),
        (
            "picture",
            _("The ranking as a &picture…"),
            lambda: on_page(partial(on_ranking, lambda page: page.ranking.show_picture())),
        ),
        (
            "another",
            _("Ask &one more reader…"),
            lambda: on_page(partial(on_ranking, lambda page: page.ranking.ask_one_more())),
        ),
        ("method", _("&How is this worked out?"), lambda: on_page(lambda page: page.explain())),
        ("propose", _("Propose a short&list"), lambda: on_page(lambda page: page.propose())),
    )
    registry: Actions = shell.registry
    for row in rows:
        if row is None:
            registry.separate(Menu.RESULTS)
            continue
        name, words, do = row
        registry.add(f"results-{name}", words, Menu.RESULTS, do)
