"""Tells that the server is not reached, and stores what was held meanwhile once it is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from learningstories.i18n import _, plural
from learningstories.services.changes import MissedChanges
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.ui.desk import Desk
    from learningstories.ui.following import Following
    from learningstories.ui.shell import Shell
    from learningstories.ui.widgets.notice import Notice


class ConnectionWatch(QObject):
    """One quiet notice for as long as it lasts; whoever closes it is not told again until more is held."""

    def __init__(self, desk: Desk, shell: Shell, following: Following) -> None:
        super().__init__(shell)
        self._desk, self._shell, self._following = desk, shell, following
        self._notice: Notice | None = None
        self._was_closed = False
        following.lost.connect(self._tell)
        following.found.connect(self._go_on)
        desk.held_changed.connect(self._held)

    def _held(self) -> None:
        self._was_closed = False
        self._following.note_lost()
        self._tell()

    def _tell(self) -> None:
        if self._was_closed or (self._notice is not None and isValid(self._notice)):
            return
        told = _("No connection to the server. What you type is kept, and stored as soon as it is back.")
        self._notice = self._shell.tell_above(told, Role.SPARK, _("Try again"), self._following.look)
        self._notice.close_button.clicked.connect(self._close)
        self._notice.done.connect(self._forget)

    def _close(self) -> None:
        self._was_closed = True

    def _forget(self) -> None:
        self._notice = None

    def _go_on(self) -> None:
        self._was_closed = False
        if self._notice is not None and isValid(self._notice):
            self._notice.done.emit()
        self._desk.news.committed.emit(MissedChanges("", ()))
        count = self._desk.store_held()
        if count:
            told = plural(
                "The server is there again. {n} step that was kept is stored now.",
                "The server is there again. {n} steps that were kept are stored now.",
                count,
            )
            self._shell.tell(told.format(n=count), Role.OK)
