"""Asks for stories off the interface's thread; the newest question wins."""

from PySide6.QtCore import QObject, Signal

from learningstories.services.progress import Control
from learningstories.services.story_query import StoryQuery
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest

FIRST = 80


class StorySearch(QObject):
    """Tells the first lines as soon as they are found, then the numbers of all; and counts when asked."""

    first_found = Signal(object)
    all_found = Signal(object)
    counted = Signal(object)
    kinds_found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists = desk.lists.separate()
        self._counting = desk.lists.separate()
        self._first: Newest[object] = Newest(desk.tasks, self._found_first)
        self._all: Newest[object] = Newest(desk.tasks, self.all_found.emit)
        self._counts: Newest[object] = Newest(desk.tasks, self.counted.emit)
        self._kinds: Newest[object] = Newest(desk.tasks, self.kinds_found.emit)
        self._query = StoryQuery()
        self._waits = self._count_wanted = False

    def close(self) -> None:
        """Give up what is asked and let go of the file."""
        for newest in (self._first, self._all, self._counts, self._kinds):
            newest.drop()
        for lists in (self._lists, self._counting):
            lists.interrupt()
            lists.close()

    def ask(self, query: StoryQuery) -> None:
        """Find what `query` asks for; what was asked before is given up."""
        self._query, self._waits = query, True
        self._all.drop()
        self._lists.interrupt()
        lists = self._lists

        def first(_control: Control) -> object:
            return lists.first_lines(query, FIRST)

        self._first.ask(first)

    def count(self) -> None:
        """Count how many stories stand where; what was asked for comes first."""
        self._count_wanted = self._waits
        if self._waits:
            return
        lists = self._counting
        self._counts.ask(lambda _control: dict(lists.state_counts()))

    def find_kinds(self) -> None:
        """Find by what stories can be told apart."""
        lists = self._counting
        self._kinds.ask(lambda _control: lists.kinds())

    def _found_first(self, lines: object) -> None:
        self._waits = False
        self.first_found.emit(lines)
        query, lists = self._query, self._lists
        self._all.ask(lambda _control: lists.numbers(query))
        if self._count_wanted:
            self.count()
