"""What is told on the evening: the running order, the rules, and what is left out and why."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from learningstories.domain.story import Mood
from learningstories.i18n import _
from learningstories.services import shortlisting, stories
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.choosing_rules import set_named, set_rules
from learningstories.services.pauses import Heard, arrange, set_pause
from learningstories.services.progress import Control
from learningstories.services.shortlist_overview import Overview, overview
from learningstories.services.wording import moment_words
from learningstories.ui.desk import Desk
from learningstories.ui.drafts_sheet import DraftsSheet
from learningstories.ui.pause_deeds import PauseDeeds
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.running_order_card import RunningOrderCard
from learningstories.ui.running_order_model import RunningOrderModel
from learningstories.ui.running_order_rows import Row
from learningstories.ui.shortlist_deeds import ShortlistDeeds
from learningstories.ui.shortlist_side import ShortlistSide
from learningstories.ui.story_decisions import StoryDecisions
from learningstories.ui.story_words import mood_words
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.page_header import PageHeader
from learningstories.ui.widgets.parts import Parts

_RANKED_FIRST = frozenset({Kind.READING, Kind.REVIEWER})


class ShortlistPage(QWidget):
    """Everything shown comes from one `Overview`, read again after each step that concerns it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: Overview | None = None
        self._unstored = 0  # moves and minutes that the list shows and the store does not yet have
        self.feed = ResultsFeed(desk, self)
        self.model = RunningOrderModel(desk.workspace.who, self)
        self.card = RunningOrderCard(self.model)
        self.side = ShortlistSide()
        self.rules, self.next, self.since = self.side.rules, self.side.next, self.side.since
        self.decide = StoryDecisions(desk, self)
        self.deeds = ShortlistDeeds(desk, self)
        self.pauses = PauseDeeds(desk, self)
        self._asked: Newest[Overview] = Newest(desk.tasks, self._show)
        self._exact: Newest[Overview] = Newest(desk.tasks, self._show_exact)
        self._make_header()
        self._arrange()
        self._listen()

    def _make_header(self) -> None:
        self.header = PageHeader(_("Shortlist"))
        self.undo = Button("", icon="undo-2", name=_("Undo"))
        self.drafts = Button(_("Drafts…"), icon="archive-restore")
        self.again = Button(_("Propose again"), icon="wand-sparkles")
        self.lock = Button(_("Lock"), ButtonKind.MAIN, "lock")
        self.unlock = Button(_("Unlock…"), icon="lock-open")
        self.showcase = Button(_("Make the showcase"), icon="presentation")
        for button in (self.undo, self.drafts, self.again, self.lock, self.unlock, self.showcase):
            self.header.add(button)
        self._show_header(None)

    def _arrange(self) -> None:
        self.splitter = Parts()
        self.splitter.addWidget(self.card)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([690, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self.splitter, 1)

    def _listen(self) -> None:
        desk, order = self._desk, self.card.order
        self.undo.clicked.connect(self.deeds.take_back)
        self.drafts.clicked.connect(lambda: DraftsSheet(desk, self, self.feed.results).open())
        self.again.clicked.connect(self.deeds.propose)
        self.card.empty.wanted.connect(self.deeds.propose)
        self.lock.clicked.connect(self.deeds.lock_it)
        self.unlock.clicked.connect(self.deeds.ask_to_unlock)
        self.showcase.clicked.connect(lambda: desk.go.emit("showcase", None))
        self.rules.wanted.connect(self._set_rule)
        self.rules.named.wanted.connect(self._set_named)
        self.deeds.proposed.connect(lambda proved: self.rules.show_proved(proved=proved))
        self.next.add_wanted.connect(self.decide.add)
        self.next.lift_wanted.connect(self.decide.lift)
        order.moved.connect(self._move)
        order.stories_dropped.connect(self.decide.add_dropped)
        order.remove_wanted.connect(self._remove)
        order.opened.connect(self._open)
        order.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        order.customContextMenuRequested.connect(self._menu)
        order.itemDelegate().closeEditor.connect(self._show_waiting)
        self.model.minutes_given.connect(self._set_minutes)
        for button, act in (
            (self.card.pin, self.decide.pin),
            (self.card.unpin, self.decide.unpin),
            (self.card.exclude, self.decide.exclude),
        ):
            button.clicked.connect(lambda _on=False, act=act: self._with_current(lambda row: act(row.number)))
        self.card.remove.clicked.connect(lambda: self._with_current(self._remove))
        self.card.pause.clicked.connect(lambda: self._with_current(self._ask_pause))
        self.feed.changed.connect(lambda _results: self._ask())
        desk.news.committed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """What became different meanwhile is shown now; the list has the keyboard."""
        super().showEvent(event)
        self.feed.watch(on=True)
        self._ask()
        self.card.order.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is worked out."""
        super().hideEvent(event)
        self.feed.watch(on=False)

    def leave(self) -> None:
        """The window closes."""
        self.feed.close()

    def show_argument(self, argument: object) -> None:
        """Choose one story by its number."""
        if isinstance(argument, int):
            self.card.order.choose(argument)

    # --- what is shown -----------------------------------------------------------------------------------

    def _follow(self, changes: ChangeSet) -> None:
        # What only touches readings comes round with the ranking that follows from them.
        if self.isVisible() and any(record.kind not in _RANKED_FIRST for record in changes.records):
            self._ask()

    def _ask(self) -> None:
        workspace, results = self._desk.workspace, self.feed.results
        self._asked.ask(lambda _control: overview(workspace, results))

    def _show(self, found: Overview) -> None:
        if self._unstored:
            return  # it was read before what the list shows already; the next answer is on its way
        if self.card.order.is_editing():
            self._waiting = found  # half-typed minutes are not taken away
            return
        self.feed.seek(found.sought)
        self.card.show_overview(found)
        self.side.show_overview(found)
        self._work_out(found)
        self._show_header(found)

    def _work_out(self, found: Overview) -> None:
        """Say more exactly why each is not in, which takes a choice of its own for each."""
        workspace, results = self._desk.workspace, self.feed.results
        if results is None or not any(one.open for one in found.left_out):
            self._exact.drop()
            return

        def work(control: Control) -> Overview:
            from learningstories.services.why_not import told_exactly  # noqa: PLC0415 - loads SciPy

            return replace(found, left_out=told_exactly(workspace, results, found.left_out, control))

        self._exact.ask(work)

    def _show_exact(self, found: Overview) -> None:
        if not self._unstored:
            self.side.show_reasons(found)

    def _show_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            QTimer.singleShot(0, self, self._ask)  # the editor is gone by then

    def _show_header(self, found: Overview | None) -> None:
        lock = found.programme.lock if found else None
        chosen = bool(found and found.programme.places)
        if lock is not None and found is not None:
            when = moment_words(lock.locked_at, found.challenge.zone, named=False)
            words = _("Locked by {who} on {when}") if lock.locked_by else _("Locked on {when}")
            self.header.set_pill(words.format(who=lock.locked_by, when=when), Role.OK)
        else:
            self.header.set_pill(_("Draft") if chosen else "", Role.SPARK)
        self.lock.setVisible(lock is None)
        self.lock.setEnabled(chosen)
        self.unlock.setVisible(lock is not None)
        self.again.setVisible(lock is None and chosen)
        self.showcase.setEnabled(chosen)
        self.showcase.set_kind(ButtonKind.MAIN if lock is not None else ButtonKind.PLAIN)
        label = found.undo_label if found else None
        self.undo.setEnabled(label is not None)
        self.undo.setToolTip(plain_tooltip(_("Undo: {step}").format(step=label) if label else _("Undo")))

    # --- what is done ------------------------------------------------------------------------------------

    def _move(self, moved: Heard) -> None:
        workspace, order = self._desk.workspace, self.model.order()
        self._write(lambda: arrange(workspace, moved, order))

    def _set_rule(self, name: str, limit: object) -> None:
        workspace, given = self._desk.workspace, limit if isinstance(limit, int) else None
        self._write(lambda: set_rules(workspace, **{name: given}))

    def _set_named(self, kind: str, name: str, limit: object) -> None:
        workspace, given = self._desk.workspace, limit if isinstance(limit, int) else None
        self._write(lambda: set_named(workspace, kind, name, given))

    def _set_minutes(self, key: Heard, minutes: object) -> None:
        workspace, given = self._desk.workspace, minutes if isinstance(minutes, int) else None
        if isinstance(key, int):
            self._write(lambda: shortlisting.set_minutes(workspace, key, given))
        else:
            self._write(lambda: set_pause(workspace, key, minutes=given))

    def _remove(self, row: Row) -> None:
        if row.is_pause:
            self.pauses.remove(row)
        else:
            self.decide.remove(row.number)

    def _ask_pause(self, row: Row) -> None:
        self.pauses.ask(row, self.model.stories_before(self.model.row_of(row.key) + 1))

    def _open(self, row: Row) -> None:
        if not row.is_pause:
            self._desk.go.emit("stories", row.number)
        elif not self.model.locked():
            self._ask_pause(row)

    def _write(self, act: Callable[[], None]) -> None:
        """Store what the list shows already; if it is refused, the list shows what is stored."""
        self._unstored += 1
        self._desk.tasks.write("", lambda _control: act(), self._stored, self._refused)

    def _stored(self, _done: None = None) -> None:
        self._unstored -= 1
        self._ask()

    def _refused(self, error: Exception) -> None:
        self._stored()
        self._desk.tell(error)

    def _with_current(self, act: Callable[[Row], None]) -> None:
        row = self.card.order.current()
        if row is not None:
            act(row)

    def _menu(self, place: QPoint) -> None:
        row, card = self.card.order.current(), self.card
        if row is None:
            return
        menu = QMenu(self)
        if not self.model.locked():
            for button in card.buttons():
                if not button.isHidden():
                    menu.addAction(button.accessibleName(), button.click).setEnabled(button.isEnabled())
            menu.addSeparator()
        if not row.is_pause:
            self._offer_moods(menu.addMenu(_("How it is to be heard")), row)
            menu.addAction(_("Open the story"), lambda: self._open(row))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(card.order.viewport().mapToGlobal(place))

    def _offer_moods(self, menu: QMenu, row: Row) -> None:
        """What is said here is heeded by the next proposal."""
        workspace = self._desk.workspace
        for words, mood in mood_words():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(mood is row.mood)
            given = {row.number: Mood(str(mood))}
            action.triggered.connect(
                lambda _on=False, given=given: self._write(lambda: stories.set_moods(workspace, given))
            )
