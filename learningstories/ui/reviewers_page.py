"""Who reads: how far each is, how each usually reads, and how well each story is covered."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.progress import Control
from learningstories.services.reading_source import ChallengeReading
from learningstories.services.reviewer_list import ReviewerLine, ReviewerList, remove_reviewer, reviewer_list
from learningstories.services.reviewing import NewReviewer, add_reviewers, edit_reviewer
from learningstories.ui.desk import Desk
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reader_squares import CoverageCard
from learningstories.ui.reviewer_list_model import LOOKS, READS, ReviewerListModel
from learningstories.ui.reviewer_panel import ReviewerPanel
from learningstories.ui.reviewer_sheet import AddReviewersSheet, EditReviewerSheet
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.table import Table

_SIDE = 340
_LEAST_SIDE = 240
_ROOM_FOR_READS = 560  # in less, the panel alone says what a reviewer reads
_TABLE, _EMPTY, _LOADING = range(3)


class ReviewersPage(QWidget):
    """The list at the left, coverage and the chosen reviewer at the right."""

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
        self.coverage = CoverageCard()
        self.panel = ReviewerPanel()
        self.empty = EmptyState(
            "users",
            _("No reviewers yet"),
            _("Add the people who will read: by hand, or a pasted list of names and addresses."),
            _("Add reviewers"),
        )
        self._asked: Newest[ReviewerList] = Newest(desk.tasks, self._show)
        self._ranked: Newest[Mapping[str, str]] = Newest(desk.tasks, self.model.show_tendencies)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.header = PageHeader(_("Reviewers"))
        self.add_button = Button(_("Add reviewers"), icon="user-plus")
        self.read_button = Button(_("Read as…"), ButtonKind.MAIN, "book-open-check")
        self.read_button.setEnabled(False)
        self.header.add(self.add_button)
        self.header.add(self.read_button)
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
        column.addWidget(self.coverage)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setMinimumWidth(_LEAST_SIDE)
        self.side.setMaximumWidth(_SIDE)
        self.side.setWidget(side)
        return self.side

    def _listen(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.empty.wanted.connect(self.add)
        self.read_button.clicked.connect(self.read_as)
        self.table.opened.connect(lambda _row: self.read_as())
        self.table.row_changed.connect(self._show_row)
        self.panel.edit_wanted.connect(self.edit)
        self.panel.promises_wanted.connect(self._ask_promises)
        self.panel.remove_wanted.connect(self.remove)
        self.coverage.squares.wanted.connect(lambda number: self._desk.go.emit("stories", number))
        self._desk.news.committed.connect(self._follow)

    # --- what is shown -------------------------------------------------------------------------------

    def show_argument(self, argument: object) -> None:
        """Choose the reviewer with this address."""
        if isinstance(argument, str):
            self._wanted = argument
            self._choose()

    def current(self) -> ReviewerLine | None:
        """The reviewer that is chosen."""
        return self.model.line_at(self.table.currentIndex().row())

    def _read(self) -> None:
        self._stale = False
        workspace, lists = self._desk.workspace, self._desk.lists
        self._asked.ask(lambda _control: reviewer_list(workspace, lists))

    def _show(self, found: ReviewerList) -> None:
        line = self.current()
        self._wanted = self._wanted or (line.reviewer.email if line else "")
        self._list = found
        self.model.show_lines(found.lines)
        first = self.stack.currentIndex() == _LOADING
        self.stack.setCurrentIndex(_TABLE if found.lines else _EMPTY)
        if first:
            self._take_keys()
        self.header.set_pill(f"{len(found.lines):,}" if found.lines else "")
        self.coverage.show_coverage(found.coverage, found.readings_wanted)
        self._choose()
        self._rank()

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
        self.panel.show_line(line)
        self.read_button.setEnabled(line is not None)
        name = line.reviewer.name if line else ""
        self.read_button.setToolTip(_("Read as {name}").format(name=name) if name else "")

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
        if changes.touches(Kind.REVIEWER, Kind.READING, Kind.STORY, Kind.CHALLENGE):
            self._stale = True
            if self.isVisible():
                self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the reviewer's name comes first."""
        super().resizeEvent(event)
        self.table.setColumnHidden(READS, self.stack.width() < _ROOM_FOR_READS)

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
        self._asked.drop()
        self._ranked.drop()

    # --- what is done --------------------------------------------------------------------------------

    def read_as(self) -> None:
        """Open the reading page as the chosen reviewer."""
        line = self.current()
        if line is not None:
            self._desk.go.emit("reading", line.reviewer.email)

    def add(self) -> None:
        """Ask for reviewers and add them."""
        sheet = AddReviewersSheet(self, self._known(), self._list.themes if self._list else ())
        sheet.given.connect(self._store_people)
        sheet.open()

    def edit(self) -> None:
        """Change what is known of the chosen reviewer."""
        line = self.current()
        if line is None or self._list is None:
            return
        others = self._known() - {line.reviewer.email.lower()}
        sheet = EditReviewerSheet(self, line.reviewer, others, self._list.themes)
        email = line.reviewer.email
        sheet.given.connect(lambda fields: self._store_fields(email, fields))
        sheet.open()

    def remove(self) -> None:
        """Take the chosen reviewer out; Undo brings the reviewer back."""
        line = self.current()
        if line is None:
            return
        workspace, reviewer = self._desk.workspace, line.reviewer
        self._desk.write(
            _("Storing"),
            lambda _control: remove_reviewer(workspace, reviewer.email),
            tell=_("{name} is removed").format(name=reviewer.name),
        )

    def _known(self) -> frozenset[str]:
        lines = self._list.lines if self._list else ()
        return frozenset(line.reviewer.email.lower() for line in lines)

    def _ask_promises(self) -> None:
        line = self.current()
        if line is not None:
            source = ChallengeReading(self._desk.workspace, line.reviewer.email)
            PromiseSheet(self._desk, self, source, line.reviewer).open()

    def _store_people(self, people: list[NewReviewer]) -> None:
        workspace = self._desk.workspace
        self._wanted = people[0].email
        told = plural("{name} is added", "{n} reviewers are added", len(people))
        self._desk.write(
            _("Adding reviewers"),
            lambda _control: add_reviewers(workspace, people),
            tell=told.format(name=people[0].name, n=len(people)),
        )

    def _store_fields(self, email: str, fields: Mapping[str, Any]) -> None:
        workspace = self._desk.workspace
        self._wanted = str(fields.get("email", email))
        self._desk.write(
            _("Storing"), lambda _control: edit_reviewer(workspace, email, **fields), tell=_("Saved")
        )
