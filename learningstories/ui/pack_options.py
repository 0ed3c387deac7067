"""What packs are made as, until when they are to come back, and what of blind ones is to be looked at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, plural
from learningstories.services.pack_order import PackOrder
from learningstories.services.toolbox import Toolbox
from learningstories.ui.blind_text import voices_told
from learningstories.ui.measures import widened
from learningstories.ui.moment_field import MomentField
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text

_WIDTH = 330


class PackOptions(QWidget):
    """`look_wanted` asks to look at the words that blind packs leave out."""

    changed = Signal()
    look_wanted = Signal()

    def __init__(self, toolbox: Toolbox) -> None:
        super().__init__()
        self._toolbox = toolbox
        self.setFixedWidth(widened(_WIDTH))
        self.pack = _box(_("For Learning Stories (.lspack)"), checked=True)
        self.page = _box(_("A page for any browser (.html)"))
        self.booklet = _box(_("A booklet to print (.pdf)"))
        self.mail = _box(_("A mail draft with the files attached"))
        self.protect = _box(_("Protect each with five words"))
        self.until = MomentField(_("To be returned by"), None, "UTC", needed=False)
        self.until_note = Label(
            _("What comes later is kept and does not count. Leave it empty for any time."),
            Text.SMALL,
            Role.MUTED,
            wrap=True,
        )
        self.kind_problem = Label(
            _("Choose the pack, or the page, or both."), Text.SMALL, Role.BAD, wrap=True
        )
        self.blind = Card(_("Blind packs"), padding=14, spacing=8)
        self.blind_told = Label("", Text.SMALL, wrap=True)
        self.voices = Label("", Text.SMALL, wrap=True)
        self.voices.hide()  # until it is known that there are any
        self.look = Button(_("Look at the words left out…"), icon="eye-off", small=True)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.blind.body.addWidget(self.blind_told)
        self.blind.body.addWidget(self.voices)
        self.blind.body.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(_("What is made"), Text.STRONG))
        for widget in (self.pack, self.page, self.booklet, self.kind_problem, self.mail, self.protect):
            column.addWidget(widget)
        self.protect_note = Label(
            _("You get the words at the end, and tell them to each reviewer by another way than the pack."),
            Text.SMALL,
            Role.MUTED,
            wrap=True,
        )
        column.addWidget(self.protect_note)
        column.addSpacing(10)
        column.addWidget(self.until)
        column.addWidget(self.until_note)
        column.addSpacing(10)
        column.addWidget(self.blind)
        column.addStretch(1)
        self.blind.hide()
        for note in (self.kind_problem, self.protect_note):
            note.hide()

    def _listen(self) -> None:
        for box in (self.pack, self.page, self.booklet, self.mail, self.protect):
            box.toggled.connect(lambda _on: self._follow())
        self.until.changed.connect(self.changed)
        self.look.clicked.connect(self.look_wanted)

    def _follow(self) -> None:
        self.kind_problem.setVisible(not self._is_any())
        self.protect_note.setVisible(self.protect.isChecked())
        self.changed.emit()

    def _is_any(self) -> bool:
        return self.pack.isChecked() or self.page.isChecked()

    def show_challenge(self, challenge: Challenge) -> None:
        """Begin with what the challenge says."""
        self.until.set_zone(challenge.zone)
        self.until.show_moment(challenge.returns_until)
        self.blind.setVisible(challenge.blind)
        self.blind_told.setText(_("Looking for words that tell who wrote the stories…"))

    def show_open(self, unseen: int, all_stories: int, sounds: int) -> None:
        """Say in how many stories words would be left out that nobody has looked at, and how many sounds."""
        told = plural(
            "In {n} of {all} story words may tell who wrote it. Look first at what is replaced.",
            "In {n} of {all} stories words may tell who wrote them. Look first at what is replaced.",
            all_stories,
        )
        done = _("Everything that is replaced has been looked at.")
        self.blind_told.setText(told.format(n=unseen, all=all_stories) if unseen else done)
        self.voices.setText(voices_told(sounds))
        self.voices.setVisible(bool(sounds))
        self.blind_told.set_role(Role.SPARK if unseen else Role.TEXT)

    def is_right(self) -> bool:
        """Whether packs can be made like that."""
        return self._is_any() and self.until.is_right()

    def order(self, folder: Path, emails: Sequence[str]) -> PackOrder:
        """What is wanted."""
        toolbox, page, booklet = self._toolbox, self.page.isChecked(), self.booklet.isChecked()
        return PackOrder(
            folder=folder,
            emails=tuple(emails),
            protect=self.protect.isChecked(),
            mail=self.mail.isChecked(),
            make_page=toolbox.make_page if page else None,
            make_booklet=toolbox.make_booklet if booklet else None,
            page_only=not self.pack.isChecked(),
            return_by=self.until.moment,
            any_time=self.until.moment is None,
        )


def _box(words: str, *, checked: bool = False) -> QCheckBox:
    box = QCheckBox(words.replace("&", "&&"))
    box.setChecked(checked)
    return box
