"""The views of the results, in the order of their tabs; each is loaded when it is opened first."""

from collections.abc import Callable
from dataclasses import dataclass

from learningstories.i18n import _, in_context
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView

RANKING = "ranking"
COMPARE_KEYS = "Ctrl+Shift+K"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewKind:
    """A tab and what makes its view; `always` is shown even while nothing can be ranked."""

    key: str
    name: str
    make: Callable[[Desk, ResultsFeed], ResultsView]
    always: bool = False


def view_kinds() -> tuple[ViewKind, ...]:
    """All of them."""
    return (
        ViewKind(key=RANKING, name=_("Ranking"), make=_ranking),
        ViewKind(key="readers", name=_("Readers"), make=_readers),
        ViewKind(key="unsettled", name=_("Split and thin"), make=_unsettled),
        ViewKind(key="agreement", name=_("Agreement"), make=_agreement),
        ViewKind(key="kept", name=in_context("results", "Kept"), make=_kept, always=True),
        ViewKind(key="counting", name=_("What counts"), make=_counting, always=True),
    )


def _ranking(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.ranking_view import RankingView  # noqa: PLC0415 - when it is opened first

    return RankingView(desk, feed)


def _readers(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.readers_view import ReadersView  # noqa: PLC0415 - when it is opened first

    return ReadersView(desk, feed)


def _unsettled(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.split_thin_view import SplitThinView  # noqa: PLC0415 - when it is opened first

    return SplitThinView(desk, feed)


def _agreement(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.agreement_view import AgreementView  # noqa: PLC0415 - when it is opened first

    return AgreementView(desk, feed)


def _kept(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.kept_view import KeptView  # noqa: PLC0415 - when it is opened first

    return KeptView(desk, feed)


def _counting(desk: Desk, feed: ResultsFeed) -> ResultsView:
    from learningstories.ui.counting_view import CountingView  # noqa: PLC0415 - when it is opened first

    return CountingView(desk, feed)
