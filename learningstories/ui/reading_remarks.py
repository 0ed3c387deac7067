"""What a reviewer says beside the answers, asked in sheets and stored at once."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import Reviewer
from learningstories.services.reading_session import StoryToRead
from learningstories.services.reading_source import ReadingSource
from learningstories.ui.bench import Bench
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.remark_sheets import ConcernSheet, KnowsSheet


class Remarks(QObject):
    """`before` is emitted before anything is stored, so that the answers are stored first."""

    before = Signal()

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__(page)
        self._bench, self._page = bench, page

    def ask_concern(self, source: ReadingSource, story: StoryToRead) -> None:
        """Ask what the organiser should look at."""

        def keep(concern: Concern, note: str) -> None:
            self.store(source, story.number, concern=concern, concern_note=note)

        sheet = ConcernSheet(self._page, story.reading)
        sheet.given.connect(keep)
        sheet.open()

    def ask_knows(self, source: ReadingSource, story: StoryToRead) -> None:
        """Ask whether the reviewer knows the author."""

        def keep(knows: Knows, reason: str) -> None:
            self.store(source, story.number, knows=knows, aside_reason=reason)

        sheet = KnowsSheet(self._page, story.reading)
        sheet.given.connect(keep)
        sheet.open()

    def ask_promises(self, source: ReadingSource, reviewer: Reviewer) -> None:
        """Ask how the reviewer's promises may be shown."""
        PromiseSheet(self._bench, self._page, source, reviewer).open()

    def store(self, source: ReadingSource, number: int, **fields: Any) -> None:
        """Store fields of `Reading`."""
        self.before.emit()
        self._bench.write("", lambda _control: source.answer(number, **fields))
