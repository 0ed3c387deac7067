"""When a story came and whether it keeps to the rules, in full, with the decisions about both."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.deadline import IN_TIME, LateDecision
from learningstories.domain.story import DECIDABLE, Eligibility, story_verdict
from learningstories.i18n import _
from learningstories.services.eligibility import against_words, decision_words
from learningstories.services.proof import ClaimLine, arrival_words
from learningstories.services.story_details import StoryDetails
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class StoryProof(QWidget):
    """The verdict, every claim of time, the facts it rests on, and what the rules say of the story."""

    late_decided = Signal(object)
    eligibility_decided = Signal(object)
    time_wanted = Signal()
    more_time_wanted = Signal()
    receipt_wanted = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: StoryDetails | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(8)
        self.buttons: dict[str, Button] = {}

    def show_proof(self, found: StoryDetails) -> None:
        """Show the proof of a story; the keyboard stays where it was."""
        self._shown = found
        focused = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        clear_layout(self._column)
        self.buttons = {}
        self._lateness(found)
        for place, arrival in enumerate(found.proof.claims):
            if self._column.count():
                self._column.addWidget(Divider())
            self._claims(arrival_words(place), arrival)
        self._say(found.proof.why, Text.SMALL, Role.MUTED)
        self._times(found)
        self._column.addWidget(Divider())
        for name, value in found.proof.facts:
            self._column.addWidget(_fact(name, value))
        self._row([self._button("copy", _("Copy all of it"), "copy", self.copy)])
        self._column.addWidget(Divider())
        self._rules(found)
        self._column.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def copy(self) -> None:
        """Put the proof on the clipboard, as plain text."""
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.proof.text)
            self.copied.emit()

    # --- the blocks ------------------------------------------------------------------------------------

    def _lateness(self, found: StoryDetails) -> None:
        story = found.story
        if story_verdict(story, found.challenge) in IN_TIME:
            return
        offered = (
            (LateDecision.ACCEPT, _("Accept…"), "check", ButtonKind.PLAIN),
            (LateDecision.REFUSE, _("Refuse…"), "x", ButtonKind.DANGER),
            (LateDecision.OPEN, _("Decide later"), "rotate-ccw", ButtonKind.PLAIN),
        )
        self._row(
            [
                self._button(f"late-{d}", words, icon, partial(self.late_decided.emit, d), kind)
                for d, words, icon, kind in offered
                if d is not story.late_decision
            ]
        )

    def _claims(self, heading: str, arrival: Sequence[ClaimLine]) -> None:
        self._say(heading, Text.STRONG)
        for line in arrival:
            self._column.addWidget(claim_block(line))

    def _times(self, found: StoryDetails) -> None:
        more = self._button("more", _("More time…"), "calendar", self.more_time_wanted.emit)
        receipt = self._button("receipt", _("Receipt…"), "mail", self.receipt_wanted.emit)
        another = self._button("time", _("Let another time count…"), "clock", self.time_wanted.emit)
        self._row([another, more, receipt])
        for button in (more, receipt):
            button.setEnabled(bool(found.story.email))
        if not found.story.email:
            self._say(
                _("Without the author's e-mail address there is no more time and no receipt."),
                Text.SMALL,
                Role.MUTED,
            )

    def _rules(self, found: StoryDetails) -> None:
        """What stands against the story, decided or not, and the decisions there are."""
        story = found.story
        self._say(_("By the rules"), Text.STRONG)
        for state in found.against:
            told = state in DECIDABLE and story.eligibility is Eligibility.ELIGIBLE
            self._say(
                against_words(state, story, found.challenge), Text.BODY, Role.TEXT if told else Role.SPARK
            )
        if not found.against:
            self._say(_("Nothing stands against it."), Text.BODY, Role.MUTED)
        if story.eligibility is not Eligibility.OPEN:
            self._say(decision_words(story), Text.QUOTE)
        may_be = DECIDABLE & set(found.against) or story.eligibility is Eligibility.NOT_ELIGIBLE
        offered = (
            (Eligibility.ELIGIBLE, _("Eligible…"), "check", ButtonKind.PLAIN, may_be),
            (Eligibility.NOT_ELIGIBLE, _("Not eligible…"), "x", ButtonKind.DANGER, True),
            (Eligibility.OPEN, _("Open again"), "rotate-ccw", ButtonKind.PLAIN, True),
        )
        self._row(
            [
                self._button(f"rules-{d}", words, icon, partial(self.eligibility_decided.emit, d), kind)
                for d, words, icon, kind, sensible in offered
                if sensible and d is not story.eligibility
            ]
        )

    # --- their parts -----------------------------------------------------------------------------------

    def _say(self, words: str, kind: Text, role: Role = Role.TEXT) -> None:
        self._column.addWidget(Label(words, kind, role, wrap=True))

    def _button(
        self, name: str, words: str, icon: str, do: Callable[[], object], kind: ButtonKind = ButtonKind.PLAIN
    ) -> Button:
        button = Button(words, kind, icon, small=True)
        button.clicked.connect(lambda _on=False: do())
        self.buttons[name] = button
        return button

    def _row(self, buttons: Sequence[Button]) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for button in buttons:
            flow.addWidget(button)
        self._column.addWidget(row)


def _fact(name: str, value: str) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(1)
    column.addWidget(Label(name, Text.SMALL, Role.MUTED, wrap=True))
    column.addWidget(Label(value, Text.BODY, wrap=True))
    return block


def claim_block(line: ClaimLine) -> QWidget:
    """One claim: what it rests on, marked if it counts, the moment on both clocks, what was written."""
    block = QWidget()
    block.setAccessibleName(_("{claim}, counts").format(claim=line.words) if line.counts else line.words)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(2)
    row = QHBoxLayout()
    row.setSpacing(8)
    how = line.how[:1].upper() + line.how[1:]
    row.addWidget(Label(how, Text.STRONG if line.counts else Text.BODY, wrap=True), 1)
    if line.counts:
        row.addWidget(Chip(_("Counts"), Role.OK))
    column.addLayout(row)
    for words in (line.local, line.utc):
        if words:
            column.addWidget(Label(words, Text.SMALL, Role.TEXT, wrap=True))
    if line.said:
        said = _("written as “{said}”").format(said=line.said)
        column.addWidget(Label(said, Text.SMALL, Role.MUTED, wrap=True))
    return block
