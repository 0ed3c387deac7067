"""The results: a header with what can be done, and the views of them behind a row of tabs."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.choosing_rules import rules_for, with_size
from learningstories.services.progress import Control
from learningstories.services.wording import time_words
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_line import ResultsLine
from learningstories.ui.results_out import ResultsOut
from learningstories.ui.results_tools import ResultsTools
from learningstories.ui.results_view import ResultsView
from learningstories.ui.results_views import COMPARE_KEYS, RANKING, view_kinds
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.tab_bar import TabBar

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results
    from learningstories.ui.ranking_view import RankingView

_TWO = 2  # stories are compared


class ResultsPage(QWidget):
    """The views follow the readings; Propose goes on from here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kinds = {kind.key: kind for kind in view_kinds()}
        self._views: dict[str, ResultsView] = {}
        self.feed = ResultsFeed(desk, self)
        self.line = ResultsLine()
        self.tabs = TabBar([(kind.key, kind.name) for kind in self._kinds.values()])
        self.tabs.setAccessibleName(_("Views of the results"))
        self.loading = EmptyState("chart-column", _("Working it out…"), _("The ranking appears in a moment."))
        self.empty = EmptyState(
            "chart-column",
            _("Nothing to rank yet"),
            _("The ranking grows out of what reviewers answer. Let somebody read the first story."),
            _("Go to the reviewers"),
        )
        self._arrange()
        self._listen()
        self._open_view(self.tabs.key())

    def _arrange(self) -> None:
        self.header = PageHeader(_("Results"))
        self.compare_button = Button(_("Compare two stories"), icon="git-compare").tells(COMPARE_KEYS)
        self.export_button = Button(_("Export"), icon="download", shortcut="Ctrl+Shift+E")
        self.export_button.setMenu(ResultsOut(self._desk, self.feed, self).menu(self.export_button))
        self.propose_button = Button(_("Propose a shortlist"), Kind.MAIN, "list-checks")
        for button in (self.compare_button, self.export_button, self.propose_button):
            self.header.add(button)
        self._tools = ResultsTools()
        switch = QHBoxLayout()
        switch.addWidget(self.tabs, 1)
        switch.addWidget(self._tools)
        self.stack = QStackedWidget()
        for widget in (self.loading, self.empty):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self.line)
        column.addLayout(switch)
        column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.feed.changed.connect(self._show_results)
        self.feed.news_changed.connect(self._show_news)
        self.line.top_wanted.connect(self._seek)
        self.line.method_wanted.connect(self.explain)
        self.tabs.chosen.connect(self._open_view)
        self.empty.wanted.connect(lambda: self._desk.go.emit("reviewers", None))
        self.propose_button.clicked.connect(self.propose)
        self.compare_button.clicked.connect(self.compare)

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever came in meanwhile is worked out now."""
        super().showEvent(event)
        self.feed.watch(on=True)
        self.view(self.tabs.key()).setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is worked out."""
        super().hideEvent(event)
        self.feed.watch(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All tabs stay in sight."""
        super().resizeEvent(event)
        self._fit_tools()

    def _fit_tools(self) -> None:
        self._tools.fit(self.width() - 2 * PAGE_MARGIN - self.tabs.sizeHint().width() - GAP)

    def leave(self) -> None:
        """The window closes."""
        self.feed.close()

    def show_argument(self, argument: object) -> None:
        """Show one story by its number, or a view by its key."""
        if isinstance(argument, int):
            self._show_story(argument)
        elif argument in self._kinds:
            self.tabs.choose(str(argument))

    def place(self) -> object:
        """The view that is shown, as `show_argument` wants it."""
        return self.tabs.key()

    # --- the views ---------------------------------------------------------------------------------------

    @property
    def ranking(self) -> "RankingView":
        """The view with the ranking."""
        return cast("RankingView", self.view(RANKING))

    def view(self, key: str) -> ResultsView:
        """A view by its key, made when it is asked for first."""
        made = self._views.get(key)
        if made is None:
            made = self._views[key] = self._kinds[key].make(self._desk, self.feed)
            made.ranking_wanted.connect(self._show_story)
            made.compare_wanted.connect(self.compare)
            self.stack.addWidget(made)
            self._tools.add(made.tools)
        return made

    def _open_view(self, key: str) -> None:
        self._tools.show_tools(self.view(key).tools)
        self._fit_tools()
        self._show_state()
        if self.feed.computed_at is not None:
            self.view(key).show_results(self.feed.results)

    def _show_story(self, number: int) -> None:
        self.tabs.choose(RANKING)
        self.ranking.choose(number)

    # --- what comes back ---------------------------------------------------------------------------------

    def _show_results(self, results: "Results | None") -> None:
        self._show_state()
        self.line.show_results(results, top=self.feed.top)
        self._show_age()
        self.view(self.tabs.key()).show_results(results)

    def _show_state(self) -> None:
        found, key = self.feed.results is not None, self.tabs.key()
        waiting = self.feed.computed_at is None
        instead = self.loading if waiting else self.empty
        self.stack.setCurrentWidget(self.view(key) if found or self._kinds[key].always else instead)
        self.line.setVisible(found)
        for button in (self.export_button, self.propose_button, *self.view(key).tools):
            button.setEnabled(found)
        self.compare_button.setEnabled(self._two_to_compare() is not None)

    def _show_age(self) -> None:
        results, since = self.feed.results, self.feed.computed_at
        if results is not None and since is not None:
            zone = results.table.challenge.zone
            self.line.show_age(time_words(since, self._desk.toolbox.clock(), zone))
        if self.feed.news:
            self._show_news()

    def _show_news(self) -> None:
        self.line.show_news(len(self.feed.news))

    def _seek(self, top: int) -> None:
        """The line that parts the shortlist moves at once; the chances follow."""
        self.feed.seek(top)
        self.view(self.tabs.key()).show_sought(top)

    # --- what is done ------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Say how the ranking is worked out."""
        from learningstories.ui.method_sheet import MethodSheet  # noqa: PLC0415 - brings NumPy along

        if self.feed.results is not None:
            MethodSheet(self, self.feed.results).open()

    def compare(self) -> None:
        """Lay the two stories that are chosen side by side, or the one that is beside its neighbour."""
        from learningstories.ui.compare_sheet import CompareSheet  # noqa: PLC0415 - when it is opened first

        two, results = self._two_to_compare(), self.feed.results
        if two is not None and results is not None:
            CompareSheet(self._desk, self, results, *two).open()
        else:
            self._desk.said.emit(_("There are no two ranked stories to compare yet."), False)

    def _two_to_compare(self) -> tuple[int, int] | None:
        """The two chosen stories; else the one and that below it, at the foot of the ranking that above."""
        results = self.feed.results
        if results is None or len(results.stories) < _TWO:
            return None
        numbers = [story.number for story in results.stories]
        chosen = [number for number in self._chosen() if number in numbers]
        if len(chosen) == _TWO:
            return chosen[0], chosen[1]
        place = numbers.index(chosen[0]) if chosen else 0
        beside = place + 1 if place + 1 < len(numbers) else place - 1
        return numbers[place], numbers[beside]

    def _chosen(self) -> list[int]:
        """The stories that are chosen in the ranking: two, or the one in its panel."""
        if RANKING not in self._views:
            return []
        chosen, current = self.ranking.chosen(), self.ranking.current()
        return chosen if len(chosen) == _TWO or current is None else [current]

    def propose(self) -> None:
        """Store a proposal by the kept rules, as one step, and show it.

        A number that was asked for here takes the place of the time and number in the rules, and is kept.
        """
        workspace, lists, size = self._desk.workspace, self._desk.lists, self.feed.top

        def work(_control: Control) -> None:
            from learningstories.services.proposing import propose  # noqa: PLC0415 - loads SciPy
            from learningstories.services.sought import results_by_rules  # noqa: PLC0415 - the same

            with workspace.read() as unit:
                rules = with_size(rules_for(unit), size)
            propose(workspace, results_by_rules(workspace, lists, rules), rules=rules)

        self._desk.write(
            _("Proposing a shortlist"),
            work,
            lambda _done: self._desk.go.emit("shortlist", None),
            tell=_("A shortlist is proposed"),
        )
