"""What a decision about a reader changes, told before it is taken."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.setting_aside import Consequences


class ConsequencesCard(Card):
    """Sentences, which come a moment after the sheet is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=12, spacing=6)
        self._desk = desk
        self.body.addWidget(Label(_("What it changes"), Text.STRONG))
        self.changes = Label(_("Working it out…"), role=Role.MUTED, wrap=True)
        self.body.addWidget(self.changes)
        self._asked: Newest[Sequence[str]] = Newest(desk.tasks, self._show)

    def ask(self, email: str, work_out: "Callable[[UUID], Consequences]") -> None:
        """Tell what `work_out` finds of the reader; it is called off the interface's thread."""
        workspace = self._desk.workspace

        def work(_control: Control) -> Sequence[str]:
            from learningstories.services.reviewing import reviewer_of  # noqa: PLC0415 - not for the first paint
            from learningstories.services.setting_aside import consequence_words  # noqa: PLC0415 - NumPy

            with workspace.read() as unit:
                who = reviewer_of(unit, email).id
            return consequence_words(work_out(who))

        self._asked.ask(work)

    def _show(self, sentences: Sequence[str]) -> None:
        self.changes.set_role(Role.TEXT)
        self.changes.setText("\n".join(sentences))
