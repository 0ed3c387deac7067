"""Puts together what the command box offers for what was typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.i18n import _, numeral, plural
from learningstories.services.reader_progress import ReaderProgress
from learningstories.services.story_query import StoryName, StoryQuery
from learningstories.ui.actions import Actions
from learningstories.ui.command import Command, CommandKind
from learningstories.ui.command_search import CommandSearch
from learningstories.ui.command_sources import (
    Found,
    Recent,
    actions_of,
    best,
    found_among,
    found_story,
    reviewers_of,
    story_of,
)
from learningstories.ui.desk import Desk
from learningstories.ui.shell import REVIEWERS, STORIES

WAIT_MS = 120  # for stories; what is known already is shown without them then


class CommandFinder(QObject):
    """`found` carries the lines for what was typed last; without a desk there are only actions.

    `waits` says that stories are still being looked for.
    """

    found = Signal(object)  # list[Command]

    def __init__(
        self, registry: Actions, recent: Recent, desk: Desk | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.waits = False
        self._desk = desk
        self._typed = ""
        self._actions = actions_of(registry)
        self._people: list[Command] = []
        self._stories: Sequence[StoryName] = ()
        self._count: int | None = None
        self._recent = recent
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self._tell)
        self._search = CommandSearch(desk, self) if desk is not None else None
        if self._search is not None:
            self._search.named.connect(self._take_names)
            self._search.counted.connect(self._take_count)
            self._search.people_found.connect(self._take_people)
            self._search.ask_people()

    def close(self) -> None:
        """Ask for nothing more."""
        self._patience.stop()
        if self._search is not None:
            self._search.close()

    def ask(self, typed: str) -> None:
        """Find what these letters stand for; without any, what was chosen last, and the pages."""
        self._typed, self._stories, self._count = " ".join(typed.split()), (), None
        self.waits = bool(self._typed) and self._search is not None
        if self.waits and self._search is not None:
            self._search.ask(self._typed)
            self._patience.start()
        else:
            self._tell()

    def note(self, command: Command) -> None:
        """Remember what was chosen."""
        if command.kind is not CommandKind.SEARCH:
            self._recent.note(command)

    def _take_names(self, names: Sequence[StoryName]) -> None:
        self.waits, self._stories = False, names
        self._patience.stop()
        self._tell()

    def _take_count(self, count: int) -> None:
        self._count = count
        self._tell()

    def _take_people(self, people: Sequence[ReaderProgress]) -> None:
        self._people = reviewers_of(people, self._goer(REVIEWERS))
        if self._typed:
            self._tell()

    def _goer(self, page: str) -> Callable[[object], None]:
        go = self._desk.go if self._desk is not None else None
        return lambda argument: go.emit(page, argument) if go is not None else None

    def _tell(self) -> None:
        self.found.emit(self._for_letters() if self._typed else self._for_none())

    def _for_none(self) -> list[Command]:
        recent = self._recent.among([*self._actions, *self._people])
        keys = {command.key for command in recent}
        pages = [each for each in self._actions if each.kind is CommandKind.PAGE and each.key not in keys]
        return [*recent, *pages] if pages else [*recent, *(a for a in self._actions if a.key not in keys)]

    def _for_letters(self) -> list[Command]:
        go = self._goer(STORIES)
        stories: list[Found] = [found_story(self._typed, s, story_of(s, go)) for s in self._stories]
        known = found_among(self._typed, [*self._actions, *self._people])
        return [*best([*known, *stories]), *self._in_texts()]

    def _in_texts(self) -> list[Command]:
        """The way to all stories that have it anywhere, once it is known that there are any."""
        if not self._count:
            return []
        query, go = StoryQuery(search=self._typed), self._goer(STORIES)
        return [
            Command(
                key="search",
                kind=CommandKind.SEARCH,
                words=_("Search all texts for “{words}”").format(words=self._typed),
                icon="search",
                aside=plural("{n} story", "{n} stories", self._count).format(n=numeral(self._count)),
                note=_("search"),
                do=lambda: go(query),
            )
        ]
