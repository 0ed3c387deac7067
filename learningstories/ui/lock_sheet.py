"""Saves a copy of the challenge that only opens with a passphrase."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.locked_copies import LEAST_LETTERS, MOST_LETTERS, locked_name, save_locked
from learningstories.services.opened_kind import ENDING
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.sheet import NARROW, Sheet


class LockSheet(Sheet):
    """The passphrase twice, or five words that the app finds; then where to save it."""

    keeps_words = False

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _("Everything in the challenge as it is now, in one file that nobody opens without it.")
        super().__init__(over, _("Save a copy with a passphrase"), told, NARROW)
        self._desk = desk
        self._control: Control | None = None
        self._target = desk.challenge.path
        self.phrase, self.again = _hidden(), _hidden()
        hint = _("At least {n} letters. Capitals and spaces count.").format(n=LEAST_LETTERS)
        self._first = Field(_("Passphrase"), self.phrase, hint)
        self._second = Field(_("The same once more"), self.again)
        self.body.addWidget(self._first)
        self.body.addWidget(self._second)
        self.found = Label("", wrap=True)
        self.body.addWidget(self.found)
        self.body.addWidget(
            Label(_("Keep it well: without it nobody can open the copy, nor you."), wrap=True)
        )
        self.suggest = self.add_button(Button(_("Find five words"), icon="wand-sparkles"))
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Save…"), Kind.MAIN, "lock"), main=True)
        self.suggest.clicked.connect(self._suggest)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._ask_where)
        for field in (self.phrase, self.again):
            field.textChanged.connect(lambda _text: self._follow())
        self.found.hide()
        self._follow()

    def may_leave(self) -> bool:
        """What is being saved is given up then, with nothing left of it."""
        if self._control is not None:
            self._control.stop()
        return True

    def _suggest(self) -> None:
        words = self._desk.toolbox.packs().new_phrase()
        for field in (self.phrase, self.again):
            field.setText(words)
        self.found.setText(_("Write them down: {words}").format(words=words))
        self.found.show()

    def _follow(self) -> None:
        first, second = self.phrase.text(), self.again.text()
        differ = bool(second) and not first.startswith(second) and first != second
        self._second.set_problem(_("The two are not the same.") if differ else "")
        long_enough = len(first.strip()) >= LEAST_LETTERS
        self.confirm.setEnabled(self._control is None and long_enough and first == second)

    def _ask_where(self) -> None:
        wanted = locked_name(self._desk.challenge.path)
        title, kinds = _("Save a copy with a passphrase"), _("Challenges (*.stories)")
        name, _kind = QFileDialog.getSaveFileName(self, title, str(wanted), kinds)
        if not name:
            return
        target = Path(name)
        if target.suffix.lower() != ENDING:
            target = target.with_name(f"{target.name}{ENDING}")
        if target.resolve() == self._desk.challenge.path.resolve():
            self.foot_note.setText(_("That is the challenge itself. Choose another name."))
            return
        self._target = target
        self._save()

    def _save(self) -> None:
        tools, path, phrase = self._desk.toolbox, self._desk.challenge.path, self.phrase.text()
        target = self._target
        self._work(
            self._desk.tasks.read(
                _("Saving the copy"),
                lambda control: save_locked(tools.backups(), tools.packs(), path, target, phrase, control),
                self._saved,
                self._failed,
            )
        )

    def _saved(self, _size: int) -> None:
        self._work(None)
        self.accept()
        self._desk.said.emit(_("Saved “{name}”").format(name=self._target.name), False)

    def _failed(self, error: Exception) -> None:
        self._work(None)
        if not isinstance(error, ExpectedError):
            raise error
        self.foot_note.setText(advice_on(error))

    def _work(self, control: Control | None) -> None:
        self._control = control
        self.suggest.setEnabled(control is None)
        self._follow()


def _hidden() -> QLineEdit:
    field = text_field(most=MOST_LETTERS)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
