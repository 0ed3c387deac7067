"""Stories whose readers disagree, that few have read, or that may be in or out: each with why."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, numeral
from learningstories.services.progress import Control
from learningstories.services.result_words import titled
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.split_thin_model import LOOKS, Column, SplitThinModel
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import FilterBar
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results
    from learningstories.services.split_thin import UnsettledStory

_ALL = ""
_NARROW = 800


class SplitThinView(ResultsView):
    """Filters above, the list, and below it the chosen story in whole sentences."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self._results: Results | None = None
        self._stories: Sequence[UnsettledStory] = ()
        self.filters = FilterBar(
            [
                (_ALL, _("All")),
                ("split", _("Readers disagree")),
                ("thin", _("Few readings")),
                ("near", _("Within reach of the cut")),
            ]
        )
        self.model = SplitThinModel(self)
        self.table = Table(_("Stories whose place is not settled"))
        self.table.set_many(many=True)
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.title = Label("", Text.STRONG, wrap=True)
        self.why = Label("", wrap=True)
        self.ask_button = Button(_("Needs another reader"), icon="user-plus")
        self.show_button = Button(_("Show in the ranking"), icon="chart-column")
        self._found: Newest[tuple[UnsettledStory, ...]] = Newest(desk.tasks, self._show)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.chosen_card = Card(padding=14, spacing=6)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.why)
        row.addLayout(words, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.ask_button)
        self.chosen_card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.filters)
        column.addWidget(card, 1)
        column.addWidget(self.chosen_card)
        self.keys_to = self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, why comes before how likely."""
        super().resizeEvent(event)
        self.table.setColumnHidden(Column.CHANCE, self.width() < _NARROW)
        self.table.set_columns(LOOKS)

    def _listen(self) -> None:
        self.filters.chosen.connect(self._fill)
        self.table.row_changed.connect(lambda _row: self._show_current())
        self.table.opened.connect(lambda _row: self._lead())
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_current())
        self.show_button.clicked.connect(self._lead)
        self.ask_button.clicked.connect(self.ask_one_more)

    def show_results(self, results: "Results | None") -> None:
        self._results = results
        if results is None:
            return

        def work(_control: Control) -> "tuple[UnsettledStory, ...]":
            from learningstories.services.split_thin import split_and_thin  # noqa: PLC0415 - brings NumPy along

            return split_and_thin(results)

        self._found.ask(work)

    def _show(self, stories: "tuple[UnsettledStory, ...]") -> None:
        self._stories = stories
        self.filters.chip(_ALL).set_count(numeral(len(stories)))
        for key in ("split", "thin", "near"):
            count = sum(key in each.kinds for each in stories)
            self.filters.chip(key).set_count(numeral(count))
        self._fill(self.filters.key())

    def _fill(self, key: Hashable) -> None:
        current = self.model.story_at(self.table.currentIndex().row())
        shown = [each for each in self._stories if key in (_ALL, *each.kinds)]
        self.model.show_stories(shown, self._results.top if self._results else 0)
        self.table.set_note("" if shown else _("There is none: as far as this goes, all places are settled."))
        row = self.model.row_of(current.story.number) if current is not None else 0
        if shown:
            self.table.choose_row(max(row, 0))
        self._show_current()

    def _show_current(self) -> None:
        current, chosen = self.model.story_at(self.table.currentIndex().row()), self._chosen()
        self.chosen_card.setVisible(current is not None)
        if current is not None:
            self.title.setText(f"{current.story.rank}. {titled(current.story.title, current.story.number)}")
            self.why.setText(current.why)
        self.ask_button.setEnabled(any(each.open for each in chosen))

    def _chosen(self) -> "list[UnsettledStory]":
        found = (self.model.story_at(row) for row in self.table.selected_rows())
        return [each for each in found if each is not None]

    def _lead(self) -> None:
        current = self.model.story_at(self.table.currentIndex().row())
        if current is not None:
            self.ranking_wanted.emit(current.story.number)

    def ask_one_more(self) -> None:
        """Give the chosen stories to one more reader each."""
        from learningstories.services.another_reader import wanting_these  # noqa: PLC0415 - brings NumPy along
        from learningstories.ui.another_reader_sheet import AnotherReaderSheet  # noqa: PLC0415 - opened first

        results = self._results
        if results is None:
            return
        wanted = wanting_these(results, [each.story.number for each in self._chosen()])
        if wanted:
            sheet = AnotherReaderSheet(self.desk, self, wanted, results.top)
            sheet.count.setValue(len(wanted))
            sheet.open()
