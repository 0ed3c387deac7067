"""Adding, changing and taking out pauses of the running order."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from learningstories.domain.shortlist import PauseId
from learningstories.i18n import _
from learningstories.services import pauses
from learningstories.ui.desk import Desk
from learningstories.ui.pause_sheet import PauseSheet
from learningstories.ui.running_order_rows import Row


class PauseDeeds(QObject):
    """Each is one step, told with an Undo beside it."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def ask(self, row: Row, after: int) -> None:
        """Ask about the pause in the row, or about a new one once `after` stories are told."""
        workspace = self._desk.workspace
        key = _pause(row)
        if key is None:
            sheet = PauseSheet(self._over, new=True)
            sheet.given.connect(
                lambda minutes, title: self._write(
                    lambda: pauses.add_pause(workspace, after, minutes, title), _("A pause is added")
                )
            )
        else:
            sheet = PauseSheet(
                self._over, minutes=row.minutes, title=row.title if row.second else "", new=False
            )
            sheet.given.connect(
                lambda minutes, title: self._write(
                    lambda: pauses.set_pause(workspace, key, minutes=minutes, title=title),
                    _("The pause is changed"),
                )
            )
        sheet.open()

    def remove(self, row: Row) -> None:
        """Take the pause out."""
        workspace, key = self._desk.workspace, _pause(row)
        if key is not None:
            self._write(lambda: pauses.remove_pause(workspace, key), _("The pause is taken out"))

    def _write(self, act: Callable[[], object], told: str) -> None:
        self._desk.write(_("Storing"), lambda _control: act(), tell=told)


def _pause(row: Row) -> PauseId | None:
    return PauseId(row.key) if isinstance(row.key, UUID) else None
