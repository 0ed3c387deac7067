"""The ranking as a picture, with who said what beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.progress import Control
from learningstories.services.story_details import details
from learningstories.ui.desk import Desk
from learningstories.ui.range_delegate import ResultsTable
from learningstories.ui.results_columns import ResultsColumns
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_model import Column, ResultsModel
from learningstories.ui.results_panel import Judged, ResultPanel
from learningstories.ui.results_view import ResultsView
from learningstories.ui.story_decisions import StoryDecisions
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.parts import Parts

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_NARROW_PAGE, _NARROW_PANEL = 900, 292
_PANEL = 372
TWO = 2  # stories are compared


class RankingView(ResultsView):
    """The table follows the ranking; the panel shows the current story."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self._results: Results | None = None
        self._wanted: int | None = None
        self._parted = False  # whether the person has moved the line between table and panel
        self.model = ResultsModel(self)
        self.table = ResultsTable(_("The ranking"))
        self.panel = ResultPanel()
        self._judged: Newest[Judged] = Newest(desk.tasks, self.panel.show_result)
        self.table.setModel(self.model)
        self.table.set_many(many=True)  # two are compared
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.columns = ResultsColumns(self.table, desk.settings)
        column, descending = self.columns.sorted_by()
        self.model.sort_by(column, descending=descending)
        self.columns_button = Button(_("Columns"), icon="table-properties")
        self.columns_button.setMenu(self.columns.menu(self))
        self.more_button = Button(_("Needs another reader"), icon="user-plus")
        self.picture_button = Button(_("As a picture"), icon="image")
        self.tools += [self.more_button, self.picture_button, self.columns_button]
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.splitter = Parts()
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([780, _PANEL])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.keys_to = self.table

    def _listen(self) -> None:
        desk = self.desk
        self.columns.sort_wanted.connect(self._sort)
        self.table.row_changed.connect(lambda _row: self._ask())
        self.table.opened.connect(lambda _row: self._open_story())
        self.table.customContextMenuRequested.connect(self._menu)
        decide = StoryDecisions(desk, self)
        for wanted, act in (
            (self.panel.add_wanted, decide.add),
            (self.panel.remove_wanted, decide.remove),
            (self.panel.pin_wanted, decide.pin),
            (self.panel.unpin_wanted, decide.unpin),
            (self.panel.exclude_wanted, decide.exclude),
            (self.panel.lift_wanted, decide.lift),
        ):
            wanted.connect(partial(self._decide, act))
        self.panel.story_wanted.connect(self._open_story)
        self.panel.reader_wanted.connect(self._ask_for_current)
        self.more_button.clicked.connect(self.ask_one_more)
        self.picture_button.clicked.connect(self.show_picture)
        self.splitter.splitterMoved.connect(self._part)
        desk.news.committed.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the story's name comes first."""
        super().resizeEvent(event)
        if not self._parted:
            panel = _NARROW_PANEL if self.width() < _NARROW_PAGE else _PANEL
            self.splitter.setSizes([self.splitter.width() - panel - GAP, panel])

    def _part(self) -> None:
        self._parted = True

    def choose(self, number: int) -> None:
        """Show one story by its number, now or as soon as it is ranked."""
        self._wanted = number
        self._choose_wanted()

    def current(self) -> int | None:
        """The story in the panel."""
        story = self.model.story_at(self.table.currentIndex().row())
        return story.number if story else None

    def chosen(self) -> list[int]:
        """The stories of the rows that are selected, from the top."""
        found = (self.model.story_at(row) for row in self.table.selected_rows())
        return [story.number for story in found if story is not None]

    def show_results(self, results: "Results | None") -> None:
        self._results = results
        if results is None:
            return
        number, kept = self.current(), self.table.verticalScrollBar().value()
        chosen = self.chosen()
        self.model.show_results(results)
        self.columns.show_criteria([one.question for one in results.table.challenge.criteria])
        self._show_cut()
        self._wanted = self._wanted if self._wanted is not None else number
        asked = self._wanted is not None and self._wanted != number
        self._choose_wanted()
        if not asked:
            self._choose_again(chosen)
            self.table.verticalScrollBar().setValue(kept)
        self._ask()

    def show_picture(self) -> None:
        """Show all stories with their ranges as one picture."""
        from learningstories.ui.ranking_picture_sheet import RankingPictureSheet  # noqa: PLC0415 - opened first

        if self._results is None:
            return
        sheet = RankingPictureSheet(self.desk, self, self._results)
        sheet.finished.connect(lambda _done: self.choose(sheet.number) if sheet.number is not None else None)
        sheet.open()

    def ask_one_more(self) -> None:
        """Give the stories that one more reading is worth most for to readers with room."""
        from learningstories.services.another_reader import wanting  # noqa: PLC0415 - brings NumPy along
        from learningstories.ui.another_reader_sheet import AnotherReaderSheet  # noqa: PLC0415 - opened first

        wanted = wanting(self._results) if self._results is not None else ()
        if wanted and self._results is not None:
            AnotherReaderSheet(self.desk, self, wanted, self._results.top).open()
        else:
            told = _("All stories are in or none is, so one more reading would change nothing.")
            self.desk.said.emit(told, False)

    def _ask_for_current(self) -> None:
        from learningstories.services.another_reader import wanting_these  # noqa: PLC0415 - brings NumPy along
        from learningstories.ui.another_reader_sheet import AnotherReaderSheet  # noqa: PLC0415 - opened first

        number, results = self.current(), self._results
        wanted = wanting_these(results, [number]) if results is not None and number is not None else ()
        if wanted and results is not None:
            AnotherReaderSheet(self.desk, self, wanted, results.top).open()

    def show_sought(self, top: int) -> None:
        self._show_cut()

    def _show_cut(self) -> None:
        known = self._results.top if self._results else 0
        top = self.feed.top if self.feed.top is not None else known
        self.table.set_cut(self.model.cut_row(top), _("cut for a shortlist of {top}").format(top=top))

    def _choose_wanted(self) -> None:
        if not self.model.rowCount():
            return
        row = self.model.row_of(self._wanted) if self._wanted is not None else -1
        if row >= 0:
            self.table.choose_row(row)
        elif self.table.currentIndex().row() < 0:
            self.table.choose_row(0)
        self._wanted = None

    def _choose_again(self, numbers: Sequence[int]) -> None:
        """Select the other one of two that were selected, too."""
        if len(numbers) == TWO:
            mode = QItemSelectionModel.SelectionFlag
            for row in map(self.model.row_of, numbers):
                if row >= 0:
                    self.table.selectionModel().select(self.model.index(row, 0), mode.Select | mode.Rows)

    def _sort(self, column: int, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        number, chosen = self.current(), self.chosen()
        self.model.sort_by(Column(column), descending=descending)
        self._show_cut()
        self._wanted = number
        self._choose_wanted()
        self._choose_again(chosen)

    def _ask(self) -> None:
        """Read what belongs beside the table."""
        story = self.model.story_at(self.table.currentIndex().row())
        results, workspace = self._results, self.desk.workspace
        if story is None or results is None:
            return

        def read(_control: Control) -> Judged:
            found = details(workspace, story.number)
            with workspace.read() as unit:
                choice = next(iter(unit.choices.find(story_id=found.story.id)), None)
                locked = bool(unit.locks.all())
            return Judged(details=found, result=story, results=results, choice=choice, locked=locked)

        self._judged.ask(read)

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(Kind.CHOICE, Kind.LOCK, Kind.READING, Kind.STORY):
            self._ask()

    def _decide(self, act: Callable[[int], None]) -> None:
        number = self.current()
        if number is not None:
            act(number)

    def _open_story(self) -> None:
        self.desk.go.emit("stories", self.current())

    def _menu(self, place: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        panel = self.panel
        for button in (panel.add, panel.remove, panel.pin, panel.unpin, panel.exclude, panel.lift, panel.ask):
            if not button.isHidden():
                menu.addAction(button.words(), button.click)
        menu.addSeparator()
        if len(self.chosen()) == TWO:
            menu.addAction(_("Compare these two stories"), self.compare_wanted.emit)
        menu.addAction(panel.open_story.words(), self._open_story)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))
