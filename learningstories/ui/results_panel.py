"""What the ranking says of one story, who said it, and what can be decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from learningstories.domain.shortlist import Choice, ChoiceKind
from learningstories.i18n import _, numeral
from learningstories.services.result_words import chance_words, flag_words
from learningstories.services.story_details import StoryDetails
from learningstories.ui.one_line import in_one_line
from learningstories.ui.result_readings import action_card, is_counted, left_out_row, said_row
from learningstories.ui.results_model import flag_role
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card, Divider, FactRow
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import ReadArea
from learningstories.ui.widgets.shrinking import Shrinking

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results, StoryResult

_PADDING = 18


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
    reader_wanted = Signal()

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
        self.area = ReadArea()
        self.add = Button(_("Add to shortlist"), icon="plus", small=True)
        self.remove = Button(_("Take off the shortlist"), icon="minus", small=True)
        self.pin = Button(_("Pin"), icon="pin", small=True)
        self.unpin = Button(_("Unpin"), icon="pin-off", small=True)
        self.exclude = Button(_("Exclude…"), icon="x", small=True)
        self.lift = Button(_("Lift the exclusion"), icon="undo-2", small=True)
        self.ask = Button(_("Ask one more reader"), icon="user-plus", small=True)
        self.open_story = Button(_("Open the story"), icon="book-open", small=True)
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
        wanted = (self.add, self.remove, self.pin, self.unpin, self.ask)
        for button in (*wanted, self.exclude, self.lift, self.open_story):
            flow.addWidget(button)
        foot.addWidget(self._locked)
        foot.addWidget(buttons)
        self.body.addWidget(Shrinking(head))
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
        self.ask.clicked.connect(self.reader_wanted)

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
        self.line.setText(in_one_line((result.author or _("no name"), rank, chance)))
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
        self.ask.setVisible(judged.result.number not in judged.results.table.closed)
        self._locked.setVisible(judged.locked)
        self._foot.show()

    def _fill(self, judged: Judged) -> None:
        details, column = judged.details, self._column
        given = [(who, reading) for who, reading in details.readings if reading.value is not None]
        counted = [(who, reading) for who, reading in given if is_counted(details, who, reading)]
        column.addWidget(Label(_("Who said what"), Text.STRONG))
        if not counted:
            none = _("No reading of this story counts.") if given else _("Nobody has read this story yet.")
            column.addWidget(Label(none, role=Role.MUTED, wrap=True))
        tendencies = {reader.email: reader.tendency for reader in judged.results.readers}
        for reviewer, reading in counted:
            column.addWidget(Divider())
            column.addWidget(
                said_row(details.challenge, reviewer, reading, tendencies.get(reviewer.email, ""))
            )
        left_out = [pair for pair in given if pair not in counted]
        if left_out:
            column.addSpacing(6)
            column.addWidget(Label(_("Does not count"), Text.STRONG))
        for reviewer, _reading in left_out:
            column.addWidget(left_out_row(details, reviewer))
        actions = [(who, reading) for who, reading in counted if reading.action.strip()]
        if actions:
            column.addSpacing(6)
            column.addWidget(Label(_("What readers will do"), Text.STRONG))
        for reviewer, reading in actions:
            column.addWidget(action_card(reviewer, reading))
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


def _figures(judged: Judged) -> list[tuple[str, str]]:
    result, points = judged.result, judged.results.points
    span = _("{low:.2f} and {high:.2f}").format(low=result.low, high=result.high)
    rows = [
        (_("Estimate, of {points}").format(points=points), numeral(result.score, ".2f")),
        (_("Nine times in ten between"), span),
    ]
    if result.mean is not None:
        rows.append((_("Plain mean of the answers"), numeral(result.mean, ".2f")))
    if result.median is not None:
        rows.append((_("Middle answer"), f"{result.median:g}"))
    if result.spread is not None:
        rows.append((_("Spread of the answers"), numeral(result.spread, ".2f")))
    rows.append((_("Readings"), str(result.n)))
    criteria = judged.results.table.challenge.criteria
    for criterion, mean in zip(criteria, result.further, strict=False):
        told = _("{question} (of {points})").format(question=criterion.question, points=len(criterion.scale))
        rows.append((told, "—" if mean is None else numeral(mean, ".2f")))
    return rows
