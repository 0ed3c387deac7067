"""What the ranking says of one story, who said it, and what can be decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.shortlist import Choice, ChoiceKind
from learningstories.i18n import _
from learningstories.services.result_words import flag_words, tendency_words
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import concern_words
from learningstories.ui.results_model import chance_words, flag_role
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card, Divider, FactRow
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.dot import Dot
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results, StoryResult

_PADDING = 18
_READER_WIDTH = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One story with its place in the ranking, and what was decided about it."""

    details: StoryDetails
    result: "StoryResult"
    results: "Results"
    choice: Choice | None
    locked: bool


class ResultPanel(Card):
    """Head, readings, what readers will do, plain figures beside the estimate, and the decisions."""

    add_wanted = Signal()
    remove_wanted = Signal()
    pin_wanted = Signal()
    unpin_wanted = Signal()
    exclude_wanted = Signal()
    lift_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.setMinimumWidth(290)
        self.setAccessibleName(_("The result of the chosen story"))
        self.title = Label("", Text.SUBTITLE, wrap=True)
        self.line = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self._flags = QWidget()
        self._flags_flow = FlowLayout(self._flags, gap=6)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._column = QVBoxLayout(self._inside)
        self.area = QScrollArea()
        self.add = Button(_("Add to shortlist"), icon="plus")
        self.remove = Button(_("Take off the shortlist"), icon="minus")
        self.pin = Button(_("Pin"), icon="pin")
        self.unpin = Button(_("Unpin"), icon="pin-off")
        self.exclude = Button(_("Exclude…"), icon="x")
        self.lift = Button(_("Lift the exclusion"), icon="undo-2")
        self.open_story = Button(_("Open the story"), icon="book-open")
        self._locked = Label(_("The shortlist is locked. Unlock it to decide anew."), Text.SMALL, Role.MUTED)
        self._locked.setWordWrap(True)
        self._number: int | None = None
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self._column.setContentsMargins(_PADDING, 16, _PADDING, 16)
        self._column.setSpacing(10)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inside)
        head = QVBoxLayout()
        head.setContentsMargins(_PADDING, 16, _PADDING, 12)
        head.setSpacing(6)
        for widget in (self.title, self.line, self._flags):
            head.addWidget(widget)
        self._foot = QWidget()
        self._foot.hide()  # until there is a story to decide about
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(_PADDING, 12, _PADDING, 14)
        foot.setSpacing(8)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for button in (self.add, self.remove, self.pin, self.unpin, self.exclude, self.lift, self.open_story):
            flow.addWidget(button)
        foot.addWidget(self._locked)
        foot.addWidget(buttons)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self.area, 1)
        self.body.addWidget(Divider())
        self.body.addWidget(self._foot)

    def _listen(self) -> None:
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.lift.clicked.connect(self.lift_wanted)
        self.pin.clicked.connect(self.pin_wanted)
        self.unpin.clicked.connect(self.unpin_wanted)
        self.exclude.clicked.connect(self.exclude_wanted)
        self.open_story.clicked.connect(self.story_wanted)

    def show_result(self, judged: Judged) -> None:
        """Show a story; the same one again stays where it was scrolled to."""
        kept = self.area.verticalScrollBar().value() if judged.result.number == self._number else 0
        self._number = judged.result.number
        self._show_head(judged)
        self._show_buttons(judged)
        clear_layout(self._column)
        self._fill(judged)
        self.area.verticalScrollBar().setValue(kept)

    def _show_head(self, judged: Judged) -> None:
        result = judged.result
        self.title.setText(result.title)
        rank = _("rank {rank}").format(rank=result.rank)
        chance = _("{chance} in the top {top}").format(
            chance=chance_words(result.p_top), top=judged.results.top
        )
        self.line.setText(" · ".join((result.author or _("no name"), rank, chance)))
        clear_layout(self._flags_flow)
        for flag in result.flags:
            self._flags_flow.addWidget(Chip(flag_words(flag), flag_role(flag)))
        for words, role in _decided(judged):
            self._flags_flow.addWidget(Chip(words, role))
        self._flags.setVisible(bool(self._flags_flow.count()))

    def _show_buttons(self, judged: Judged) -> None:
        choice = judged.choice
        chosen = choice is not None and choice.kind is ChoiceKind.CHOSEN
        pinned = choice is not None and chosen and choice.pinned
        excluded = choice is not None and not chosen
        shown = {
            self.add: choice is None,
            self.remove: chosen,
            self.pin: not pinned and not excluded,
            self.unpin: pinned,
            self.exclude: not excluded,
            self.lift: excluded,
        }
        for button, wanted in shown.items():
            button.setVisible(wanted and not judged.locked)
        self._locked.setVisible(judged.locked)
        self._foot.show()

    def _fill(self, judged: Judged) -> None:
        details, column = judged.details, self._column
        counted = [(who, reading) for who, reading in details.readings if reading.counts]
        column.addWidget(Label(_("Who said what"), Text.STRONG))
        if not counted:
            column.addWidget(Label(_("Nobody has read this story yet."), role=Role.MUTED, wrap=True))
        tendencies = {reader.email: reader.tendency for reader in judged.results.readers}
        for reviewer, reading in counted:
            column.addWidget(Divider())
            column.addWidget(
                said_row(details.challenge, reviewer, reading, tendencies.get(reviewer.email, ""))
            )
        actions = [(who, reading) for who, reading in counted if reading.action.strip()]
        if actions:
            column.addSpacing(6)
            column.addWidget(Label(_("What readers will do"), Text.STRONG))
        for reviewer, reading in actions:
            column.addWidget(_action(reviewer, reading))
        column.addSpacing(6)
        column.addWidget(Label(_("The figures"), Text.STRONG))
        for name, value in _figures(judged):
            column.addWidget(FactRow(name, value))
        column.addStretch(1)


def _decided(judged: Judged) -> list[tuple[str, Role]]:
    choice, story = judged.choice, judged.details.story
    found = []
    if choice is not None and choice.kind is ChoiceKind.EXCLUDED:
        found.append((_("Excluded: {reason}").format(reason=choice.reason), Role.TEXT))
    elif choice is not None:
        found.append((_("Pinned") if choice.pinned else _("On the shortlist"), Role.ACCENT))
    if not story.consent_print:
        found.append((_("No consent to print"), Role.BAD))
    return found


def said_row(challenge: Challenge, reviewer: Reviewer, reading: Reading, tendency: str) -> QWidget:
    """The answer as dot and word, whose it is and how that reader usually reads, and a quotation."""
    block = QWidget()
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(10)
    value, points = reading.value or 0, len(challenge.scale)
    dot = QVBoxLayout()
    dot.setContentsMargins(0, 3, 0, 0)
    dot.addWidget(Dot(rating_role(value, points)))
    dot.addStretch(1)
    row.addLayout(dot)
    who = QVBoxLayout()
    who.setSpacing(2)
    answer = challenge.scale[value - 1] if 0 < value <= points else str(value)
    for words, kind, role in (
        (reviewer.name, Text.STRONG, Role.TEXT),
        (answer, Text.SMALL, Role.TEXT),
        (tendency_words(tendency) if tendency not in ("", "unknown") else "", Text.SMALL, Role.MUTED),
    ):
        label = Label(words, kind, role, wrap=True)
        label.setFixedWidth(_READER_WIDTH)
        label.setVisible(bool(words))
        who.addWidget(label)
    who.addStretch(1)
    row.addLayout(who)
    quoted = QVBoxLayout()
    words = reading.why.strip() or reading.action.strip()
    quote = _("“{words}”").format(words=words) if words else ""
    quoted.addWidget(Label(quote, Text.QUOTE, wrap=True))
    concern = concern_words(reading.concern) if reading.concern != "none" else ""
    if concern:
        told = _("Concern: {about}").format(about=concern)
        quoted.addWidget(Label(told, Text.SMALL, Role.SPARK, wrap=True))
    quoted.addStretch(1)
    row.addLayout(quoted, 1)
    return block


def _action(reviewer: Reviewer, reading: Reading) -> QWidget:
    card = Card(padding=12, spacing=4, role="spark-card")
    card.body.addWidget(Label(reading.action, Text.QUOTE, wrap=True))
    who = _("— {name}").format(name=reviewer.name)
    if reading.chance is not None:
        who = _("— {name}, {chance} in 10 sure to do it").format(name=reviewer.name, chance=reading.chance)
    if reviewer.ask_later:
        who = _("{who}; may be asked after 30 days").format(who=who)
    card.body.addWidget(Label(who, Text.SMALL, Role.TEXT, wrap=True))
    return card


def _figures(judged: Judged) -> list[tuple[str, str]]:
    result, points = judged.result, judged.results.points
    span = _("{low:.2f} and {high:.2f}").format(low=result.low, high=result.high)
    rows = [
        (_("Estimate, of {points}").format(points=points), f"{result.score:.2f}"),
        (_("Nine times in ten between"), span),
    ]
    if result.mean is not None:
        rows.append((_("Plain mean of the answers"), f"{result.mean:.2f}"))
    if result.median is not None:
        rows.append((_("Middle answer"), f"{result.median:g}"))
    if result.spread is not None:
        rows.append((_("Spread of the answers"), f"{result.spread:.2f}"))
    return [*rows, (_("Readings"), str(result.n))]
