"""The foot of the reading page: the form, or why it is closed, and the way to the next story."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.domain.reading import Reading
from learningstories.i18n import _, quoted
from learningstories.ui.answer_form import AnswerForm, FormGround
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text


class AsideNote(QWidget):
    """In place of the form, for who stepped aside."""

    undone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Label("", Text.QUOTE, wrap=True)
        self.undo = Button(_("Undo"), icon="undo-2")
        self.undo.clicked.connect(self.undone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.undo)

    def show_reason(self, reason: str) -> None:
        """Say that the reviewer stepped aside, and why."""
        words = _("You stepped aside from this story, so nothing you answered about it counts.")
        self.sentence.setText(f"{words} {quoted(reason)}" if reason else words)


class ReadingFoot(FormGround):
    """`skipped` and `next_wanted` are the two ways on; `aside_undone` takes stepping aside back."""

    skipped = Signal()
    next_wanted = Signal()
    aside_undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = AnswerForm()
        self.aside = AsideNote()
        self.aside.hide()
        self.saved = ElidedLabel("", Text.SMALL, Role.MUTED)
        self.skip = Button(_("Skip for now"), Kind.QUIET).with_key_cap("S")
        self.next = Button(_("Next story"), Kind.MAIN).with_key_cap("↵")
        self.column.addWidget(self.form)
        self.column.addWidget(self.aside)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.saved, 1)
        for button in (self.skip, self.next):
            # A click leaves the keyboard where it is: the keys go on answering.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.column.addLayout(row)
        self.skip.clicked.connect(self.skipped)
        self.next.clicked.connect(self.next_wanted)
        self.aside.undone.connect(self.aside_undone)

    def show_aside(self, reading: Reading | None) -> None:
        """Close the form for who stepped aside (a reading that says so), or open it (None)."""
        self.form.setVisible(reading is None)
        self.aside.setVisible(reading is not None)
        self.skip.setVisible(reading is None)
        if reading is not None:
            self.aside.show_reason(reading.aside_reason)

    def say(self, words: str, bad: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Say how the last answer stands."""
        self.saved.setText(f"✓ {words}" if words and not bad else words)
        self.saved.set_role(Role.BAD if bad else Role.MUTED)
