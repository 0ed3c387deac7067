"""Finds stories that may be there twice, off the interface's thread, whenever stories have changed."""

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from learningstories.domain.errors import FileGone
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.ports import Lists
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest


class StoryTwins(QObject):
    """`found` carries later stories by number, each with the earlier one that it seems to be."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lists: Lists | None = None
        self._asked: Newest[Mapping[int, int]] = Newest(desk.tasks, self.found.emit)
        desk.news.committed.connect(self._follow)

    def begin(self) -> None:
        """Look for the first time, once the list itself is shown."""
        if self._lists is None:
            with suppress(FileGone):  # whatever is done next says so
                self._lists = self._desk.lists.separate()
            self._look()

    def close(self) -> None:
        """Give up what is asked and let go of the file."""
        self._asked.drop()
        if self._lists is not None:
            self._lists.interrupt()
            self._lists.close()

    def _follow(self, changes: ChangeSet) -> None:
        if self._lists is not None and changes.touches(Kind.STORY):
            self._look()

    def _look(self) -> None:
        lists = self._lists
        if lists is None:
            return
        lists.interrupt()

        def look(_control: Control) -> Mapping[int, int]:
            return lists.twins()

        self._asked.ask(look)
