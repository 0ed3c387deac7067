"""What is done with the stories that are selected in a list; each deed is loaded when it is done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from learningstories.domain.deadline import LateDecision
from learningstories.i18n import _, plural
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk


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
        """Accept or refuse the selected late stories, with a reason."""
        from learningstories.services import stories  # noqa: PLC0415
        from learningstories.ui.reason_sheet import ReasonSheet  # noqa: PLC0415

        numbers = self._selected()
        if not numbers:
            return
        refusing = decision is LateDecision.REFUSE
        title = _("Refuse as late") if refusing else _("Accept although late")
        said = _("Refused as late") if refusing else _("Accepted")
        workspace = self._desk.workspace
        sheet = ReasonSheet(self._over, title, needed=refusing)
        sheet.given.connect(
            lambda reason: self._desk.write(
                title, lambda _c: stories.decide_late(workspace, numbers, decision, reason), tell=said
            )
        )
        sheet.open()

    def menu(self) -> QMenu:
        """All of it, to be shown where the list was pressed."""
        menu = QMenu(self._over)
        menu.addAction(_("Edit…"), self.edit)
        menu.addAction(_("Add to the shortlist"), self.add_to_shortlist)
        menu.addSeparator()
        menu.addAction(_("Accept although late…"), partial(self.decide_late, LateDecision.ACCEPT))
        menu.addAction(_("Refuse as late…"), partial(self.decide_late, LateDecision.REFUSE))
        menu.addSeparator()
        menu.addAction(_("Withdraw"), self.withdraw)
        menu.addAction(_("Restore"), self.restore)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _do(self, act: Callable[[Workspace, Sequence[int]], None], words: Callable[[int], str]) -> None:
        numbers = self._selected()
        if not numbers:
            return
        workspace = self._desk.workspace
        tell = words(len(numbers)).format(number=numbers[0], count=len(numbers))

        def work(_control: Control) -> None:
            act(workspace, numbers)

        self._desk.write(_("Storing"), work, tell=tell)
