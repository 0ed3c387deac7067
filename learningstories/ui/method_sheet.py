"""How the ranking is worked out: in plain words, with this challenge's own numbers, then the formula."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.method_account import Section, method_account
from learningstories.services.result_words import given_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, FactRow
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.read_area import ReadArea
from learningstories.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_FOR_EXPERTS = 6


class MethodSheet(Sheet):
    """Explains one ranking; what only some will want to check is folded away."""

    def __init__(self, over: QWidget, results: "Results") -> None:
        super().__init__(over, _("How is this worked out?"), given_words(results), MEDIUM)
        sections = method_account(results)
        whole = QWidget()
        column = _column(whole)
        for section in sections:
            if not section.for_experts:
                _put(column, section)
        self.fold = Button(_("Show the formula and where it comes from"), Kind.QUIET, "chevron-down")
        self.fold.setCheckable(True)
        self.folded = QWidget()
        within = _column(self.folded)
        for section in sections:
            if section.for_experts:
                _put(within, section)
        self.folded.hide()
        self.fold.toggled.connect(self._unfold)
        column.addSpacing(_FOR_EXPERTS)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.folded)
        column.addStretch(1)
        self.area = _scrolled(whole)
        self.body.addWidget(self.area, 1)
        self.done = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.done.clicked.connect(self.accept)

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.folded.setVisible(on)
        shown = _("Hide the formula and where it comes from")
        self.fold.set_text(shown if on else _("Show the formula and where it comes from"))
        self.fold.set_icon("chevron-up" if on else "chevron-down")


def _put(column: QVBoxLayout, section: Section) -> None:
    column.addSpacing(_FOR_EXPERTS)
    column.addWidget(Label(section.heading, Text.STRONG))
    if section.formula:
        card = Card(padding=12, spacing=6)
        for line in section.formula:
            card.body.addWidget(Label(line, Text.QUOTE, wrap=True))
        column.addWidget(card)
    for sentence in section.text:
        kind, role = (Text.SMALL, Role.MUTED) if section.for_experts else (Text.BODY, Role.TEXT)
        column.addWidget(Label(sentence, kind, role, wrap=True))
    for name, value in section.numbers:
        column.addWidget(FactRow(name, value))


def _column(holder: QWidget) -> QVBoxLayout:
    holder.setProperty("role", "clear")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(8)
    return column


def _scrolled(whole: QWidget) -> QScrollArea:
    return ReadArea(whole)
