"""What stands beside the running order: what changed since the lock, the rules, and who is next in line."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.shortlist_overview import Overview
from learningstories.ui.next_in_line import NextInLine
from learningstories.ui.shortlist_rules import ShortlistRules
from learningstories.ui.tokens import GAP
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import for_use

_NARROWEST = 316


class ShortlistSide(QScrollArea):
    """Each card is shown in a turn of its own, so that the window answers in between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since = Card(_("Changes since the lock"), spacing=6)
        self.rules, self.next = ShortlistRules(), NextInLine()
        self._sentences = QVBoxLayout()
        self.since.body.addLayout(self._sentences)
        self._found: Overview | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._show_next)
        self._waiting: list[Card] = []
        side = QWidget()
        side.setProperty("role", "clear")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card in (self.since, self.rules, self.next):
            column.addWidget(card)
            card.hide()
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(_NARROWEST)
        self.setWidget(side)
        for_use(self)

    def show_overview(self, found: Overview) -> None:
        """Show what is so now, soon."""
        self._found = found
        self._waiting = [self.since, self.rules, self.next]
        self._turn.start(0)

    def show_reasons(self, found: Overview) -> None:
        """Only why stories are not in is told otherwise."""
        self._found = found
        if self.next not in self._waiting:
            self._waiting.append(self.next)
        self._turn.start(0)

    def _show_next(self) -> None:
        if self._found is None or not self._waiting:
            return
        card = self._waiting.pop(0)
        if card is self.since:
            self._show_since(self._found)
        elif card is self.rules:
            self.rules.show_overview(self._found)
        else:
            self.next.show_overview(self._found)
        card.setVisible(card is not self.since or self._found.programme.lock is not None)
        if self._waiting:
            self._turn.start(0)

    def _show_since(self, found: Overview) -> None:
        clear_layout(self._sentences)
        for sentence in found.since_lock or (_("Nothing has changed."),):
            self._sentences.addWidget(Label(sentence, wrap=True))
