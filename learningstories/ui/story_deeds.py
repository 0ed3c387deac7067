"""What is done with the stories that are selected in a list; each deed is loaded when it is done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Eligibility
from learningstories.i18n import _, plural
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk

if TYPE_CHECKING:
    from learningstories.services.story_details import StoryDetails
    from learningstories.ui.story_panel import StoryPanel


class StoryDeeds(QObject):
    """`current` gives the story to edit, `selected` those to act on."""

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        current: Callable[[], int | None],
        selected: Callable[[], list[int]],
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._current = current
        self._selected = selected

    def serve(self, panel: "StoryPanel") -> None:
        """Do what is asked for in the panel."""
        proof = panel.proof
        panel.edit_wanted.connect(self.edit)
        panel.withdraw_wanted.connect(self.withdraw)
        panel.restore_wanted.connect(self.restore)
        panel.late_decided.connect(self.decide_late)
        panel.eligibility_decided.connect(self.decide_eligibility)
        proof.time_wanted.connect(self.change_time)
        proof.more_time_wanted.connect(self.give_time)
        proof.receipt_wanted.connect(self.save_receipts)
        proof.copied.connect(lambda: self._desk.said.emit(_("The proof is on the clipboard"), False))

    def edit(self) -> None:
        """Open the current story for editing."""
        from learningstories.ui.story_edit_sheet import StoryEditSheet  # noqa: PLC0415

        number = self._current()
        if number is not None:
            StoryEditSheet.open_for(self._desk, self._over, number)

    def withdraw(self) -> None:
        """Take the selected stories out; Undo brings them back."""
        from learningstories.services import stories  # noqa: PLC0415

        self._do(
            stories.withdraw,
            lambda n: plural("#{number} withdrawn", "{count} stories withdrawn", n),
        )

    def restore(self) -> None:
        """Take the selected stories in again."""
        from learningstories.services import stories  # noqa: PLC0415

        self._do(
            stories.restore,
            lambda n: plural("#{number} restored", "{count} stories restored", n),
        )

    def add_to_shortlist(self) -> None:
        """Put the selected stories on the shortlist."""
        from learningstories.services import shortlisting  # noqa: PLC0415

        self._do(
            shortlisting.add,
            lambda n: plural("#{number} is on the shortlist", "{count} stories are on the shortlist", n),
        )

    def decide_late(self, decision: LateDecision) -> None:
        """Accept or refuse the selected late stories, with a reason, or open the question again."""
        from learningstories.services import stories  # noqa: PLC0415

        words = {
            LateDecision.ACCEPT: (_("Accept although late"), _("Accepted")),
            LateDecision.REFUSE: (_("Refuse as late"), _("Refused as late")),
            LateDecision.OPEN: (_("Decide later"), _("To be decided later")),
        }
        self._decide(
            words[decision],
            lambda workspace, numbers, reason: stories.decide_late(workspace, numbers, decision, reason),
            asks=decision is not LateDecision.OPEN,
        )

    def decide_eligibility(self, decision: Eligibility) -> None:
        """Find the selected stories eligible or not, with a reason, or open the question again."""
        from learningstories.services import eligibility  # noqa: PLC0415

        words = {
            Eligibility.ELIGIBLE: (_("Find eligible all the same"), _("Found eligible")),
            Eligibility.NOT_ELIGIBLE: (_("Find not eligible"), _("Found not eligible")),
            Eligibility.OPEN: (_("Open the question again"), _("Whether it is eligible is open again")),
        }
        self._decide(
            words[decision],
            lambda workspace, numbers, reason: eligibility.decide(workspace, numbers, decision, reason),
            asks=decision is not Eligibility.OPEN,
        )

    def change_time(self) -> None:
        """Let another time count as when the current story came."""
        from learningstories.ui.received_sheet import ReceivedSheet  # noqa: PLC0415

        self._with_current(lambda found: ReceivedSheet(self._desk, self._over, found).open())

    def give_time(self) -> None:
        """Give the author of the current story more time."""
        from learningstories.ui.extension_sheet import ExtensionSheet  # noqa: PLC0415

        def show(found: "StoryDetails") -> None:
            if found.story.email:
                ExtensionSheet(self._desk, self._over, found).open()
            else:
                told = _("#{number} has no e-mail address, by which more time is given. Edit it first.")
                self._desk.failed.emit(told.format(number=found.story.number))

        self._with_current(show)

    def save_receipts(self) -> None:
        """Write the receipts of the selected stories into a folder."""
        from learningstories.ui.receipts_out import save_receipts  # noqa: PLC0415

        numbers = self._selected()
        if numbers:
            save_receipts(self._desk, self._over, numbers)

    def menu(self) -> QMenu:
        """All of it, to be shown where the list was pressed."""
        menu = QMenu(self._over)
        menu.addAction(_("Edit…"), self.edit)
        menu.addAction(_("Add to the shortlist"), self.add_to_shortlist)
        menu.addAction(_("Receipts…"), self.save_receipts)
        menu.addSeparator()
        menu.addAction(_("Accept although late…"), partial(self.decide_late, LateDecision.ACCEPT))
        menu.addAction(_("Refuse as late…"), partial(self.decide_late, LateDecision.REFUSE))
        menu.addAction(_("Give the author more time…"), self.give_time)
        menu.addAction(_("Let another time count…"), self.change_time)
        menu.addSeparator()
        menu.addAction(_("Eligible all the same…"), partial(self.decide_eligibility, Eligibility.ELIGIBLE))
        menu.addAction(_("Not eligible…"), partial(self.decide_eligibility, Eligibility.NOT_ELIGIBLE))
        menu.addSeparator()
        menu.addAction(_("Withdraw"), self.withdraw)
        menu.addAction(_("Restore"), self.restore)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _decide(
        self,
        words: tuple[str, str],
        act: Callable[[Workspace, Sequence[int], str], Sequence[int]],
        *,
        asks: bool,
    ) -> None:
        """Decide about the selected stories; `words` are what is asked and what is said afterwards."""
        numbers, workspace, desk = self._selected(), self._desk.workspace, self._desk
        if not numbers:
            return

        def store(reason: str) -> None:
            desk.write(
                _("Storing"),
                lambda _control: act(workspace, numbers, reason),
                lambda done: desk.said.emit(_told(words[1], done), True),
            )

        if not asks:
            store("")
            return
        from learningstories.ui.reason_sheet import ReasonSheet  # noqa: PLC0415

        sheet = ReasonSheet(self._over, _told(words[0], numbers), button=words[0])
        sheet.given.connect(store)
        sheet.open()

    def _with_current(self, show: Callable[["StoryDetails"], None]) -> None:
        """Do something with the current story as soon as it is read."""
        from learningstories.services.story_details import details  # noqa: PLC0415

        number, workspace = self._current(), self._desk.workspace
        if number is not None:
            self._desk.read(lambda _control: details(workspace, number), show)

    def _do(self, act: Callable[[Workspace, Sequence[int]], None], words: Callable[[int], str]) -> None:
        numbers = self._selected()
        if not numbers:
            return
        workspace = self._desk.workspace
        tell = words(len(numbers)).format(number=numbers[0], count=len(numbers))

        def work(_control: Control) -> None:
            act(workspace, numbers)

        self._desk.write(_("Storing"), work, tell=tell)


def _told(words: str, numbers: Sequence[int]) -> str:
    """What is done, and with which story or how many."""
    told = plural("{words}: #{number}", "{words}: {count} stories", len(numbers))
    return told.format(words=words, number=numbers[0] if numbers else "", count=len(numbers))
