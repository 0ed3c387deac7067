"""Asks why a reader is to be set aside, and says before it is done what that changes."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, in_context
from learningstories.services import counting
from learningstories.ui.consequences_card import ConsequencesCard
from learningstories.ui.desk import Desk
from learningstories.ui.reason_sheet import ReasonSheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult, Results
    from learningstories.services.setting_aside import Consequences


class SetAsideSheet(ReasonSheet):
    """The reason, and what would be different; storing it is one step."""

    def __init__(self, over: QWidget, desk: Desk, results: "Results", reader: "ReaderResult") -> None:
        title = _("Set {name} aside").format(name=reader.name)
        told = _("Nothing is removed: the answers are left out of the results until you take them back.")
        super().__init__(over, title, told, button=in_context("button", "Set aside"))
        self._desk, self._reader = desk, reader
        card = ConsequencesCard(desk)
        self.changes = card.changes
        self.body.addWidget(card)
        self.given.connect(self._store)
        workspace, lists = desk.workspace, desk.lists

        def work_out(who: UUID) -> "Consequences":
            from learningstories.services.setting_aside import consequences  # noqa: PLC0415 - NumPy

            return consequences(workspace, lists, results, who)

        card.ask(reader.email, work_out)

    def _store(self, reason: str) -> None:
        workspace, reader = self._desk.workspace, self._reader
        self._desk.write(
            _("Storing"),
            lambda _control: counting.set_aside(workspace, reader.email, reason),
            tell=_("{name} is set aside").format(name=reader.name),
        )
