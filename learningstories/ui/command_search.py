"""Asks the file for what the command box is about: stories by a few letters, and who reads."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from learningstories.services.progress import Control
from learningstories.services.reader_progress import ReaderProgress, readers
from learningstories.services.story_query import StoryName
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest

_CANDIDATES = 100


class CommandSearch(QObject):
    """Only the newest question is answered; how many texts have it is told after the names."""

    named = Signal(object)  # Sequence[StoryName]
    counted = Signal(int)
    people_found = Signal(object)  # Sequence[ReaderProgress]

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = ""
        self._lists, self._slow = desk.lists.separate(), desk.lists.separate()
        self._names: Newest[Sequence[StoryName]] = Newest(desk.tasks, self._tell_names)
        self._count: Newest[int] = Newest(desk.tasks, self.counted.emit)
        self._people: Newest[Sequence[ReaderProgress]] = Newest(desk.tasks, self.people_found.emit)

    def ask(self, typed: str) -> None:
        """Find the stories that are called so, and how many have it anywhere."""
        self._typed = typed
        self._count.drop()
        self._names.drop()
        self._lists.interrupt()
        lists = self._lists
        self._names.ask(lambda _control: lists.named(typed, _CANDIDATES))

    def ask_people(self) -> None:
        """Find who reads."""
        workspace, lists = self._desk.workspace, self._slow

        def ask(_control: Control) -> Sequence[ReaderProgress]:
            return readers(workspace, lists)

        self._people.ask(ask)

    def close(self) -> None:
        """Give up what is asked and let go of the file."""
        for newest in (self._names, self._count, self._people):
            newest.drop()
        for lists in (self._lists, self._slow):
            lists.interrupt()
            lists.close()

    def _tell_names(self, names: Sequence[StoryName]) -> None:
        self.named.emit(names)
        typed, lists = self._typed, self._lists
        self._count.ask(lambda _control: lists.found_count(typed))
