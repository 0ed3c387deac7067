"""All stories, with the chosen one beside them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.story import StoryState
from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.story_query import Kinds, SortBy, StoryQuery
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled
from learningstories.ui.state_chips import ALL, FILTERS, StateChips
from learningstories.ui.story_deeds import StoryDeeds
from learningstories.ui.story_drag import picked_up
from learningstories.ui.story_filter import Narrowed, StoryFilter
from learningstories.ui.story_list_model import COLUMNS, Rules, StoryListModel
from learningstories.ui.story_search import StorySearch
from learningstories.ui.story_side import StorySide
from learningstories.ui.story_twins import StoryTwins
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.parts import Parts
from learningstories.ui.widgets.search_field import SearchField
from learningstories.ui.widgets.table import Table

_LOOKS = (
    ColumnLook(look=Look.MUTED_NUMBER, width=46, least=40),
    ColumnLook(look=Look.TITLE, width=160, stretch=True, least=140),
    ColumnLook(width=122, least=90),
    ColumnLook(look=Look.MUTED, width=88, least=60),
    ColumnLook(look=Look.MUTED_NUMBER, width=124, least=100),
    ColumnLook(look=Look.NUMBER, width=62, least=60),
    ColumnLook(look=Look.NUMBER, width=52, least=48),
    ColumnLook(look=Look.CHIP, width=126, least=100),
)
# Below each width of the table, the column is left to the panel.
_ROOM = {SortBy.NUMBER: 840, SortBy.THEME: 700, SortBy.WORDS: 610, SortBy.AUTHOR: 545, SortBy.RECEIVED: 440}
_SORT = "stories/sort"
_NARROW_PAGE, _NARROW_PANEL, _PANEL = 900, 300, 372


class StoriesPage(QWidget):
    """The list follows what is typed, filtered and stored; the panel shows the current story."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: int | None = None
        self._parted = False  # whether the person has moved the line between list and panel
        self.model = StoryListModel(desk.lists.lines, self)
        self.search_field = SearchField(_("Search title, author, text…"), "Ctrl+F")
        self.filters = StateChips()
        self.filter = StoryFilter(self)
        self.table = self._make_table()
        self.side = StorySide(desk)
        self.empty = EmptyState(
            "book-open",
            _("No stories yet"),
            _("Drop e-mails, Word files or Markdown anywhere in this window, or choose them."),
            _("Add stories"),
        )
        self.nothing = EmptyState("search", _("No story matches"), _("Try fewer letters, or another filter."))
        self._search = StorySearch(desk, self)
        self._twins = StoryTwins(desk, self)
        self.deeds = StoryDeeds(desk, self, self.current, self.selected)
        self._arrange()
        self._listen()
        self._follow_rules()

    def _make_table(self) -> Table:
        table = Table(_("Stories"))
        table.setModel(self.model)
        table.set_columns(_LOOKS)
        table.set_many(many=True)
        table.setSortingEnabled(False)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        column, ascending = str(self._desk.settings.value(_SORT) or "4 0").split()
        order = Qt.SortOrder.AscendingOrder if ascending == "1" else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(int(column), order)
        table.set_note(_("Drop Word files, Markdown or text anywhere in this window."))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return table

    def _arrange(self) -> None:
        self.header = PageHeader(_("Stories"))
        self.add_button = Button(_("Add stories"), ButtonKind.MAIN, "plus")
        self.header.add(self.search_field, 1)
        self.filter_button = Button(_("Filter"), icon="list-filter")
        self.header.add(self.filter_button)
        self.header.add(self.add_button)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.stack = QStackedWidget()
        self.stack.installEventFilter(self)
        for widget in (card, self.empty, self.nothing):
            self.stack.addWidget(widget)
        self.splitter = Parts()
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([780, _PANEL])
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        row = QHBoxLayout()
        row.addWidget(self.filters)
        column.addLayout(row)
        column.addWidget(self.splitter, 1)

    def _listen(self) -> None:
        desk = self._desk
        self.search_field.textChanged.connect(self._ask)
        self.filters.chosen.connect(self._choose_chip)
        self.filter.changed.connect(self._narrow)
        self.filter_button.clicked.connect(self._search.find_kinds)
        self._search.kinds_found.connect(self._open_filter)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.row_changed.connect(self._show_row)
        self.table.opened.connect(lambda _row: self.deeds.edit())
        self.table.customContextMenuRequested.connect(self._menu)
        for button in (self.add_button.clicked, self.empty.wanted):
            button.connect(lambda: desk.go.emit("add", None))
        self._search.first_found.connect(self._show_first)
        self._search.all_found.connect(self._show_all)
        self._search.counted.connect(self._show_counts)
        self._search.all_found.connect(self._twins.begin)
        self._twins.found.connect(self.model.show_twins)
        self.side.made.connect(self.deeds.serve)
        self.table.let_drag(lambda rows: picked_up(desk.challenge.path, map(self.model.number_at, rows)))
        self.splitter.splitterMoved.connect(self._part)
        desk.news.committed.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the list has little room, the story's name comes first."""
        for column, room in _ROOM.items() if isinstance(event, QResizeEvent) else ():
            self.table.setColumnHidden(COLUMNS.index(column), self.stack.width() < scaled(room))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window, the panel leaves more to the list."""
        super().resizeEvent(event)
        if not self._parted:
            panel = _NARROW_PANEL if self.width() < _NARROW_PAGE else _PANEL
            self.splitter.setSizes([self.splitter.width() - panel - GAP, panel])

    def _part(self) -> None:
        self._parted = True

    def showEvent(self, event: QShowEvent) -> None:
        """The list has the keyboard."""
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The window closes."""
        self._search.close()
        self._twins.close()
        self.side.leave()

    # --- what is asked of the list ---------------------------------------------------------------

    def query(self) -> StoryQuery:
        """What the page asks for now."""
        header = self.table.horizontalHeader()
        plain = StoryQuery(
            search=self.search_field.text(),
            states=self.filters.states(),
            sort=COLUMNS[header.sortIndicatorSection()],
            descending=header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )
        return self.filter.narrowed.asked(plain)

    def show_argument(self, argument: object) -> None:
        """Show one story by its number, those of one chip or state by its name, or what a query finds."""
        if isinstance(argument, int):
            self._show_everything()
            self._wanted = argument
            self._choose_wanted()
        elif isinstance(argument, str) and argument in FILTERS:
            self._show_everything()
            self.filters.choose(argument)
        elif isinstance(argument, str) and argument in set(StoryState):
            self._show_everything()
            self.filter.narrow(Narrowed(states=frozenset({StoryState(argument)})))
        elif isinstance(argument, StoryQuery):
            self._show_everything()
            self.search_field.setText(argument.search)

    def _show_everything(self) -> None:
        self.search_field.clear()
        self.filter.narrow(Narrowed())
        self.filters.choose(ALL)

    def _choose_chip(self, key: object) -> None:
        """A chip asks for states of its own, in place of those that the filter asks for."""
        if key != ALL:
            self.filter.narrow(replace(self.filter.narrowed, states=frozenset()))
        self._ask()

    def _narrow(self, narrowed: Narrowed) -> None:
        if narrowed.states:
            self.filters.choose(ALL)
        count = narrowed.count()
        self.filter_button.set_text(_("Filter · {n}").format(n=count) if count else _("Filter"))
        self._ask()

    def _open_filter(self, kinds: Kinds) -> None:
        self.filter.offer(kinds, self.filters.counts)
        self.filter.open_under(self.filter_button)

    def _ask(self) -> None:
        self._search.ask(self.query())

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        ascending = int(order == Qt.SortOrder.AscendingOrder)
        self._desk.settings.setValue(_SORT, f"{section} {ascending}")
        self._ask()

    def _follow_rules(self) -> None:
        rules = self._desk.lists.challenge()
        self.model.set_rules(Rules(zone=rules.zone, readings_wanted=rules.readings_wanted))
        self._ask()
        self._search.count()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.CHALLENGE):
            self._follow_rules()
        elif changes.touches(Kind.STORY, Kind.READING, Kind.REVIEWER, Kind.PACK):
            self._ask()
            self._search.count()

    # --- what comes back -----------------------------------------------------------------------------

    def _show_first(self, lines: Sequence[object]) -> None:
        self._hold_current()
        self.model.show_first(lines)  # type: ignore[arg-type]  # a signal carries any object
        self._show_stack()
        self._choose_wanted()

    def _show_all(self, numbers: object) -> None:
        self._hold_current()
        self.model.show_all(numbers)  # type: ignore[arg-type]
        self._show_stack()
        self._choose_wanted()

    def _show_stack(self) -> None:
        narrowed = self.filter.narrowed.count() > 0 or self.filters.key() != ALL
        asked = bool(self.search_field.text().strip()) or narrowed
        index = 0 if self.model.rowCount() else 2 if asked else 1
        self.stack.setCurrentIndex(index)
        self.side.setVisible(index == 0)

    def _hold_current(self) -> None:
        """Whatever is chosen when the answer comes stays chosen, unless another story was asked for."""
        if self._wanted is None:
            self._wanted = self.current()

    def _choose_wanted(self) -> None:
        row = self.model.row_of(self._wanted) if self._wanted is not None else -1
        if row < 0 and self.table.currentIndex().row() < 0 and self.model.rowCount():
            row = 0
        if row >= 0:
            self._wanted = None
            if row != self.table.currentIndex().row():
                self.table.choose_row(row)

    def _show_counts(self, counts: dict[StoryState, int]) -> None:
        self.filters.show_counts(counts)
        self.header.set_pill(f"{sum(counts.values()):,}")

    def _show_row(self, row: int) -> None:
        self.side.show_story(self.model.number_at(row) if 0 <= row < self.model.rowCount() else None)

    # --- which stories are meant ---------------------------------------------------------------------

    def current(self) -> int | None:
        """The story in the panel."""
        row = self.table.currentIndex().row()
        return self.model.number_at(row) if 0 <= row < self.model.rowCount() else None

    def selected(self) -> list[int]:
        """The stories that are selected, from the top."""
        return [self.model.number_at(row) for row in self.table.selected_rows()]

    def _menu(self, place: QPoint) -> None:
        if self.selected():
            self.deeds.menu().popup(self.table.viewport().mapToGlobal(place))
