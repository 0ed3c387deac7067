"""A guest's promise, typed in at the evening or from a card, one after the other."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError, NotAnEmail, PromiseEmpty
from learningstories.domain.reviewer import PromiseUse
from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.promises import (
    MOST_NAME,
    MOST_WORDS,
    GuestPromise,
    PromiseLine,
    add_promise,
    edit_promise,
)
from learningstories.services.result_words import titled
from learningstories.services.sentences import advice
from learningstories.services.shortlisting import programme
from learningstories.ui.desk import Desk
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, choice_field, text_field
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (560, 0)
_EVENING = 0  # no story in particular


class GuestPromiseSheet(Sheet):
    """With `line` it changes that one; without, it takes promises until it is closed."""

    def __init__(self, desk: Desk, over: QWidget, line: PromiseLine | None = None) -> None:
        told = _("From a card or from their own mouth. Enter keeps it, and the next can be typed.")
        title = _("Add promises of guests") if line is None else _("Change the promise of a guest")
        super().__init__(over, title, told if line is None else "", _SIZE)
        self._desk, self._line = desk, line
        self.text = text_field(_("I am going to…"), line.text if line else "", MOST_WORDS)
        self.name = text_field(_("May stay empty"), line.name if line else "", MOST_NAME)
        self.email = text_field(_("To ask later; may stay empty"), line.email if line else "", MOST_NAME)
        self.story = choice_field([(_("The whole evening"), _EVENING)])
        uses = [
            (_("Not at all"), PromiseUse.HIDDEN),
            (_("Without the name"), PromiseUse.UNSIGNED),
            (_("With the name"), PromiseUse.NAMED),
        ]
        self.use = choice_field(list(uses), line.use if line else PromiseUse.HIDDEN)
        self.later = QCheckBox(_("We may ask what became of it"))
        self.later.setChecked(line is not None and line.may_ask)
        self._fields()
        cancel = self.add_button(Button(_("Close") if line is None else _("Cancel")))
        self.confirm = self.add_button(Button(_("Keep"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._keep)
        self.email.textEdited.connect(lambda words: self.later.setChecked(bool(words.strip())))
        self._read_stories()

    def _fields(self) -> None:
        self._text = Field(_("What they will do"), self.text)
        self._email = Field(_("E-mail"), self.email)
        self.body.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("Name"), self.name))
        row.addWidget(self._email)
        self.body.addLayout(row)
        self.body.addWidget(Field(_("After which story"), self.story))
        self.body.addWidget(Field(_("May it be shown?"), self.use))
        self.body.addWidget(self.later)

    def _read_stories(self) -> None:
        workspace, line = self._desk.workspace, self._line

        def work(_control: Control) -> list[tuple[str, int]]:
            with workspace.read() as unit:
                told = {place.story.number: place.story.title for place in programme(unit).places}
            if line is not None and line.story is not None:
                told.setdefault(line.story.number, line.story.title)
            return [(titled(title, number), number) for number, title in told.items()]

        self._desk.read(work, self._show_stories)

    def _show_stories(self, found: list[tuple[str, int]]) -> None:
        for words, number in found:
            self.story.addItem(words, number)
        if self._line is not None and self._line.story is not None:
            self.story.setCurrentIndex(max(0, self.story.findData(self._line.story.number)))

    def given(self) -> GuestPromise:
        """What stands in the fields."""
        return GuestPromise(
            text=self.text.text(),
            name=self.name.text(),
            email=self.email.text(),
            story=self.story.currentData() or None,
            use=self.use.currentData(),
            ask_later=self.later.isChecked(),
        )

    def _keep(self) -> None:
        workspace, line, given = self._desk.workspace, self._line, self.given()
        self._text.set_problem("")
        self._email.set_problem("")
        self.confirm.setEnabled(False)

        def work(_control: Control) -> None:
            if line is None:
                add_promise(workspace, given)
            else:
                edit_promise(workspace, line.number, given)

        self._desk.tasks.write(_("Keeping a promise"), work, lambda _none: self._kept(given), self._refused)

    def _kept(self, given: GuestPromise) -> None:
        self.confirm.setEnabled(True)
        if self._line is not None:
            self.accept()
            return
        self.foot_note.setText(_("Kept: {promise}").format(promise=given.text))
        for field in (self.text, self.name, self.email):
            field.clear()
        self.later.setChecked(False)
        self.text.setFocus()

    def _refused(self, error: Exception) -> None:
        self.confirm.setEnabled(True)
        if isinstance(error, PromiseEmpty):
            self._text.set_problem(advice(error))
            self.text.setFocus()
        elif isinstance(error, NotAnEmail):
            self._email.set_problem(advice(error))
            self.email.setFocus()
        elif isinstance(error, ExpectedError):
            self.foot_note.setText(advice(error))
        else:
            self._desk.tell(error)
