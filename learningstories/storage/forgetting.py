"""Lets go of what history remembers: of all that is old, or of one person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.orm import Session

from learningstories.domain.errors import NotTheOwner
from learningstories.domain.scrubbing import Scrub
from learningstories.services.changes import Kind, RecordChange, StepKind
from learningstories.services.forgetting import Named, PastStep
from learningstories.storage.kept_rows import HistoryRow, HistoryStoryRow
from learningstories.storage.orphans import remove_orphans
from learningstories.storage.people import answers_naming, named_so
from learningstories.storage.rows import ChallengeRow
from learningstories.storage.scrubbing import scrub_history, scrub_records, steps_about, with_past
from learningstories.storage.tables import table_of

_history = table_of(HistoryRow)
_stories = table_of(HistoryStoryRow)
_MAY_ALTER_HISTORY = "SELECT has_column_privilege('history', 'label', 'UPDATE')"
# An index that was only added to holds the words of what was taken out as well.
_IN_ONE_PIECE = (
    "INSERT INTO search_name(search_name) VALUES ('optimize')",
    "INSERT INTO search_text(search_text) VALUES ('optimize')",
)


class SqlForgetting:
    """See `services.forgetting.Forgetting`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._scrub: Scrub | None = None
        self.is_asked = False

    def prune(self, before: datetime) -> int:
        """Let go of all steps older than that; how many there were."""
        connection = self._session.connection()
        first = connection.scalar(select(func.min(_history.c.seq)).where(_history.c.at >= before))
        old = _history.c.seq < first if first is not None else _history.c.seq > 0
        count = connection.scalar(select(func.count()).select_from(_history).where(old)) or 0
        if count:
            self._ask(connection)
            self._give_up_if_undone(connection, first)
            newest = connection.scalar(select(func.max(_history.c.seq)).where(old))
            connection.execute(delete(_stories).where(_stories.c.seq <= newest))
            connection.execute(delete(_history).where(_history.c.seq <= newest))
        return count

    def named_so(self, words: Collection[str]) -> Iterable[Named]:
        """Authors, reviewers and guests with one of these names or addresses."""
        return named_so(self._session.connection(), words)

    def answers_naming(self, words: Collection[str], but: Collection[UUID]) -> int:
        """How many readings of others than these reviewers say one of the words."""
        return answers_naming(self._session.connection(), words, but)

    def steps(self, scrub: Scrub) -> Sequence[PastStep]:
        """The steps that the person is in, the newest first."""
        return steps_about(self._session.connection(), scrub)

    def forget(self, scrub: Scrub) -> None:
        """Let go of a person's traces in what is kept now, and in history when the unit is committed."""
        self._session.flush()
        connection = self._session.connection()
        self._ask(connection)
        # What was taken back is in history only, and may tell more of them.
        self._scrub = with_past(connection, scrub)
        scrub_records(self._session, self._scrub)

    def without_values(self, changes: Sequence[RecordChange]) -> tuple[RecordChange, ...]:
        """What was touched, so that all windows look again, and nothing of what it was."""
        keys = self._session.connection().scalars(select(table_of(ChallengeRow).c.id))
        touched = {(Kind.CHALLENGE, key) for key in keys} | {(each.kind, each.key) for each in changes}
        return tuple(RecordChange(kind, key, {}, {}) for kind, key in sorted(touched, key=str))

    def finish(self) -> None:
        """Do what is left, once all records are as they will be; the search index among them."""
        connection = self._session.connection()
        if self._scrub is not None:
            scrub_history(connection, self._scrub)
        remove_orphans(connection)
        if connection.dialect.name == "sqlite":
            for statement in _IN_ONE_PIECE:
                connection.execute(text(statement))

    def _ask(self, connection: Connection) -> None:
        self.is_asked = True
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA secure_delete = ON"))
        elif not connection.scalar(text(_MAY_ALTER_HISTORY)):
            # What row rights keep from others would be passed over without a word.
            raise NotTheOwner(self._session.info["file"])

    @staticmethod
    def _give_up_if_undone(connection: Connection, first: int | None) -> None:
        """What follows a step that is gone and was taken back cannot be brought back without it."""
        undone = (_history.c.step == StepKind.STEP) & _history.c.undone.is_(True)
        old = undone if first is None else undone & (_history.c.seq < first)
        if connection.execute(select(_history.c.seq).where(old).limit(1)).first() is not None:
            connection.execute(update(_history).where(undone).values(step=StepKind.GIVEN_UP))
