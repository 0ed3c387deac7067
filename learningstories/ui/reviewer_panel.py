"""The chosen reviewer: what is known, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _, listed, plural
from learningstories.services.reviewer_details import ReviewerDetails
from learningstories.services.reviewer_list import ReviewerLine
from learningstories.services.reviewer_state import may_be_reminded
from learningstories.services.reviewer_words import standing_words
from learningstories.ui.promise_sheet import promise_words
from learningstories.ui.reviewer_packs import ReviewerPacks
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, FactRow
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class ReviewerPanel(Card):
    """Empty while nobody is chosen. What must be read from the store comes a moment after the rest."""

    remind_wanted = Signal()
    pack_wanted = Signal()
    give_wanted = Signal()
    read_wanted = Signal()
    edit_wanted = Signal()
    aside_wanted = Signal()
    promises_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._line: ReviewerLine | None = None
        self.name = Label("", Text.CARD_TITLE, wrap=True)
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.facts = Card(padding=0, spacing=6, role="clear")
        self.remind = Button(_("Write a reminder…"), icon="mail").from_left()
        self.pack = Button(_("Make the pack…"), icon="package").from_left()
        self.give = Button(_("Hand on the stories…"), icon="shuffle").from_left()
        self.read = Button(_("Read here…"), icon="book-open-check").from_left()
        self.edit = Button(_("Edit…"), icon="pencil").from_left()
        self.promises = Button(_("What may be shown…"), icon="presentation").from_left()
        self.remove = Button(_("Remove"), Kind.DANGER, "trash-2").from_left()
        self.packs = ReviewerPacks()
        self._chips = QWidget()
        self.aside = FlowLayout(self._chips, gap=6)
        self.change_aside = Button(_("Change…"), small=True, name=_("Change what is stepped aside from…"))
        self._arrange()
        self._listen()
        self.show_line(None, "UTC")

    def _arrange(self) -> None:
        for label in (self.name, self.told):
            self.body.addWidget(label)
        self.body.addSpacing(4)
        for button in (self.remind, self.pack, self.give, self.read):
            self.body.addWidget(button)
        self.body.addWidget(self.packs)
        self.body.addWidget(self._steps_aside())
        self.body.addSpacing(4)
        self.body.addWidget(self.facts)
        for button in (self.edit, self.promises, self.remove):
            self.body.addWidget(button)

    def _steps_aside(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("Steps aside from"), Text.STRONG))
        column.addWidget(self._chips)
        column.addWidget(self.change_aside, 0, Qt.AlignmentFlag.AlignLeading)
        return holder

    def _listen(self) -> None:
        for button, signal in (
            (self.remind, self.remind_wanted),
            (self.pack, self.pack_wanted),
            (self.give, self.give_wanted),
            (self.read, self.read_wanted),
            (self.edit, self.edit_wanted),
            (self.change_aside, self.aside_wanted),
            (self.promises, self.promises_wanted),
            (self.remove, self.remove_wanted),
        ):
            button.clicked.connect(signal)

    def line(self) -> ReviewerLine | None:
        """Who is shown."""
        return self._line

    def show_line(self, line: ReviewerLine | None, zone: str) -> None:
        """Show a reviewer."""
        same = line is not None and self._line is not None and line.reviewer.id == self._line.reviewer.id
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        reviewer = line.reviewer
        self.name.setText(reviewer.name)
        self.told.setText(f"{reviewer.email} · {standing_words(line, zone)}")
        self.remind.setVisible(may_be_reminded(line))
        self.pack.set_text(_("Make the pack again…") if line.pack else _("Make the pack…"))
        self.pack.setEnabled(line.wanted > 0)
        self.remove.setVisible(not line.read and not line.aside and line.pack is None)
        if not same:
            self.give.hide()
            self.packs.show_packs((), zone)
        self._show_aside(line, None)
        self._show_facts(line)

    def show_details(self, found: ReviewerDetails, zone: str) -> None:
        """Show what was read of the reviewer, unless another is shown by now."""
        if self._line is None or self._line.reviewer.id != found.reviewer.id:
            return
        count = len(found.unread)
        told = plural("Hand on {n} story…", "Hand on {n} stories…", count)
        self.give.set_text(told.format(n=count))
        self.give.setVisible(count > 0)
        self.packs.show_packs(found.packs, zone)
        self._show_aside(self._line, found)

    def _show_aside(self, line: ReviewerLine, found: ReviewerDetails | None) -> None:
        self.aside.clear()
        for read in line.aside:
            self.aside.addWidget(Chip(f"#{read}"))
        for aside in line.reviewer.aside:
            what = aside.author
            if aside.story_id is not None:
                number = found.numbers.get(aside.story_id) if found is not None else None
                what = f"#{number}" if number is not None else ""
            if what:
                words = _("{what} ({reason})").format(what=what, reason=aside.reason)
                self.aside.addWidget(Chip(words if aside.reason else what))
        self._chips.setVisible(bool(self.aside.count()))

    def _show_facts(self, line: ReviewerLine) -> None:
        reviewer = line.reviewer
        clear_layout(self.facts.body)
        most = plural("{n} story", "{n} stories", reviewer.capacity or 0).format(n=reviewer.capacity)
        later = {None: _("not asked yet"), True: _("yes"), False: _("no")}[reviewer.ask_later]
        for name, value in (
            (_("Themes"), listed(reviewer.themes) or _("any")),
            (_("Languages"), listed(reviewer.languages) or _("any")),
            (_("Reads at most"), most if reviewer.capacity is not None else _("all")),
            (_("Promises are shown"), promise_words(reviewer)),
            (_("May be asked later"), later),
        ):
            self.facts.body.addWidget(FactRow(name, value))
