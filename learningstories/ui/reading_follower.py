"""Keeps a reviewer's session fresh while answers are given and stories come and go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.reading_session import ReadingSession, reading_session, with_new_answers
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest


class SessionFollower(QObject):
    """`found` carries the session whenever it may have changed."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.email = ""
        self.session: ReadingSession | None = None
        self._asked: Newest[ReadingSession] = Newest(desk.tasks, self._keep)
        desk.news.committed.connect(self._follow)

    def begin(self, email: str) -> None:
        """Follow the reviewer with this address."""
        self.email, self.session = email, None
        self._read()

    def end(self) -> None:
        """Follow nobody."""
        self._asked.drop()
        self.email, self.session = "", None

    def after_writing(self, then: Callable[[], object]) -> None:
        """Do `then` when what was written before is stored, with the session as it is by then."""
        workspace, session = self._desk.workspace, self.session
        if session is None:
            return

        def go_on(newest: ReadingSession) -> None:
            self._keep(newest)
            then()

        self._desk.write("", lambda _control: with_new_answers(workspace, session), go_on)

    def _read(self) -> None:
        workspace, email = self._desk.workspace, self.email
        self._asked.ask(lambda _control: reading_session(workspace, email))

    def _keep(self, session: ReadingSession) -> None:
        self.session = session
        self.found.emit(session)

    def _follow(self, changes: ChangeSet) -> None:
        session, workspace = self.session, self._desk.workspace
        if session is None:
            return
        if changes.touches(Kind.STORY, Kind.CHALLENGE, Kind.REVIEWER):
            self._read()
        elif changes.touches(Kind.READING):
            self._asked.ask(lambda _control: with_new_answers(workspace, session))
