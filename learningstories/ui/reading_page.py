"""One story at a time, as a reviewer reads and answers it within the challenge."""

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.reading_source import ChallengeReading
from learningstories.ui.desk import Desk
from learningstories.ui.reading_end import ReadingEnd, nothing_to_read
from learningstories.ui.reading_sidebar import ReadingSidebar
from learningstories.ui.reading_view import ReadingView
from learningstories.ui.widgets.buttons import Button


class ReadingPage(ReadingView):
    """Give it a reviewer's address with `show_argument`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        words = _("Back to the challenge")
        super().__init__(
            desk,
            sidebar=ReadingSidebar(Button(words, icon="chevron-left")),
            nothing=nothing_to_read(words),
            finished=ReadingEnd(words),
            parent=parent,
        )
        self._desk = desk
        for way_back in (self.sidebar.button.clicked, self.nothing.wanted, self.finished.wanted):
            way_back.connect(lambda: desk.go.emit("reviewers", None))
        desk.news.committed.connect(self._follow)

    def show_argument(self, argument: object) -> None:
        """Read as the reviewer with this address, where that reviewer left off."""
        if isinstance(argument, str):
            self.read(ChallengeReading(self._desk.workspace, argument))

    def place(self) -> object:
        """Who reads, as `show_argument` wants it."""
        return self.session.reviewer.email if self.session is not None else None

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.STORY, Kind.CHALLENGE, Kind.REVIEWER):
            self.follower.look_again()
        elif changes.touches(Kind.READING):
            self.follower.look_at_answers()
