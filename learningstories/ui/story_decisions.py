"""What an organiser decides about one story for the evening, asked and stored alike on every page."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services import shortlisting
from learningstories.ui.desk import Desk
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.story_drag import dropped


class StoryDecisions(QObject):
    """Each decision is one step, told with an Undo beside it."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def add(self, number: int) -> None:
        """Put a story at the end of the running order."""
        told = plural("#{number} is on the shortlist", "{count} stories are on the shortlist", 1)
        self._write(lambda: shortlisting.add(self._desk.workspace, [number]), told.format(number=number))

    def add_dropped(self, data: QMimeData) -> None:
        """Put the stories that were dropped at the end of the running order."""
        workspace, numbers = self._desk.workspace, dropped(self._desk.challenge.path, data)
        if not numbers:
            self._desk.failed.emit(_("What was dropped are not stories of this challenge."))
            return
        told = plural("#{number} is on the shortlist", "{count} stories are on the shortlist", len(numbers))
        words = told.format(number=numbers[0], count=numeral(len(numbers)))
        self._write(lambda: shortlisting.add(workspace, numbers), words)

    def remove(self, number: int) -> None:
        """Take a story off the shortlist."""
        told = _("#{number} is off the shortlist").format(number=number)
        self._write(lambda: shortlisting.remove(self._desk.workspace, number), told)

    def lift(self, number: int) -> None:
        """Let an excluded story be chosen again."""
        told = _("#{number} may be chosen again").format(number=number)
        self._write(lambda: shortlisting.remove(self._desk.workspace, number), told)

    def pin(self, number: int) -> None:
        """Hold a story on the shortlist, with a reason if there is one."""
        title = _("Pin #{number}").format(number=number)
        held = _("It stays on the shortlist whatever is proposed.")
        sheet = ReasonSheet(self._over, title, held, needed=False, button=_("Pin"))
        told = _("#{number} is pinned").format(number=number)
        workspace = self._desk.workspace
        sheet.given.connect(
            lambda reason: self._write(lambda: shortlisting.pin(workspace, number, reason=reason), told)
        )
        sheet.open()

    def unpin(self, number: int) -> None:
        """Let a pinned story go again; it stays on the shortlist for now."""
        told = _("#{number} is no longer pinned").format(number=number)
        self._write(lambda: shortlisting.pin(self._desk.workspace, number, pinned=False), told)

    def exclude(self, number: int) -> None:
        """Decide, with a reason, that a story is not told."""
        title = _("Exclude #{number}").format(number=number)
        sheet = ReasonSheet(self._over, title, button=_("Exclude"))
        told = _("#{number} is excluded").format(number=number)
        workspace = self._desk.workspace
        sheet.given.connect(
            lambda reason: self._write(lambda: shortlisting.exclude(workspace, number, reason), told)
        )
        sheet.open()

    def _write(self, act: Callable[[], object], told: str) -> None:
        self._desk.write(_("Storing"), lambda _control: act(), tell=told)
