"""Says what letting a reader's answers count again changes, before it is done."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services import counting
from learningstories.ui.consequences_card import ConsequencesCard
from learningstories.ui.desk import Desk
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import NARROW, Sheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results
    from learningstories.services.setting_aside import Consequences


class TakeBackSheet(Sheet):
    """Why the reader was set aside, and what would be different; storing it is one step."""

    def __init__(
        self, over: QWidget, desk: Desk, results: "Results | None", reader: tuple[str, str], why: str
    ) -> None:
        """`reader` is address and name."""
        email, name = reader
        super().__init__(over, _("Take {name} back").format(name=name), why, NARROW)
        self._desk, self._email, self._name = desk, email, name
        card = ConsequencesCard(desk)
        self.changes = card.changes
        self.body.addWidget(card)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Take back"), Kind.MAIN, "undo-2"), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._store)
        workspace, lists = desk.workspace, desk.lists

        def work_out(who: UUID) -> "Consequences":
            from learningstories.services.setting_aside import consequences_of_return  # noqa: PLC0415 - NumPy

            return consequences_of_return(workspace, lists, results, who)

        card.ask(email, work_out)

    def _store(self) -> None:
        workspace, email = self._desk.workspace, self._email
        self._desk.write(
            _("Storing"),
            lambda _control: counting.take_back(workspace, email),
            tell=_("{name} counts again").format(name=self._name),
        )
        self.accept()
