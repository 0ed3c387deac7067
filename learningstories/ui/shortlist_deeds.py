"""What is done to the shortlist as a whole: proposing, locking, opening again, taking back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _
from learningstories.services import shortlisting
from learningstories.services.locking import lock_with_figures
from learningstories.services.ports import Lists
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk
from learningstories.ui.reason_sheet import ReasonSheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.proposing import Proposed
    from learningstories.services.results import Results


class ShortlistDeeds(QObject):
    """Each is one step, off the window's thread; `proposed` says whether no better set exists."""

    proposed = Signal(bool)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def propose(self) -> None:
        """Store the best set within the rules; what is pinned and excluded stays so."""
        workspace, lists = self._desk.workspace, self._desk.lists

        def work(_control: Control) -> "Proposed":
            from learningstories.services.proposing import propose  # noqa: PLC0415 - loads SciPy
            from learningstories.services.sought import results_by_rules  # noqa: PLC0415 - the same

            return propose(workspace, results_by_rules(workspace, lists))

        self._desk.write(
            _("Proposing a shortlist"),
            work,
            lambda made: self.proposed.emit(made.proved),
            tell=_("A shortlist is proposed"),
        )

    def lock_it(self) -> None:
        """Freeze the shortlist with everything that it rests on at this moment."""
        workspace, lists = self._desk.workspace, self._desk.lists

        def work(control: Control) -> None:
            lock_with_figures(workspace, _ranked(workspace, lists), control)

        self._desk.write(_("Locking the shortlist"), work, tell=_("The shortlist is locked"))

    def ask_to_unlock(self) -> None:
        """Open the locked shortlist again, with a reason."""
        workspace = self._desk.workspace
        told = _("What was locked stays in the history.")
        sheet = ReasonSheet(self._over, _("Unlock the shortlist"), told, button=_("Unlock"))
        sheet.given.connect(
            lambda reason: self._desk.write(
                _("Storing"),
                lambda _control: shortlisting.unlock(workspace, reason),
                tell=_("The shortlist is open again"),
            )
        )
        sheet.open()

    def take_back(self) -> None:
        """Undo the newest step."""
        workspace = self._desk.workspace
        self._desk.write(
            "",
            lambda _control: workspace.undo(),
            lambda label: self._desk.said.emit(_("Taken back: {step}").format(step=label), False),
        )


def _ranked(workspace: Workspace, lists: Lists) -> "Results | None":
    """The ranking that the rules ask for, None while nobody has rated."""
    from learningstories.services.sought import results_by_rules  # noqa: PLC0415 - loads NumPy and SciPy

    try:
        return results_by_rules(workspace, lists)
    except NothingToRank:
        return None
