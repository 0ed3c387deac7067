"""The chosen reviewer: what is known, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _, plural
from learningstories.services.reviewer_list import ReviewerLine
from learningstories.ui.promise_sheet import promise_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, FactRow
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class ReviewerPanel(Card):
    """Empty while nobody is chosen."""

    edit_wanted = Signal()
    promises_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._line: ReviewerLine | None = None
        self.name = Label("", Text.CARD_TITLE, wrap=True)
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.facts = Card(padding=0, spacing=6, role="clear")
        self.edit = Button(_("Edit…"), icon="pencil").from_left()
        self.promises = Button(_("What may be shown…"), icon="presentation").from_left()
        self.remove = Button(_("Remove"), Kind.DANGER, "trash-2").from_left()
        self.aside_heading = Label(_("Steps aside from"), Text.STRONG)
        self.aside = FlowLayout(gap=6)
        self._steps_aside = QWidget()
        column = QVBoxLayout(self._steps_aside)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.aside_heading)
        column.addLayout(self.aside)
        for label in (self.name, self.told, self.facts):
            self.body.addWidget(label)
        self.body.addSpacing(4)
        for button in (self.edit, self.promises, self.remove):
            self.body.addWidget(button)
        self.body.addWidget(self._steps_aside)
        self.edit.clicked.connect(self.edit_wanted)
        self.promises.clicked.connect(self.promises_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.show_line(None)

    def line(self) -> ReviewerLine | None:
        """Who is shown."""
        return self._line

    def show_line(self, line: ReviewerLine | None) -> None:
        """Show a reviewer."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        reviewer = line.reviewer
        self.name.setText(reviewer.name)
        read = _("{read} of {wanted} read").format(read=line.read, wanted=line.wanted)
        self.told.setText(f"{reviewer.email} · {read}")
        clear_layout(self.facts.body)
        most = plural("{n} story", "{n} stories", reviewer.capacity or 0).format(n=reviewer.capacity)
        later = {None: _("not asked yet"), True: _("yes"), False: _("no")}[reviewer.ask_later]
        for name, value in (
            (_("Themes"), ", ".join(reviewer.themes) or _("any")),
            (_("Languages"), ", ".join(reviewer.languages) or _("any")),
            (_("Reads at most"), most if reviewer.capacity is not None else _("all")),
            (_("Promises are shown"), promise_words(reviewer)),
            (_("May be asked later"), later),
        ):
            self.facts.body.addWidget(FactRow(name, value))
        self.remove.setVisible(not line.read and not line.aside)
        self._steps_aside.setVisible(bool(line.aside))
        self.aside.clear()
        for number in line.aside:
            self.aside.addWidget(Chip(f"#{number}"))
