"""Who reads: how far each is, how each usually reads, and how well each story is covered."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.errors import NoSuchReviewer, NothingToRank
from learningstories.i18n import _, numeral
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.progress import Control
from learningstories.services.return_counts import ReturnCounts, return_counts
from learningstories.services.reviewer_details import ReviewerDetails, reviewer_details
from learningstories.services.reviewer_list import ReviewerLine, ReviewerList, reviewer_list
from learningstories.services.reviewer_state import PackState, pack_state
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled, widened
from learningstories.ui.reader_squares import CoverageCard
from learningstories.ui.returns_card import ReturnsCard
from learningstories.ui.reviewer_deeds import ReviewerDeeds
from learningstories.ui.reviewer_list_model import LOOKS, READS, USUALLY, ReviewerListModel
from learningstories.ui.reviewer_panel import ReviewerPanel
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.table import Table

_SIDE = 340
_LEAST_SIDE = 280
_ROOM_FOR_READS, _ROOM_FOR_USUALLY = 720, 600  # in less, the panel alone says what a reviewer reads
_TABLE, _EMPTY, _LOADING = range(3)
_CONCERNS = (
    Kind.REVIEWER,
    Kind.READING,
    Kind.STORY,
    Kind.CHALLENGE,
    Kind.ASSIGNMENT,
    Kind.PACK,
    Kind.RETURN,
    Kind.RESOLUTION,
)


class ReviewersPage(QWidget):
    """The list at the left, coverage, returns and the chosen reviewer at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list: ReviewerList | None = None
        self._wanted = ""
        self._stale = True
        self.model = ReviewerListModel(self)
        self.table = Table(_("Reviewers"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.table.set_many(many=True)
        told = _(
            "Drop returned files anywhere in this window, as often as you like: nothing is counted twice."
        )
        self.table.set_note(told)
        self.coverage, self.returns = CoverageCard(), ReturnsCard()
        self.panel = ReviewerPanel()
        self.deeds = ReviewerDeeds(desk, self)
        self.empty = EmptyState(
            "users",
            _("No reviewers yet"),
            _("Add the people who will read: by hand, as a list of names and addresses, or a spreadsheet."),
            _("Add reviewers"),
        )
        self._asked: Newest[ReviewerList] = Newest(desk.tasks, self._show)
        self._ranked: Newest[Mapping[str, str]] = Newest(desk.tasks, self.model.show_tendencies)
        self._counted: Newest[ReturnCounts] = Newest(desk.tasks, self._show_counts)
        self._looked: Newest[ReviewerDetails | None] = Newest(desk.tasks, self._show_details)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.header = PageHeader(_("Reviewers"))
        self.add_button = Button(_("Add reviewers"), icon="user-plus")
        self.assign_button = Button(_("Assign stories"), icon="shuffle")
        self.merge_button = Button(_("Take in returns"), icon="inbox")
        self.pack_button = Button(_("Make packs"), ButtonKind.MAIN, "package")
        for button in (self.add_button, self.assign_button, self.merge_button, self.pack_button):
            self.header.add(button)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.stack = QStackedWidget()
        for widget in (card, self.empty, QWidget()):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(_LOADING)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.stack, 7)
        row.addWidget(self._side(), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "clear")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card in (self.coverage, self.returns, self.panel):
            column.addWidget(card)
        column.addStretch(1)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setMinimumWidth(widened(_LEAST_SIDE))
        self.side.setMaximumWidth(widened(_SIDE))
        self.side.setWidget(side)
        for_use(self.side)
        return self.side

    def _listen(self) -> None:
        deeds, go = self.deeds, self._desk.go
        self.add_button.clicked.connect(deeds.add)
        self.empty.wanted.connect(deeds.add)
        self.assign_button.clicked.connect(lambda: go.emit("assign", None))
        self.merge_button.clicked.connect(lambda: go.emit("merge", None))
        self.pack_button.clicked.connect(deeds.make_packs)
        self.table.opened.connect(lambda _row: deeds.read_as())
        self.table.row_changed.connect(self._show_row)
        self.returns.log_wanted.connect(lambda: go.emit("returns", None))
        self.returns.conflicts_wanted.connect(lambda: go.emit("conflicts", None))
        self.returns.remind_wanted.connect(lambda: go.emit("remind", None))
        self.coverage.squares.wanted.connect(lambda number: go.emit("stories", number))
        self._desk.news.committed.connect(self._follow)

    # --- what is shown -------------------------------------------------------------------------------

    def show_argument(self, argument: object) -> None:
        """Choose the reviewer with this address."""
        if isinstance(argument, str):
            self._wanted = argument
            self._choose()

    def place(self) -> object:
        """Who is chosen, as `show_argument` wants it."""
        line = self.current()
        return line.reviewer.email if line is not None else None

    def expect(self, email: str) -> None:
        """Choose a reviewer who will be in the next list."""
        self._wanted = email

    def current(self) -> ReviewerLine | None:
        """The reviewer that is chosen."""
        return self.model.line_at(self.table.currentIndex().row())

    def selected(self) -> list[str]:
        """The addresses of all that are selected, where that is more than one."""
        lines = [self.model.line_at(row) for row in self.table.selected_rows()]
        return [line.reviewer.email for line in lines if line is not None] if len(lines) > 1 else []

    @property
    def shown(self) -> ReviewerList | None:
        """What is shown; None until it has come."""
        return self._list

    def _read(self) -> None:
        self._stale = False
        workspace, lists = self._desk.workspace, self._desk.lists
        self._asked.ask(lambda _control: reviewer_list(workspace, lists))

    def _show(self, found: ReviewerList) -> None:
        line = self.current()
        self._wanted = self._wanted or (line.reviewer.email if line else "")
        self._list = found
        self.model.show_list(found)
        first = self.stack.currentIndex() == _LOADING
        self.stack.setCurrentIndex(_TABLE if found.lines else _EMPTY)
        if first:
            self._take_keys()
        self.header.set_pill(numeral(len(found.lines)) if found.lines else "")
        self.coverage.show_coverage(found.coverage, found.readings_wanted)
        self.assign_button.setEnabled(bool(found.lines))
        self.pack_button.setEnabled(bool(found.lines))
        self._choose()
        self._rank()
        workspace = self._desk.workspace
        self._counted.ask(lambda _control: return_counts(workspace))

    def _show_counts(self, found: ReturnCounts) -> None:
        lines, until = (self._list.lines, self._list.returns_until) if self._list else ((), None)
        silent = sum(pack_state(line, until) is PackState.SILENT for line in lines)
        self.returns.show_counts(found, silent)

    def _choose(self) -> None:
        if self._list is None:
            return
        row = self.model.row_of(self._wanted)
        if row < 0 and self.model.rowCount():
            row = 0
        self._wanted = ""
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.choose_row(row)
        self._show_row(row)

    def _show_row(self, row: int) -> None:
        line = self.model.line_at(row)
        self.panel.show_line(line, self._zone())
        if line is None:
            self._looked.drop()
            return
        workspace, email = self._desk.workspace, line.reviewer.email

        def look(_control: Control) -> ReviewerDetails | None:
            try:
                return reviewer_details(workspace, email)
            except NoSuchReviewer:  # removed, or called otherwise, a moment ago: the list will tell
                return None

        self._looked.ask(look)

    def _show_details(self, found: ReviewerDetails | None) -> None:
        if found is not None:
            self.panel.show_details(found, self._zone())

    def _zone(self) -> str:
        return self._list.zone if self._list is not None else "UTC"

    def _rank(self) -> None:
        workspace, lists = self._desk.workspace, self._desk.lists

        def tendencies(_control: Control) -> Mapping[str, str]:
            from learningstories.services.results import compute  # noqa: PLC0415 - brings NumPy and SciPy

            try:
                results = compute(workspace, lists)
            except NothingToRank:
                return {}
            return {reader.email: reader.tendency for reader in results.readers}

        self._ranked.ask(tendencies)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(*_CONCERNS):
            self._stale = True
            if self.isVisible():
                self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the reviewer's name comes first."""
        super().resizeEvent(event)
        self.table.setColumnHidden(READS, self.stack.width() < scaled(_ROOM_FOR_READS))
        self.table.setColumnHidden(USUALLY, self.stack.width() < scaled(_ROOM_FOR_USUALLY))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_keys()
        if self._stale:
            self._read()

    def _take_keys(self) -> None:
        """The list has the keyboard, or what is there in its place."""
        empty = self.stack.currentIndex() == _EMPTY
        (self.empty.button if empty else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask for nothing more: the window closes."""
        self._desk.news.committed.disconnect(self._follow)
        for asked in (self._asked, self._ranked, self._counted, self._looked):
            asked.drop()
