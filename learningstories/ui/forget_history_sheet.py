"""Asks from when on history is kept, before older steps are forgotten: nothing takes that back."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.pruning import forget_before, forgotten_words
from learningstories.ui.desk import Desk
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, choice_field
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.sheet import NARROW, Sheet

_YEAR, _HALF, _QUARTER, _MONTH, _ALL = 365, 183, 91, 30, 0


class ForgetHistorySheet(Sheet):
    """How old the steps are that go."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _(
            "What was done stays done, and can no longer be taken back. Nothing brings those steps back."
        )
        super().__init__(over, _("Forget older steps"), told, NARROW)
        self._desk = desk
        self.age = choice_field(
            [
                (_("Older than a year"), _YEAR),
                (_("Older than half a year"), _HALF),
                (_("Older than three months"), _QUARTER),
                (_("Older than a month"), _MONTH),
                (_("All there are"), _ALL),
            ],
            _YEAR,
        )
        self.body.addWidget(Field(_("Which steps"), self.age))
        told = _("Earlier texts of stories stay; texts and files that only these steps know are gone.")
        self.body.addWidget(Label(told, wrap=True))
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Forget them"), Kind.DANGER, "trash-2"))
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._forget)

    def _forget(self) -> None:
        challenge, clock = self._desk.challenge, self._desk.toolbox.clock
        days = int(self.age.currentData())
        self.confirm.setEnabled(False)
        self._desk.tasks.write(
            _("Forgetting older steps"),
            lambda _control: forget_before(challenge, clock() - timedelta(days=days)),
            self._forgotten,
            self._failed,
        )

    def _forgotten(self, count: int) -> None:
        self.accept()
        self._desk.said.emit(forgotten_words(count), False)

    def _failed(self, error: Exception) -> None:
        self.confirm.setEnabled(True)
        if not isinstance(error, ExpectedError):
            raise error
        self.foot_note.setText(advice_on(error))
