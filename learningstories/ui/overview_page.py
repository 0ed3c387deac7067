"""Where the challenge stands and what needs the organiser next."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.changes import ChangeSet
from learningstories.services.overview import Figures, NeedKind, Standing, figures, standing, with_twins
from learningstories.services.progress import Control
from learningstories.ui.arrivals_picture import ArrivalsPicture
from learningstories.ui.challenge_card import ChallengeCard, until_next_word
from learningstories.ui.command_field import CommandField
from learningstories.ui.command_menu import ADD_KEYS
from learningstories.ui.counts_card import CountsCard
from learningstories.ui.desk import Desk
from learningstories.ui.local_clock import own_zone
from learningstories.ui.measures import scaled
from learningstories.ui.needs_card import NeedsCard
from learningstories.ui.picture_card import PictureCard
from learningstories.ui.readers_card import ReadersCard
from learningstories.ui.saved_book import saved_locks
from learningstories.ui.story_twins import StoryTwins
from learningstories.ui.tokens import GAP, PAGE_MARGIN
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.page_header import PageHeader

SOON_MS = 250  # steps that follow each other are answered together
_AFTER_PAINT_MS = 30
_NARROW = 860


class OverviewPage(QWidget):
    """Counts come at once; what the store must be opened for follows after the first paint.

    `own` is the time zone of whoever looks; this computer's unless it is given.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, own: str | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lists = desk.lists.separate()
        self._stale, self._running = True, False
        self.figures: Figures | None = None
        self.standing: Standing | None = None
        self.card = ChallengeCard(own_zone() if own is None else own)
        self.counts = CountsCard()
        self.needs, self.readers = NeedsCard(), ReadersCard()
        beside = desk.challenge.path.parent
        self.days = PictureCard(desk, ArrivalsPicture(None), "arrivals", folder=beside)
        self._alike: Mapping[int, int] = {}
        self._twins = StoryTwins(desk, self)
        self._arrange()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self.show_time)
        self.needs.wanted.connect(desk.go)
        self._twins.found.connect(self._show_twins)
        self.card.call_wanted.connect(lambda: desk.go.emit("call", None))
        self.card.change_wanted.connect(lambda: desk.go.emit("change", None))
        self.readers.opened.connect(lambda: desk.go.emit("reviewers", None))
        self.readers.remind_wanted.connect(lambda: desk.go.emit("remind", None))
        desk.news.committed.connect(self._follow)
        desk.waiting_changed.connect(self._follow)

    def _arrange(self) -> None:
        self.header = PageHeader(_("Overview"))
        self.commands = CommandField()
        self.commands.wanted.connect(lambda typed: self._desk.go.emit("commands", typed))
        self.add_button = Button(_("Add stories"), ButtonKind.MAIN, "plus").tells(ADD_KEYS)
        self.add_button.clicked.connect(lambda: self._desk.go.emit("add", None))
        self.header.add(self.commands, 1)
        self.header.add(self.add_button)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.card)
        column.addWidget(self.counts)
        column.addLayout(self._lower(), 1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the keyboard
        self._column = column
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, 0)
        whole.setSpacing(GAP)
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        head.addWidget(self.header)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)

    def _leave_room(self, _least: int, most: int) -> None:
        """The scroll bar lies in the margin, so that the cards end where the header does."""
        end = PAGE_MARGIN - (self.area.verticalScrollBar().sizeHint().width() if most else 0)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sides = (end, PAGE_MARGIN) if rtl else (PAGE_MARGIN, end)
        self._column.setContentsMargins(sides[0], 0, sides[1], PAGE_MARGIN)

    def _lower(self) -> QBoxLayout:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        self.days.setMinimumHeight(scaled(210))
        left.addWidget(self.days, 2)
        left.addWidget(self.needs, 3)
        self._row.addLayout(left, 2)
        self._row.addWidget(self.readers, 1)
        QWidget.setTabOrder(self.days.more, self.days.view)
        self.needs.comes_after = self.days.view
        return self._row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the reviewers come last."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.readers.setMinimumHeight(scaled(260) if narrow else 0)
        self.card.set_narrow(narrow=narrow)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile; no step tells that the book was saved."""
        super().showEvent(event)
        self._stale = True
        self.show_time()
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """The clock need not run."""
        super().hideEvent(event)
        self._minute.stop()

    def leave(self) -> None:
        """The window closes."""
        self._minute.stop()
        self._soon.stop()
        self._twins.close()
        self._lists.interrupt()
        self._lists.close()

    def show_time(self) -> None:
        """How much time is left now."""
        line = self.figures.line if self.figures is not None else None
        if line is not None:
            now = self._desk.toolbox.clock()
            self.card.show_time(line.closes_at, now)
            if self.isVisible():
                self._minute.start(until_next_word(line.closes_at - now))

    def _follow(self, _changes: ChangeSet | None = None) -> None:
        self._stale = True
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        if self._running or not self._stale or not self.isVisible():
            return
        self._stale, self._running = False, True
        lists = self._lists
        self._desk.tasks.read("", lambda _c: figures(lists), self._show_figures, self._fail)

    def _show_figures(self, found: Figures) -> None:
        self.figures = found
        now = self._desk.toolbox.clock()
        self.card.show_line(found.line, now)
        self.show_time()
        self.counts.show_figures(found)
        line = found.line
        self.days.show_picture(ArrivalsPicture(found.arrivals, line.closes_at, line.zone))
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._ask_rest)

    def _ask_rest(self) -> None:
        workspace, lists, saved = self._desk.workspace, self._lists, saved_locks(self._desk.settings)
        waiting = len(self._desk.waiting)

        def read(_control: Control) -> Standing:
            return standing(workspace, lists, saved_locks=saved, waiting=waiting)

        self._desk.tasks.read("", read, self._show_standing, self._fail)

    def _show_standing(self, found: Standing) -> None:
        self._running = False
        self.standing = found
        self.card.show_challenge(found.challenge, self._desk.toolbox.clock())
        self.counts.show_in_book(found.in_book, self.figures.received if self.figures else 0)
        self._show_needs()
        silent = next((need.count for need in found.needs if need.kind is NeedKind.SILENT), 0)
        self.readers.show_readers(found.readers, silent)
        self._twins.begin()
        if self._stale:
            self._soon.start()

    def _show_twins(self, found: Mapping[int, int]) -> None:
        self._alike = found
        if self.standing is not None:
            self._show_needs()

    def _show_needs(self) -> None:
        if self.standing is not None:
            self.needs.show_needs(with_twins(self.standing.needs, self._alike, self._desk.lists))

    def _fail(self, error: Exception) -> None:
        self._running = False
        self._desk.tell(error)
