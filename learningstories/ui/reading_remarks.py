"""What a reviewer says beside the answers, asked in sheets and stored at once."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import Reviewer
from learningstories.services.reading_session import StoryToRead
from learningstories.services.reviewing import answer
from learningstories.ui.desk import Desk
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.remark_sheets import ConcernSheet, KnowsSheet


class Remarks(QObject):
    """`before` is emitted before anything is stored, so that the answers are stored first."""

    before = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def ask_concern(self, email: str, story: StoryToRead) -> None:
        """Ask what the organiser should look at."""

        def keep(concern: Concern, note: str) -> None:
            self.store(email, story.number, concern=concern, concern_note=note)

        sheet = ConcernSheet(self._page, story.reading)
        sheet.given.connect(keep)
        sheet.open()

    def ask_knows(self, email: str, story: StoryToRead) -> None:
        """Ask whether the reviewer knows the author."""

        def keep(knows: Knows, reason: str) -> None:
            self.store(email, story.number, knows=knows, aside_reason=reason)

        sheet = KnowsSheet(self._page, story.reading)
        sheet.given.connect(keep)
        sheet.open()

    def ask_promises(self, reviewer: Reviewer) -> None:
        """Ask how the reviewer's promises may be shown."""
        PromiseSheet(self._desk, self._page, reviewer).open()

    def store(self, email: str, number: int, **fields: Any) -> None:
        """Store fields of `Reading`."""
        self.before.emit()
        workspace = self._desk.workspace
        self._desk.write("", lambda _control: answer(workspace, email, number, **fields))
