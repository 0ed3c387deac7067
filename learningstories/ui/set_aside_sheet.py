"""Asks why a reader is to be set aside, and says before it is done what that changes."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services import counting
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult, Results


class SetAsideSheet(ReasonSheet):
    """The reason, and what would be different; storing it is one step."""

    def __init__(self, over: QWidget, desk: Desk, results: "Results", reader: "ReaderResult") -> None:
        title = _("Set {name} aside").format(name=reader.name)
        told = _("Nothing is removed: the answers are left out of the results until you take them back.")
        super().__init__(over, title, told, button=_("Set aside"))
        self._desk, self._reader = desk, reader
        card = Card(padding=12, spacing=6)
        card.body.addWidget(Label(_("What it changes"), Text.STRONG))
        self.changes = Label(_("Working it out…"), role=Role.MUTED, wrap=True)
        card.body.addWidget(self.changes)
        self.body.addWidget(card)
        self.given.connect(self._store)
        self._asked: Newest[list[str]] = Newest(desk.tasks, self._show)
        self._ask(results)

    def _ask(self, results: "Results") -> None:
        workspace, lists, email = self._desk.workspace, self._desk.lists, self._reader.email

        def work(_control: Control) -> list[str]:
            from learningstories.services import setting_aside  # noqa: PLC0415 - brings NumPy and SciPy
            from learningstories.services.reviewing import reviewer_of  # noqa: PLC0415 - with them

            with workspace.read() as unit:
                who = reviewer_of(unit, email).id
            return setting_aside.consequence_words(setting_aside.consequences(workspace, lists, results, who))

        self._asked.ask(work)

    def _show(self, sentences: list[str]) -> None:
        self.changes.set_role(Role.TEXT)
        self.changes.setText("\n".join(sentences))

    def _store(self, reason: str) -> None:
        workspace, reader = self._desk.workspace, self._reader
        self._desk.write(
            _("Storing"),
            lambda _control: counting.set_aside(workspace, reader.email, reason),
            tell=_("{name} is set aside").format(name=reader.name),
        )
