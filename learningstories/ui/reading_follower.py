"""Keeps a reviewer's session fresh while answers are given and stories come and go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from learningstories.services.reading_session import ReadingSession
from learningstories.services.reading_source import ReadingSource
from learningstories.ui.bench import Bench
from learningstories.ui.tasks import Newest


class SessionFollower(QObject):
    """`found` carries the session whenever it may have changed."""

    found = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.source: ReadingSource | None = None
        self.session: ReadingSession | None = None
        self._missed = False  # whether answers came while the reading itself was still being read
        self._asked: Newest[ReadingSession] = Newest(bench.tasks, self._keep)

    def begin(self, source: ReadingSource) -> None:
        """Follow this reading."""
        self.source, self.session, self._missed = source, None, False
        self._asked.ask(lambda _control: source.session())

    def end(self) -> None:
        """Follow none."""
        self._asked.drop()
        self.source, self.session = None, None

    def look_again(self) -> None:
        """Stories may have come, changed or gone."""
        source = self.source
        if source is not None and self.session is not None:
            self._asked.ask(lambda _control: source.session())

    def look_at_answers(self) -> None:
        """Answers may have been given."""
        source, session = self.source, self.session
        self._missed = source is not None and session is None
        if source is not None and session is not None:
            self._asked.ask(lambda _control: source.with_new_answers(session))

    def after_writing(self, then: Callable[[], object]) -> None:
        """Do `then` when what was written before is stored, with the session as it is by then."""
        source, session = self.source, self.session
        if source is None or session is None:
            return

        def go_on(newest: ReadingSession) -> None:
            self._keep(newest)
            then()

        self._bench.write("", lambda _control: source.with_new_answers(session), go_on)

    def _keep(self, session: ReadingSession) -> None:
        self.session = session
        self.found.emit(session)
        if self._missed:
            self.look_at_answers()
