"""Asks for the words that open a protected pack."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet


class PhraseSheet(Sheet):
    """`given` carries the words. It stays until it is told that they were right, with `accept`."""

    given = Signal(str)
    keeps_words = False

    def __init__(self, over: QWidget, name: str) -> None:
        subtitle = _("The organiser has told you five words that open it.")
        super().__init__(over, _("“{name}” is protected").format(name=name), subtitle, NARROW)
        self.phrase = text_field(_("Five words"), most=200)
        self._field = Field(_("The five words"), self.phrase, _("Capitals and hyphens do not matter."))
        self.body.addWidget(self._field)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Open"), Kind.MAIN), main=True)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._try)
        self.phrase.textChanged.connect(lambda _text: self._follow())
        self._busy = False
        self._follow()

    def refuse(self, sentence: str) -> None:
        """Say that the words were wrong, and let others be tried."""
        self._work(busy=False)
        self._field.set_problem(sentence)
        self.phrase.setFocus()
        self.phrase.selectAll()

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._field.problem()

    def _follow(self) -> None:
        self._field.set_problem("")
        self.confirm.setEnabled(not self._busy and bool(self.phrase.text().strip()))

    def _try(self) -> None:
        self._work(busy=True)
        self.given.emit(self.phrase.text())

    def _work(self, *, busy: bool) -> None:
        self._busy = busy
        self.phrase.setReadOnly(busy)
        self.confirm.set_text(_("Opening…") if busy else _("Open"))
        self._follow()
