"""A transaction over the challenge's database."""

from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import FileDamaged, NoSuchStory, UndoBlocked
from learningstories.domain.pack import Pack, PackId
from learningstories.domain.story import Story
from learningstories.services.changes import ChangeSet, HistoryLine, Kind, RecordChange
from learningstories.services.ports import NewStep
from learningstories.storage import choosing_rows as choosing
from learningstories.storage import pack_rows, promise_rows, rows, search_index, shingle_index, standing
from learningstories.storage.columns import SERVER
from learningstories.storage.content import SqlBlobs, SqlTexts
from learningstories.storage.failures import told
from learningstories.storage.forgetting import SqlForgetting
from learningstories.storage.journal import SqlJournal
from learningstories.storage.likenesses import SqlLikenesses
from learningstories.storage.pack_key import SqlPackKey
from learningstories.storage.recorded import RECORDED
from learningstories.storage.recorder import Recorder, values_of
from learningstories.storage.records import SqlRecords
from learningstories.storage.revisions import SqlRevisions
from learningstories.storage.said_actions import SqlSaidActions
from learningstories.storage.tables import Recorded

MOST_NUMBER = 10**9
_AT_ONCE = 500  # as many as a database takes in one question


class SqlUnitOfWork:
    """One session, opened on entry and closed on leaving."""

    def __init__(self, engine: Engine, writer: UUID, name: str, who: str | None) -> None:
        self._session = Session(engine)
        self._name, self._writer, self._who = name, writer, who
        self._recorder = Recorder(self._session)
        self._committed: int | None = None
        self._session.info.update(file=name, recorder=self._recorder)
        s = self._session
        self.challenges = SqlRecords(s, rows.ChallengeRow, rows.ChallengeRow.record)
        self.stories = SqlRecords(s, rows.StoryRow, rows.StoryRow.record)
        self.versions = SqlRecords(s, rows.VersionRow, rows.VersionRow.record)
        self.attachments = SqlRecords(s, rows.AttachmentRow, rows.AttachmentRow.record)
        self.reviewers = SqlRecords(s, rows.ReviewerRow, rows.ReviewerRow.record)
        self.readings = SqlRecords(s, rows.ReadingRow, rows.ReadingRow.record)
        self.results_drafts = SqlRecords(s, rows.ResultsDraftRow, rows.ResultsDraftRow.record)
        self.books = SqlRecords(s, rows.BookRow, rows.BookRow.record)
        self.saved_outputs = SqlRecords(s, rows.SavedOutputRow, rows.SavedOutputRow.record)
        self.forms = SqlRecords(s, rows.FormRow, rows.FormRow.record)
        self.assignments = SqlRecords(s, pack_rows.AssignmentRow, pack_rows.AssignmentRow.record)
        self.packs = SqlRecords(s, pack_rows.PackRow, pack_rows.PackRow.record)
        self.returns = SqlRecords(s, pack_rows.ReturnRow, pack_rows.ReturnRow.record)
        self.resolutions = SqlRecords(s, pack_rows.ResolutionRow, pack_rows.ResolutionRow.record)
        self.redactions = SqlRecords(s, pack_rows.RedactionRow, pack_rows.RedactionRow.record)
        self.promises = SqlRecords(s, promise_rows.PromiseRow, promise_rows.PromiseRow.record)
        self.said_actions = SqlSaidActions(s)
        self.revisions = SqlRevisions(s)
        self.pack_key = SqlPackKey(s)
        self.texts = SqlTexts(s)
        self.blobs = SqlBlobs(s)
        self.likenesses = SqlLikenesses(s)
        self._open_choosing(s)

    def _open_choosing(self, s: Session) -> None:
        """What is decided for the evening, and what is forgotten."""
        self.forgetting = SqlForgetting(s)
        self.choices = SqlRecords(s, rows.ChoiceRow, rows.ChoiceRow.record)
        self.locks = SqlRecords(s, rows.LockRow, rows.LockRow.record)
        self.choosing_rules = SqlRecords(s, choosing.ChoosingRulesRow, choosing.ChoosingRulesRow.record)
        self.pauses = SqlRecords(s, choosing.PauseRow, choosing.PauseRow.record)
        self.shortlist_drafts = SqlRecords(s, choosing.ShortlistDraftRow, choosing.ShortlistDraftRow.record)

    def __enter__(self) -> Self:
        with told(self._name):
            # Begins at once, so that a writer waits here and not in the middle of its work.
            self._journal = SqlJournal(self._session.connection(), self._writer, self._name, self._who)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        broken = isinstance(error, LookupError) and self._has_broken_references()
        self._session.close()
        if broken:
            raise FileDamaged(self._name) from error
        if error is not None and isinstance(error, Exception):
            with told(self._name):
                raise error

    def challenge(self) -> Challenge:
        """The challenge of the file."""
        found = self.challenges.all()
        if not found:
            raise FileDamaged(self._name)
        challenge: Challenge = found[0]
        return challenge

    def story(self, number: int) -> Story:
        """The story with this number; raises `NoSuchStory`."""
        found = self.stories.find(number=number) if 0 < number <= MOST_NUMBER else ()
        if not found:
            raise NoSuchStory(number)
        story: Story = found[0]
        return story

    def next_number(self) -> int:
        """One above the highest number in use, counting what this unit has added."""
        self._session.flush()
        return int(self._session.scalar(select(func.coalesce(func.max(rows.StoryRow.number), 0))) or 0) + 1

    def taken_back(self, key: PackId) -> Pack | None:
        """A pack that was made once, and whose making was taken back."""
        values = self._journal.made_once(Kind.PACK, key)
        return Pack(**values) if values is not None else None

    def commit(self, step: NewStep) -> tuple[RecordChange, ...]:
        """Store everything at once, with the step in history if it altered anything."""
        self._session.flush()
        changes, touched = self._recorder.changes(), self._recorder.stories()
        if self.forgetting.is_asked:
            changes, touched = self.forgetting.without_values(changes), set()
        if changes:
            stories = self._recorder.whole(Kind.STORY)
            search_index.follow(self._session.connection(), stories)
            shingle_index.follow(self._session.connection(), stories)
            standing.follow(self._session.connection(), self._recorder)
            if self.forgetting.is_asked:
                self.forgetting.finish()
            self._committed = self._journal.write(step, changes, touched)
        else:
            self._committed = self._journal.latest()
        self._session.commit()
        return changes

    def apply(self, changes: ChangeSet) -> None:
        """Put records back as they were, if they are still as the step left them."""
        there = self._present(changes)
        present = [there.get((change.kind, change.key)) for change in changes.records]
        for change, row in zip(changes.records, present, strict=True):
            if not _is_still(row, change.before):
                raise UndoBlocked(changes.label)
        try:
            for change, row in zip(changes.records, present, strict=True):
                self._put(change, row)
            self._session.flush()
        except IntegrityError as error:
            raise UndoBlocked(changes.label) from error

    def _present(self, changes: ChangeSet) -> dict[tuple[Kind, UUID], Recorded]:
        """The records that are there of those that a step altered, read many at a time."""
        wanted: dict[Kind, list[UUID]] = {}
        for change in changes.records:
            wanted.setdefault(change.kind, []).append(change.key)
        found: dict[tuple[Kind, UUID], Recorded] = {}
        for kind, keys in wanted.items():
            table = RECORDED[kind]
            for start in range(0, len(keys), _AT_ONCE):
                query = select(table).where(table.id.in_(keys[start : start + _AT_ONCE]))
                found |= {(kind, row.id): row for row in self._session.scalars(query)}
        return found

    def mark_undone(self, seq: int, *, undone: bool) -> None:
        """Note that a step is taken back, or holds again."""
        self._journal.mark_undone(seq, undone=undone)

    def undoable(self) -> HistoryLine | None:
        """What Undo would take back."""
        return self._journal.undoable()

    def redoable(self) -> HistoryLine | None:
        """What Redo would bring back."""
        return self._journal.redoable()

    def label(self, *, undone: bool) -> str | None:
        """The name of what Undo would take back, or Redo bring back."""
        return self._journal.label(undone=undone)

    def history(
        self, *, story: UUID | None = None, kinds: Collection[Kind] = (), limit: int = 200
    ) -> Sequence[HistoryLine]:
        """The newest steps first."""
        return self._journal.history(story=story, kinds=kinds, limit=limit)

    def news(self, after: int) -> Sequence[HistoryLine]:
        """Steps later than `after`."""
        return self._journal.news(after)

    def latest(self, kind: Kind | None = None) -> int:
        """The newest step's place in history, or that of the newest that altered such a record."""
        if kind is not None:
            return self._journal.latest(kind)
        return self._journal.latest() if self._committed is None else self._committed

    def _has_broken_references(self) -> bool:
        """Whether a record names one that is not there: no fault of whoever looked for it."""
        if self._session.get_bind().dialect.name == SERVER:
            return False  # a server lets no such record in
        with told(self._name):
            return self._session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is not None

    def _put(self, change: RecordChange, row: Recorded | None) -> None:
        if change.after is None:
            self._session.delete(row)
        elif row is None:
            self._session.add(RECORDED[change.kind](**change.after))
        else:
            for name, value in change.after.items():
                setattr(row, name, value)


def _is_still(row: Recorded | None, values: Any) -> bool:
    if row is None or values is None:
        return row is None and values is None
    present = values_of(row)
    return all(present[name] == value for name, value in values.items())


class SqlUnits:
    """Opens units of work; `who` is whose steps they take back, None where the challenge is one person's."""

    def __init__(self, engine: Engine, name: str, who: str | None = None) -> None:
        self._reading = engine
        self._writing = engine.execution_options(writing=True)
        self._name = name
        self._writer = uuid4()
        self._who = who

    def __call__(self, *, writing: bool) -> SqlUnitOfWork:
        """A transaction; a writing one holds the file from its first moment."""
        engine = self._writing if writing else self._reading
        return SqlUnitOfWork(engine, self._writer, self._name, self._who)
