"""The evening in its order, against the time there is."""

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _
from learningstories.services.shortlist_overview import Overview
from learningstories.services.wording import moment_words
from learningstories.ui.one_line import in_one_line
from learningstories.ui.running_order import RunningOrder
from learningstories.ui.running_order_model import RunningOrderModel
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import PADDING, Card, Divider
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.meter import Meter


class RunningOrderCard(Card):
    """Head with meter and themes, the list, and below it what can be done with the current story."""

    def __init__(self, model: RunningOrderModel, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self._model = model
        self.order = RunningOrder(model)
        self.event_line = ElidedLabel("", Text.SMALL, Role.MUTED, lines=2)
        self.used, self.there_is = Label("", Text.STRONG), Label("", role=Role.MUTED)
        self.meter = Meter(_("Time used"), height=8)
        self.themes = QWidget()
        self._themes_flow = FlowLayout(self.themes, gap=6)
        self.problems = Label("", Text.SMALL, Role.BAD, wrap=True)
        self.empty = EmptyState(
            "list-checks",
            _("Nothing is chosen yet"),
            _("Let the app propose what fits the evening, or add stories one by one."),
            _("Propose a shortlist"),
        )
        self.up = Button("", icon="arrow-up", name=_("Move up (Alt+Up)"), small=True)
        self.down = Button("", icon="arrow-down", name=_("Move down (Alt+Down)"), small=True)
        self.minutes = Button(_("Minutes"), icon="clock", name=_("Change the minutes (M)"), small=True)
        self.pause = Button(_("Pause…"), icon="clock", name=_("Add a pause after this story"), small=True)
        self.pin = Button(_("Pin"), icon="pin", small=True)
        self.unpin = Button(_("Unpin"), icon="pin-off", small=True)
        self.exclude = Button(_("Exclude…"), icon="x", small=True)
        self.remove = Button(
            _("Take off"), icon="minus", name=_("Take off the shortlist (Delete)"), small=True
        )
        self.foot = QWidget()
        self.foot.hide()  # until there is a row to do something with
        self.stack = QStackedWidget()
        self._arrange()
        self.up.clicked.connect(lambda: self.order.move_current(-1))
        self.down.clicked.connect(lambda: self.order.move_current(1))
        self.minutes.clicked.connect(self.order.edit_minutes)
        self.order.row_changed.connect(self.show_buttons)

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(PADDING, PADDING, PADDING, 14)
        head.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Label(_("Running order"), Text.STRONG))
        line.addWidget(self.event_line, 1)
        line.addWidget(self.used)
        line.addWidget(self.there_is)
        head.addLayout(line)
        for widget in (self.meter, self.themes, self.problems):
            head.addWidget(widget)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=6)
        for button in self.buttons():
            flow.addWidget(button)
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 10, PADDING, 10)
        row.addWidget(buttons, 1)
        foot.addWidget(Divider())
        foot.addLayout(row)
        self.stack.addWidget(self.order)
        self.stack.addWidget(self.empty)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.foot)

    def buttons(self) -> tuple[Button, ...]:
        """What can be done with the current row, in the order of the eye."""
        return (
            *(self.up, self.down, self.minutes, self.pause),
            *(self.pin, self.unpin, self.remove, self.exclude),
        )

    def show_overview(self, overview: Overview) -> None:
        """Show the shortlist as it stands; the current story stays current."""
        before = self.order.current()
        kept = self.order.verticalScrollBar().value()
        self._model.show_overview(overview)
        self.stack.setCurrentWidget(self.order if overview.programme.places else self.empty)
        if before is not None:
            self.order.choose(before.key)
        if self.order.current() is None and self._model.rowCount():
            self.order.setCurrentIndex(self._model.index(0))
        self.order.verticalScrollBar().setValue(kept)
        self._show_time(overview)
        self._show_themes(overview)
        self._show_problems(overview)
        self.show_buttons()

    def show_buttons(self) -> None:
        """Offer what can be done with the current story."""
        row, locked = self.order.current(), self._model.locked()
        self.foot.setVisible(row is not None and not locked)
        if row is None:
            return
        at = self._model.row_of(row.key)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < self._model.rowCount() - 1)
        self.pin.setVisible(not row.pinned and not row.is_pause)
        self.unpin.setVisible(row.pinned)
        self.exclude.setVisible(not row.is_pause)
        self.pause.set_text(_("Change the pause…") if row.is_pause else _("Pause…"))

    def _show_time(self, overview: Overview) -> None:
        made, challenge = overview.programme, overview.challenge
        used, there_is = made.minutes, made.minutes_there_are
        self.used.setText(str(used))
        self.there_is.setText(_("of {minutes} min").format(minutes=there_is))
        over = used > there_is
        self.used.set_role(Role.SPARK if over else Role.TEXT)
        words = _("{used} of {minutes} minutes").format(used=used, minutes=there_is)
        if over:
            words = _("{used} of {minutes} minutes: {over} too many").format(
                used=used, minutes=there_is, over=used - there_is
            )
        self.meter.show_share(used / there_is, words, Role.SPARK if over else Role.ACCENT)
        self.meter.setToolTip(words)
        when = moment_words(challenge.event_at, challenge.zone, named=False) if challenge.event_at else ""
        ends = made.ends_at.astimezone(zone_of(challenge.zone)).strftime("%H:%M") if made.ends_at else ""
        until = _("until {time}").format(time=ends) if ends and made.places else ""
        parts = (when, until, challenge.event_place)
        self.event_line.setText(in_one_line(part for part in parts if part))

    def _show_themes(self, overview: Overview) -> None:
        clear_layout(self._themes_flow)
        counts = Counter(place.story.theme or _("no theme") for place in overview.programme.places)
        for theme, count in counts.most_common():
            self._themes_flow.addWidget(Chip(_("{theme} {count}").format(theme=theme, count=count)))
        self.themes.setVisible(bool(counts))

    def _show_problems(self, overview: Overview) -> None:
        """The sentences that the chips in the rows are short for."""
        sentences = [
            _("“{title}” has no consent to be printed: it will not be in the book.").format(
                title=place.story.title
            )
            for place in overview.unprintable
        ]
        sentences += [
            _("“{title}” has no consent to be told on stage.").format(title=place.story.title)
            for place in overview.untellable
        ]
        self.problems.setText("\n".join(sentences))
        self.problems.setVisible(bool(sentences))
