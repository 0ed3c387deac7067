"""Asks for the address of a challenge on a server and for the password, and opens it or makes it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from shiboken6 import isValid

from learningstories.domain.errors import ExpectedError, WrongPassword
from learningstories.i18n import _
from learningstories.services.entering import Entered, enter, entry_of
from learningstories.services.progress import Control
from learningstories.ui.tasks import Tasks
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from learningstories.domain.challenge import Challenge
    from learningstories.services.toolbox import Toolbox

_SIZE = (560, 0)  # as high as what is in it
_LONGEST = 2_000


class ServerSheet(Sheet):
    """`entered` carries what was opened. It stays, with all that was typed, while the server says no."""

    entered = Signal(object)
    keeps_words = False

    def __init__(
        self, toolbox: Toolbox, tasks: Tasks, over: QWidget, challenge: Challenge | None = None
    ) -> None:
        title = _("Open a shared challenge") if challenge is None else _("Make it on a server")
        told = (
            _("Whoever invited you has told you its address, and your password.")
            if challenge is None
            else _("The database has to be empty, and yours. Help says what to ask of whoever runs it.")
        )
        super().__init__(over, title, told, _SIZE)
        self._toolbox, self._tasks, self._challenge = toolbox, tasks, challenge
        self._control: Control | None = None
        self.address, self.password = text_field(most=_LONGEST), text_field(most=_LONGEST)
        self.address.setPlaceholderText("postgresql://ana@db.example.org/spring")
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as addresses are read everywhere
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.remember = QCheckBox(_("Keep the password in this computer's keyring"))
        self._place = Field(
            _("Address of the challenge"), self.address, _("Your name, the server and the database")
        )
        self._word = Field(_("Password"), self.password, _("Empty: the one that is kept"))
        for each in (self._place, self._word, self.remember):
            self.body.addWidget(each)
        self.cancel = self.add_button(Button(_("Cancel")))
        words = _("Open") if challenge is None else _("Make it")
        self.confirm = self.add_button(Button(words, Kind.MAIN, "users"), main=True)
        self._listen()
        self._follow()

    def _listen(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.enter)
        for field in (self.address, self.password):
            field.textChanged.connect(lambda _text: self._typed())
        passwords = self._toolbox.servers().passwords
        self._tasks.read("", lambda _c: passwords.kept(), self._offer_keyring)

    def go_to(self, address: str) -> None:
        """Try it at once with what is kept; where that is not enough, ask."""
        self.address.setText(address)
        QTimer.singleShot(0, self, self.enter)

    def may_leave(self) -> bool:
        """What is being opened is let go of."""
        if self._control is not None:
            self._control.stop()
        return True

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._place.problem() or self._word.problem()

    def enter(self) -> None:
        """Open it, or make it; the window goes on meanwhile."""
        if self._control is not None:
            return
        keep = self.remember.isChecked() and self.remember.isEnabled()
        try:
            entry = entry_of(self.address.text(), self.password.text(), self._toolbox.who, keep=keep)
        except ExpectedError as error:
            self._place.set_problem(advice_on(error))
            self.address.setFocus()
            return
        servers, challenge = self._toolbox.servers(), self._challenge
        self._work(
            self._tasks.read(
                _("Signing in"),
                lambda control: enter(servers, entry, challenge, control),
                lambda entered: _hand_on(self, entered),
                lambda error: self._failed(error) if isValid(self) else None,
            )
        )

    def take(self, entered: Entered) -> None:
        """It is open now."""
        self._work(None)
        self.accept()
        self.entered.emit(entered)

    def _offer_keyring(self, kept: bool) -> None:  # noqa: FBT001 - what was found
        if isValid(self):
            self.remember.setEnabled(kept)
            self.remember.setChecked(kept)
            if not kept:
                self.remember.setText(_("This computer has no keyring: the password is asked for each time"))

    def _typed(self) -> None:
        for field in (self._place, self._word):
            if field.problem():
                field.set_problem("")
        self._follow()

    def _failed(self, error: Exception) -> None:
        self._work(None)
        if not isinstance(error, ExpectedError):
            raise error
        at = self._word if isinstance(error, WrongPassword) else self._place
        at.set_problem(advice_on(error))
        at.input.setFocus()

    def _work(self, control: Control | None) -> None:
        self._control = control
        self.foot_note.setText(_("Signing in…") if control is not None else "")
        self._follow()

    def _follow(self) -> None:
        is_idle = self._control is None
        for field in (self.address, self.password):
            field.setReadOnly(not is_idle)
        self.confirm.setEnabled(is_idle and bool(self.address.text().strip()))


def _hand_on(sheet: ServerSheet, entered: Entered) -> None:
    """Whoever left meanwhile wants nothing to stay open."""
    if isValid(sheet) and sheet.isVisible():
        sheet.take(entered)
    else:
        entered.challenge.close()
