"""The ranking as a picture, with who said what beside it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.progress import Control
from learningstories.services.results_csv import save_csv
from learningstories.services.story_details import details
from learningstories.ui.desk import Desk
from learningstories.ui.method_sheet import MethodSheet
from learningstories.ui.range_delegate import ResultsTable
from learningstories.ui.results_columns import ResultsColumns
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_line import ResultsLine
from learningstories.ui.results_model import Column, ResultsModel
from learningstories.ui.results_panel import Judged, ResultPanel
from learningstories.ui.story_decisions import StoryDecisions
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_NARROW_PAGE, _NARROW_PANEL = 900, 292
_PANEL = 372


class ResultsPage(QWidget):
    """The table follows the readings; the panel shows the current story; Propose goes on from here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: int | None = None
        self._parted = False  # whether the person has moved the line between table and panel
        self.feed = ResultsFeed(desk, self)
        self.model = ResultsModel(self)
        self.line = ResultsLine()
        self.table = ResultsTable(_("The ranking"))
        self.panel = ResultPanel()
        self.loading = EmptyState("chart-column", _("Working it out…"), _("The ranking appears in a moment."))
        self.empty = EmptyState(
            "chart-column",
            _("Nothing to rank yet"),
            _("The ranking grows out of what reviewers answer. Let somebody read the first story."),
            _("Go to the reviewers"),
        )
        self._judged: Newest[Judged] = Newest(desk.tasks, self.panel.show_result)
        self.table.setModel(self.model)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.columns = ResultsColumns(self.table, desk.settings)
        column, descending = self.columns.sorted_by()
        self.model.sort_by(column, descending=descending)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.header = PageHeader(_("Results"))
        self.columns_button = Button(_("Columns"), icon="table-properties")
        self.columns_button.setMenu(self.columns.menu(self))
        self.export_button = Button(_("Export"), icon="download", shortcut="Ctrl+Shift+E")
        self.propose_button = Button(_("Propose a shortlist"), ButtonKind.MAIN, "list-checks")
        for button in (self.columns_button, self.export_button, self.propose_button):
            self.header.add(button)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([780, _PANEL])
        self.stack = QStackedWidget()
        for widget in (self.loading, self.empty, self.splitter):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self.line)
        column.addWidget(self.stack, 1)
        self._show_state()

    def _listen(self) -> None:
        desk = self._desk
        self.feed.changed.connect(self._show_results)
        self.feed.busy_changed.connect(self._show_age)
        self.line.top_wanted.connect(self.feed.seek)
        self.line.method_wanted.connect(self.explain)
        self.columns.sort_wanted.connect(self._sort)
        self.table.row_changed.connect(lambda _row: self._ask())
        self.table.opened.connect(lambda _row: self._open_story())
        self.table.customContextMenuRequested.connect(self._menu)
        self.empty.wanted.connect(lambda: desk.go.emit("reviewers", None))
        self.propose_button.clicked.connect(self.propose)
        self.export_button.clicked.connect(self.export)
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
        self.splitter.splitterMoved.connect(self._part)
        desk.news.committed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever came in meanwhile is worked out now."""
        super().showEvent(event)
        self.feed.watch(on=True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is worked out."""
        super().hideEvent(event)
        self.feed.watch(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the story's name comes first."""
        super().resizeEvent(event)
        if not self._parted:
            panel = _NARROW_PANEL if self.width() < _NARROW_PAGE else _PANEL
            self.splitter.setSizes([self.splitter.width() - panel - GAP, panel])

    def leave(self) -> None:
        """The window closes."""
        self.feed.close()

    def show_argument(self, argument: object) -> None:
        """Show one story by its number."""
        if isinstance(argument, int):
            self._wanted = argument
            self._choose_wanted()

    def _part(self) -> None:
        self._parted = True

    # --- what comes back -----------------------------------------------------------------------------

    def _show_results(self, results: "Results | None") -> None:
        number, kept = self.current(), self.table.verticalScrollBar().value()
        self._show_state()
        self.line.show_results(results, chosen=self.feed.top is not None)
        if results is None:
            return
        self.model.show_results(results)
        self._show_cut()
        self._wanted = self._wanted if self._wanted is not None else number
        asked = self._wanted is not None and self._wanted != number
        self._choose_wanted()
        if not asked:
            self.table.verticalScrollBar().setValue(kept)
        self._ask()

    def _show_state(self) -> None:
        found = self.feed.results is not None
        waiting = self.feed.computed_at is None
        self.stack.setCurrentWidget(self.splitter if found else self.loading if waiting else self.empty)
        self.line.setVisible(found)
        for button in (self.columns_button, self.export_button, self.propose_button):
            button.setEnabled(found)

    def _show_age(self, busy: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.line.show_age(self._desk.toolbox.clock, self.feed.computed_at if busy else None)

    def _show_cut(self) -> None:
        top = self.feed.results.top if self.feed.results else 0
        self.table.set_cut(self.model.cut_row(), _("cut for a shortlist of {top}").format(top=top))

    def _choose_wanted(self) -> None:
        if not self.model.rowCount():
            return
        row = self.model.row_of(self._wanted) if self._wanted is not None else -1
        if row >= 0:
            self.table.choose_row(row)
        elif self.table.currentIndex().row() < 0:
            self.table.choose_row(0)
        self._wanted = None

    def _sort(self, column: int, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        number = self.current()
        self.model.sort_by(Column(column), descending=descending)
        self._show_cut()
        self._wanted = number
        self._choose_wanted()

    def _ask(self) -> None:
        """Read what belongs beside the table."""
        story = self.model.story_at(self.table.currentIndex().row())
        results, workspace = self.feed.results, self._desk.workspace
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

    # --- what is done ----------------------------------------------------------------------------------

    def current(self) -> int | None:
        """The story in the panel."""
        story = self.model.story_at(self.table.currentIndex().row())
        return story.number if story else None

    def explain(self) -> None:
        """Say how the ranking is worked out."""
        if self.feed.results is not None:
            MethodSheet(self, self.feed.results).open()

    def propose(self) -> None:
        """Store a proposal, as one step, and show it: so many stories as asked for, or what fits the time."""
        workspace, lists, size = self._desk.workspace, self._desk.lists, self.feed.top

        def work(_control: Control) -> None:
            from learningstories.services.proposing import propose  # noqa: PLC0415 - loads SciPy
            from learningstories.services.results import compute  # noqa: PLC0415 - the same

            results = compute(workspace, lists, top=size)
            with workspace.read() as unit:
                minutes = unit.challenge().event_minutes if size is None else None
            propose(workspace, results, size=size, minutes=minutes)

        self._desk.write(
            _("Proposing a shortlist"),
            work,
            lambda _done: self._desk.go.emit("shortlist", None),
            tell=_("A shortlist is proposed"),
        )

    def export(self) -> None:
        """Save the ranking for a spreadsheet."""
        results = self.feed.results
        if results is None:
            return
        kind = _("Spreadsheet (*.csv)")
        place = self._desk.challenge.path.with_name(_("Results") + ".csv")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the results"), str(place), kind)
        if name:
            target = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
            told = _("Saved as {name}").format(name=target.name)
            self._desk.read(
                lambda _c: save_csv(results, target), lambda _n: self._desk.said.emit(told, False)
            )

    def _decide(self, act: Callable[[int], None]) -> None:
        number = self.current()
        if number is not None:
            act(number)

    def _open_story(self) -> None:
        self._desk.go.emit("stories", self.current())

    def _menu(self, place: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        panel = self.panel
        for button in (panel.add, panel.remove, panel.pin, panel.unpin, panel.exclude, panel.lift):
            if not button.isHidden():
                menu.addAction(button.words(), button.click)
        menu.addSeparator()
        menu.addAction(panel.open_story.words(), self._open_story)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))
