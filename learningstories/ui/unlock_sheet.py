"""Asks for the passphrase of a locked copy, and makes a challenge of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.locked_copies import MOST_LETTERS, open_locked, unlocked_name
from learningstories.services.opened_kind import ENDING
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.ui.tasks import Tasks
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet


class UnlockSheet(Sheet):
    """`unlocked` carries the challenge that was made. It stays while the passphrase is wrong."""

    unlocked = Signal(object)
    keeps_words = False

    def __init__(self, toolbox: Toolbox, tasks: Tasks, path: Path, over: QWidget) -> None:
        told = _("A challenge is made of it that opens without a passphrase; this copy stays as it is.")
        super().__init__(over, _("“{name}” is protected").format(name=path.name), told, NARROW)
        self._toolbox, self._tasks, self._path = toolbox, tasks, path
        self._target = unlocked_name(path)
        self._control: Control | None = None
        self.phrase = text_field(most=MOST_LETTERS)
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(_("Passphrase"), self.phrase)
        self.body.addWidget(self._field)
        self.place = self.add_button(Button(_("Save elsewhere…"), icon="folder-open"))
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Open"), Kind.MAIN, "lock-open"), main=True)
        self.place.clicked.connect(self._ask_where)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._unlock)
        self.phrase.textChanged.connect(lambda _text: self._follow())
        self._follow()

    def may_leave(self) -> bool:
        """What is being made is given up then, with nothing left of it."""
        if self._control is not None:
            self._control.stop()
        return True

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._field.problem()

    def _follow(self) -> None:
        self._field.set_problem("")
        self.foot_note.setText(_("It is saved as “{name}”.").format(name=self._target.name))
        self.confirm.setEnabled(self._control is None and bool(self.phrase.text()))

    def _ask_where(self) -> None:
        title, kinds = _("Save the challenge"), _("Challenges (*.stories)")
        name, _kind = QFileDialog.getSaveFileName(self, title, str(self._target), kinds)
        if name:
            self._target = Path(name).with_suffix(ENDING)
            self._follow()

    def _unlock(self) -> None:
        tools, path, target, phrase = self._toolbox, self._path, self._target, self.phrase.text()
        self._work(
            self._tasks.read(
                _("Opening"),
                lambda control: open_locked(tools.backups(), tools.packs(), path, target, phrase, control),
                self._opened,
                self._failed,
            )
        )

    def _opened(self, _none: None) -> None:
        self._work(None)
        self.accept()
        self.unlocked.emit(self._target)

    def _failed(self, error: Exception) -> None:
        self._work(None)
        if not isinstance(error, ExpectedError):
            raise error
        self._field.set_problem(advice_on(error))
        self.phrase.setFocus()
        self.phrase.selectAll()

    def _work(self, control: Control | None) -> None:
        self._control = control
        self.place.setEnabled(control is None)
        self._follow()
