"""A pause in the running order: how long it is and what it is called."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.pauses import MOST_TITLE, USUAL_MINUTES
from learningstories.services.shortlisting import MOST_MINUTES
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, number_field, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet


class PauseSheet(Sheet):
    """Minutes and name; `given` carries both."""

    given = Signal(int, str)

    def __init__(self, over: QWidget, *, minutes: int = USUAL_MINUTES, title: str = "", new: bool) -> None:
        super().__init__(over, _("Add a pause") if new else _("Change the pause"), "", NARROW)
        self.minutes = number_field(minutes, 1, MOST_MINUTES, _(" min"))
        self.name = text_field(_("Tea and cake"), title, MOST_TITLE)
        told = _("It is beside the time for stories; what follows starts later.")
        self.body.addWidget(Field(_("How long"), self.minutes, told))
        self.body.addWidget(Field(_("What it is called, if anything"), self.name))
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Add") if new else _("Change"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)

    def _finish(self) -> None:
        self.minutes.interpretText()
        self.given.emit(self.minutes.value(), self.name.text().strip())
        self.accept()
