"""Did it move anyone? Promises of readers and guests, when to ask, and what became of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.promise import Asking
from learningstories.i18n import _, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.progress import Control
from learningstories.services.promises import PromiseLine, promise_lines
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled, widened
from learningstories.ui.promise_deeds import PromiseDeeds
from learningstories.ui.promise_model import LOOKS, NUMBER, WHO, PromiseModel
from learningstories.ui.promise_panel import PromisePanel
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import FilterBar
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.table import Table

_SIDE = 320
_ROOM_FOR_WHO, _ROOM_FOR_NUMBER = 560, 440
_TABLE, _EMPTY, _LOADING = range(3)
_ALL = "all"
_CONCERNS = (Kind.PROMISE, Kind.READING, Kind.REVIEWER, Kind.STORY, Kind.CHALLENGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    lines: Sequence[PromiseLine]
    counts: Mapping[Asking, int]
    zone: str


class PromisesPage(QWidget):
    """The list with filters at the left, the chosen promise at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: _Found | None = None
        self._stale = True
        self._chosen: int | None = None
        self._asked: Newest[_Found] = Newest(desk.tasks, self._show)
        self.deeds = PromiseDeeds(desk, self)
        self.model = PromiseModel(self)
        self.table = Table(_("Promises"))
        self.table.setModel(self.model)
        self.table.set_columns(LOOKS)
        self.panel = PromisePanel()
        self.filters = FilterBar(
            [
                (_ALL, _("All")),
                (Asking.DUE, _("Ask now")),
                (Asking.LATER, _("Later")),
                (Asking.ASKED, _("Asked")),
                (Asking.ANSWERED, _("Answered")),
                (Asking.NEVER, _("Not to be asked")),
            ]
        )
        self.empty = EmptyState(
            "sparkles",
            _("Nobody has promised anything yet"),
            _(
                "What readers say a story will make them do appears here, and what guests promise at the "
                "evening. After 30 days you ask what became of it."
            ),
            _("Add promises of guests"),
        )
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.header = PageHeader(_("Promises"))
        self.report_button = Button(_("Report"), icon="chart-column")
        self.add_button = Button(_("Add promises of guests"), icon="plus")
        self.ask_button = Button(_("Ask now"), ButtonKind.MAIN, "mail")
        for button in (self.report_button, self.add_button, self.ask_button):
            self.header.add(button)
        self.stack = QStackedWidget()
        for widget in (self._body(), self.empty, QWidget()):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(_LOADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)

    def _body(self) -> QWidget:
        card = Card(padding=0)
        card.body.addWidget(self.table)
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.filters)
        left.addWidget(card, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFixedWidth(widened(_SIDE))
        area.setWidget(self.panel)
        for_use(area)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(listed, 1)
        row.addWidget(area)
        return body

    def _listen(self) -> None:
        deeds, panel = self.deeds, self.panel
        self.add_button.clicked.connect(deeds.add)
        self.ask_button.clicked.connect(deeds.ask)
        self.report_button.clicked.connect(deeds.report)
        self.empty.wanted.connect(deeds.add)
        self.filters.chosen.connect(lambda _key: self._show_rows())
        self.table.row_changed.connect(self._choose)
        self.table.opened.connect(lambda _row: panel.told.setFocus())
        panel.noted.connect(deeds.note)
        panel.edit_wanted.connect(lambda: self._with_line(deeds.edit))
        panel.remove_wanted.connect(lambda: self._with_line(deeds.remove))
        self._desk.news.committed.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the promise itself comes first."""
        super().resizeEvent(event)
        room = self.width() - 2 * PAGE_MARGIN - _SIDE - GAP
        self.table.setColumnHidden(WHO, room < scaled(_ROOM_FOR_WHO))
        self.table.setColumnHidden(NUMBER, room < scaled(_ROOM_FOR_NUMBER))
        self.table.set_columns(LOOKS)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile; when to ask depends on the day."""
        super().showEvent(event)
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is half typed is stored."""
        super().hideEvent(event)
        self.panel.leave()

    def leave(self) -> None:
        """The window closes."""
        self.panel.leave()

    def show_argument(self, argument: object) -> None:
        """Show those that stand so: "due" for those to ask about now."""
        if argument in [str(key) for key in Asking]:
            self.filters.choose(Asking(str(argument)))

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_CONCERNS):
            self._read()

    def _read(self) -> None:
        workspace = self._desk.workspace

        def work(_control: Control) -> _Found:
            with workspace.read() as unit:
                zone, lines = unit.challenge().zone, promise_lines(unit, workspace.clock())
            counts = Counter(line.asking for line in lines)
            return _Found(lines=lines, counts=counts, zone=zone)

        self._asked.ask(work)

    def _show(self, found: _Found) -> None:
        self._found = found
        due = found.counts.get(Asking.DUE, 0)
        for key in (_ALL, *Asking):
            count = len(found.lines) if key == _ALL else found.counts.get(Asking(key), 0)
            self.filters.chip(key).set_count(f"{count:,}" if count else "")
        self.header.set_pill(
            plural("{n} to ask now", "{n} to ask now", due).format(n=f"{due:,}") if due else "", Role.SPARK
        )
        self.ask_button.setEnabled(due > 0)
        self.ask_button.set_kind(ButtonKind.MAIN if due else ButtonKind.PLAIN)
        self.report_button.setEnabled(bool(found.lines))
        self.stack.setCurrentIndex(_TABLE if found.lines else _EMPTY)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._found is None:
            return
        key, wanted, lines = self.filters.key(), self._chosen, self._found.lines
        shown = lines if key == _ALL else [line for line in lines if line.asking is key]
        self.model.show_lines(shown, self._found.zone)
        row = self.model.row_of(wanted) if wanted is not None else -1
        if shown:
            self.table.choose_row(max(0, row))
        self._choose(max(0, row) if shown else -1)

    def _choose(self, row: int) -> None:
        line = self.model.line_at(row)
        shown = self.panel.line()
        if shown is not None and (line is None or line.number != shown.number):
            self.panel.leave()
        self._chosen = line.number if line is not None else self._chosen
        self.panel.show_line(line, self._found.zone if self._found is not None else "UTC")

    def _with_line(self, do: Callable[[PromiseLine], None]) -> None:
        line = self.panel.line()
        if line is not None:
            do(line)
