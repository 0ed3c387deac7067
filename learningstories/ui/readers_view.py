"""How each reader reads, and whose answers are set aside."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.reader_words import aside_words
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled
from learningstories.ui.range_delegate import RangeDelegate
from learningstories.ui.reader_panel import ReaderPanel
from learningstories.ui.readers_model import LOOKS, NARROW_LOOKS, Column, ReadersModel
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_model import RANGE
from learningstories.ui.results_view import ResultsView
from learningstories.ui.set_aside_sheet import SetAsideSheet
from learningstories.ui.take_back_sheet import TakeBackSheet
from learningstories.ui.tasks import Newest
from learningstories.ui.theme import colors
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.cell_delegate import Index
from learningstories.ui.widgets.table import Table

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult, Results

_TICK = 9
_NARROW_PAGE, _NARROW_PANEL = 900, 292
_PANEL = 372
# Below each width of the table, the column is left to the panel.
_ROOM = {Column.PACE: 720, Column.RANGE: 640, Column.USUALLY: 410}


class _LeaningDelegate(RangeDelegate):
    """An estimate with its range about a mark where the others are."""

    def paint_range_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.data(RANGE) is None:
            return
        middle = rect.center()
        painter.fillRect(QRect(middle.x(), middle.y() - _TICK, 1, 2 * _TICK + 1), colors()[Role.MUTED])
        super().paint_range_cell(painter, rect, index)


class ReadersView(ResultsView):
    """The table at the left, the chosen reader in sentences beside it."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self._results: Results | None = None
        self.model = ReadersModel(self)
        self.table = Table(_("The readers"), delegate=_LeaningDelegate(column=Column.RANGE))
        self.table.cells.setParent(self.table)
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        told = _(
            "Strict and generous readers are corrected for. What is said of a reader is a reason to talk."
        )
        self.table.set_note(told)
        self.panel = ReaderPanel()
        self._paced: Newest[Mapping[str, timedelta]] = Newest(desk.tasks, self._show_paces)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(int(Column.NAME), Qt.SortOrder.AscendingOrder)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        self.keys_to = self.table

    def _listen(self) -> None:
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.row_changed.connect(lambda _row: self._show_current())
        self.table.opened.connect(lambda _row: self._open_reviewer())
        self.panel.aside_wanted.connect(self._set_aside)
        self.panel.back_wanted.connect(self._take_back)
        self.panel.reviewer_wanted.connect(self._open_reviewer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the reader's name comes first."""
        super().resizeEvent(event)
        panel = _NARROW_PANEL if self.width() < _NARROW_PAGE else _PANEL
        self.panel.setFixedWidth(panel)
        self._share_room()

    def _share_room(self) -> None:
        room = self.width() - self.panel.width() - GAP
        for column, least in _ROOM.items():
            self.table.setColumnHidden(column, room < scaled(least))
        if not self.model.has_paces():
            self.table.setColumnHidden(Column.PACE, True)
        self.table.set_columns(LOOKS if room >= scaled(_ROOM[Column.RANGE]) else NARROW_LOOKS)

    def show_results(self, results: "Results | None") -> None:
        self._results = results
        if results is None:
            return
        chosen = self.current()
        self.model.show_results(results)
        self._choose(chosen.email if chosen else "")
        lists = self.desk.lists
        people: dict[UUID, str] = {reader.id: reader.email for reader in results.table.readers}

        def read(_control: Control) -> Mapping[str, timedelta]:
            return {people[who]: timedelta(seconds=s) for who, s in lists.paces().items() if who in people}

        self._paced.ask(read)

    def current(self) -> "ReaderResult | None":
        """The reader in the panel."""
        return self.model.reader_at(self.table.currentIndex().row())

    def _show_paces(self, paces: Mapping[str, timedelta]) -> None:
        chosen = self.current()
        self.model.show_paces(paces)
        self._share_room()
        self._choose(chosen.email if chosen else "")

    def _choose(self, email: str) -> None:
        row = max(self.model.row_of(email), 0)
        if row < self.model.rowCount():
            self.table.choose_row(row)
        self._show_current()

    def _show_current(self) -> None:
        reader = self.current()
        zone = self._results.table.challenge.zone if self._results else "UTC"
        self.panel.show_reader(reader, self.model.pace(reader.email) if reader else None, zone)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        chosen = self.current()
        self.model.sort_by(Column(section), descending=order == Qt.SortOrder.DescendingOrder)
        self._choose(chosen.email if chosen else "")

    def _set_aside(self) -> None:
        reader = self.current()
        if reader is not None and self._results is not None:
            SetAsideSheet(self, self.desk, self._results, reader).open()

    def _take_back(self) -> None:
        reader, results = self.current(), self._results
        if reader is not None and results is not None and reader.set_aside is not None:
            why = aside_words(reader.set_aside, results.table.challenge.zone)
            TakeBackSheet(self, self.desk, results, (reader.email, reader.name), why).open()

    def _open_reviewer(self) -> None:
        reader = self.current()
        if reader is not None:
            self.desk.go.emit("reviewers", reader.email)
