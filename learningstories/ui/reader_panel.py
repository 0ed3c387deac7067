"""What is known of the chosen reader, and setting the reader's answers aside."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.reader_words import (
    aside_words,
    following_sentence,
    pace_words,
    tendency_sentence,
)
from learningstories.ui.readers_model import flag_chip
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult


class ReaderPanel(Card):
    """Sentences, never figures alone; one of the two buttons."""

    aside_wanted = Signal()
    back_wanted = Signal()
    reviewer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self.setMinimumWidth(290)
        self.setAccessibleName(_("The chosen reader"))
        self.name = Label("", Text.SUBTITLE, wrap=True)
        self.email = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self._flags = QWidget()
        self._flow = FlowLayout(self._flags, gap=6)
        self.sentences = [Label("", wrap=True) for _place in range(3)]
        self.why = Label("", Text.SMALL, Role.SPARK, wrap=True)
        self.aside = Button(_("Set aside…"), icon="user-x")
        self.back = Button(_("Take back"), icon="undo-2")
        self.reviewer = Button(_("Open the reviewer"), icon="user")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for button in (self.aside, self.back, self.reviewer):
            flow.addWidget(button)
        for widget in (self.name, self.email, self._flags, *self.sentences, self.why, buttons):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.aside.clicked.connect(self.aside_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.reviewer.clicked.connect(self.reviewer_wanted)
        self.hide()

    def show_reader(self, reader: "ReaderResult | None", pace: timedelta | None, zone: str) -> None:
        """Show a reader; nothing while nobody is chosen."""
        self.setVisible(reader is not None)
        if reader is None:
            return
        self.name.setText(reader.name)
        self.email.setText(reader.email)
        clear_layout(self._flow)
        chip = flag_chip(reader)
        if chip is not None:
            self._flow.addWidget(Chip(*chip))
        self._flags.setVisible(chip is not None)
        told = (tendency_sentence(reader), following_sentence(reader), pace_words(pace) if pace else "")
        for label, words in zip(self.sentences, told, strict=True):
            label.setText(words)
            label.setVisible(bool(words) and (reader.set_aside is None or reader.n > 0))
        out = reader.set_aside
        self.why.setText(aside_words(out, zone) if out else "")
        self.why.setVisible(out is not None)
        self.aside.setVisible(out is None)
        self.back.setVisible(out is not None)
