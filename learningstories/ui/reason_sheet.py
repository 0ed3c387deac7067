"""Asks why, where a decision is shown to whoever asks later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet


class ReasonSheet(Sheet):
    """One line of reason; `given` carries it. Where it is `needed`, the sheet waits for some words."""

    given = Signal(str)

    def __init__(
        self, over: QWidget, title: str, subtitle: str = "", *, needed: bool = True, button: str = ""
    ) -> None:
        super().__init__(over, title, subtitle, NARROW)
        self._needed = needed
        self.reason = text_field(_("In a sentence"))
        label = _("The reason") if needed else _("The reason, if you like")
        self.body.addWidget(
            Field(label, self.reason, _("It is kept in the history and shown with the decision."))
        )
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(button or title, Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.reason.textChanged.connect(self._follow)
        self._follow("")

    def _follow(self, text: str) -> None:
        self.confirm.setEnabled(bool(text.strip()) or not self._needed)

    def _finish(self) -> None:
        self.given.emit(self.reason.text().strip())
        self.accept()
