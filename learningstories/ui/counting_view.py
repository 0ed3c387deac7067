"""What counts in the ranking: every rule in one place, with how much it concerns, to be put on and off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.counting import ABOUT_STORIES, Rule
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _
from learningstories.services import counting, criteria
from learningstories.services.counting import WhatCounts
from learningstories.services.counting_words import (
    concerned_words,
    counting_words,
    rule_hint,
    rule_words,
    skipped_words,
)
from learningstories.services.progress import Control
from learningstories.services.reader_words import set_aside_words
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.take_back_sheet import TakeBackSheet
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.weights_card import WeightsCard
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import for_use

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_WIDEST = 860
_BESIDE_BOX = 28


class RuleRow(QWidget):
    """A box with the rule's words, a hint below it, and how much it concerns at the end."""

    switched = Signal(bool)

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(rule_words(rule))
        self.box.setAccessibleDescription(rule_hint(rule))
        self.box.clicked.connect(self.switched)
        self.concerned = Label("", role=Role.MUTED)
        hint = Label(rule_hint(rule), Text.SMALL, Role.MUTED, wrap=True)
        hint.setContentsMargins(_BESIDE_BOX, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.box, 1)
        head.addWidget(self.concerned, 0, Qt.AlignmentFlag.AlignTrailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(hint)

    def show_rule(self, *, counts: bool, concerned: str) -> None:
        """Show whether it counts, and how much that is."""
        with QSignalBlocker(self.box):
            self.box.setChecked(counts)
        self.concerned.setText(concerned)


class CountingView(ResultsView):
    """What is put off here is never removed; each change is one step that Undo takes back."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self.rows = {rule: RuleRow(rule) for rule in Rule}
        self.total = Label("", Text.STRONG, wrap=True)
        self.skipped = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.weights = WeightsCard()
        self.weights.weighed.connect(self._weigh)
        self.people = QVBoxLayout()
        self.people.setSpacing(8)
        self._asked: Newest[WhatCounts] = Newest(desk.tasks, self._show)
        for rule, row in self.rows.items():
            row.switched.connect(lambda on, rule=rule: self._switch(rule, on))
        self._arrange()
        self._ask()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        head = Card(spacing=6)
        told = _(
            "Nothing is ever removed: what does not count stays where it is, and counts again when you wish."
        )
        for label in (self.total, self.skipped, Label(told, Text.SMALL, Role.MUTED, wrap=True)):
            head.body.addWidget(label)
        column.addWidget(head)
        column.addWidget(self._card(_("These readings count"), [r for r in Rule if r not in ABOUT_STORIES]))
        column.addWidget(self._card(_("The readings of these stories count"), sorted(ABOUT_STORIES)))
        column.addWidget(self.weights)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        for_use(self.area)
        self.area.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.keys_to = self.rows[Rule.CHANGED_SINCE_READ].box

    def _card(self, title: str, rules: Sequence[Rule]) -> Card:
        card = Card(spacing=6)
        card.body.addWidget(Label(title, Text.CARD_TITLE))
        for rule in rules:
            card.body.addWidget(Divider())
            card.body.addWidget(self.rows[rule])
            if rule is Rule.READER_SET_ASIDE:
                card.body.addLayout(self.people)
        return card

    def show_results(self, results: "Results | None") -> None:
        self._ask()

    def _ask(self) -> None:
        workspace, lists = self.desk.workspace, self.desk.lists

        def read(_control: Control) -> WhatCounts:
            return counting.what_counts(workspace, lists)

        self._asked.ask(read)

    def _show(self, found: WhatCounts) -> None:
        counted = found.counted
        self.total.setText(counting_words(counted))
        self.skipped.setText(skipped_words(counted))
        self.skipped.setVisible(counted.skipped > 0)
        for rule, row in self.rows.items():
            words = concerned_words(rule, counted.by_rule[rule])
            row.show_rule(counts=rule not in counted.not_counted, concerned=words)
        self.weights.show_criteria(found.criteria)
        clear_layout(self.people)
        for reviewer in found.set_aside:
            self.people.addWidget(self._person(reviewer, found.zone))

    def _person(self, reviewer: Reviewer, zone: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(_BESIDE_BOX, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Label(set_aside_words(reviewer, zone), Text.SMALL, wrap=True), 1)
        name = _("Take {name} back").format(name=reviewer.name)
        back = Button(_("Take back"), icon="undo-2", name=name, small=True)
        back.clicked.connect(lambda: self._take_back(reviewer, zone))
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _switch(self, rule: Rule, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        workspace = self.desk.workspace
        told = _("They count: {what}") if on else _("They do not count: {what}")
        self.desk.write(
            _("Storing"),
            lambda _control: counting.set_rule(workspace, rule, counts=on),
            tell=told.format(what=rule_words(rule)),
        )

    def _weigh(self, question: str, weight: int) -> None:
        workspace = self.desk.workspace
        told = _("“{question}” counts {weight} where the headline counts {headline}")
        if not weight:
            told = _("“{question}” stands beside the ranking and is not mixed in")
        self.desk.write(
            _("Storing"),
            lambda _control: criteria.set_weight(workspace, question, weight),
            tell=told.format(question=question, weight=weight, headline=criteria.HEADLINE),
        )

    def _take_back(self, reviewer: Reviewer, zone: str) -> None:
        why = set_aside_words(reviewer, zone)
        TakeBackSheet(self, self.desk, self.feed.results, (reviewer.email, reviewer.name), why).open()
