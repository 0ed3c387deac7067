"""The one way in which anything is written: store, remember for undo, tell."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from uuid import UUID

from learningstories.domain.errors import NothingToUndo, ServerGone
from learningstories.services.changes import ChangeSet, HistoryLine, Kind, StepKind
from learningstories.services.ports import Clock, JournaledUnit, NewStep, UnitOfWork, Units

Listener = Callable[[ChangeSet], None]


class Workspace:
    """An open challenge."""

    def __init__(self, units: Units, clock: Clock, who: str) -> None:
        self._units = units
        self.clock = clock
        self.who = who
        self.before_many: Callable[[], object] = lambda: None  # much is taken in at once
        self._listeners: list[Listener] = []
        self._writing = RLock()
        self._seen = -1
        self._is_sent = False

    def subscribe(self, listener: Listener) -> None:
        """Call `listener`, on the writing thread, after each committed step."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A view of the stored records that is never committed."""
        with self._units(writing=False) as unit:
            yield unit

    @contextmanager
    def change(self, label: str, *, merge: str = "", kind: StepKind = StepKind.STEP) -> Iterator[UnitOfWork]:
        """A step that is stored as a whole, or not at all if its body raises."""
        with self._writing:
            with self._written() as unit:
                yield unit
                step = NewStep(label=label, at=self.clock(), who=self.who, kind=kind, merge=merge)
                changes = self._commit(unit, step)
            self._tell(changes)

    def undo_label(self) -> str | None:
        """What Undo would take back."""
        with self._units(writing=False) as unit:
            return unit.label(undone=False)

    def redo_label(self) -> str | None:
        """What Redo would bring back."""
        with self._units(writing=False) as unit:
            return unit.label(undone=True)

    def undo(self) -> str:
        """Take back the newest step and return its name; raises `NothingToUndo`, `UndoBlocked`."""
        return self._move(StepKind.UNDO)

    def redo(self) -> str:
        """Bring back the step that was taken back last and return its name; raises as `undo` does."""
        return self._move(StepKind.REDO)

    def history(
        self, *, story: UUID | None = None, kinds: Collection[Kind] = (), limit: int = 200
    ) -> Sequence[HistoryLine]:
        """The newest steps first; those of one story, or of some kinds of record, if they are given."""
        with self._units(writing=False) as unit:
            return unit.history(story=story, kinds=kinds, limit=limit)

    def follow_others(self) -> bool:
        """Tell of steps that another window or program has stored since; whether there were any.

        Returns at once while a step is being written here; its news can wait until the next call.
        """
        if not self._writing.acquire(blocking=False):
            return False
        try:
            return self._follow()
        finally:
            self._writing.release()

    def _follow(self) -> bool:
        with self._units(writing=False) as unit:
            if self._seen < 0:
                self._seen = unit.latest()
                return False
            lines = unit.news(self._seen)
        for line in lines:
            self._seen = line.seq
            self._tell(line.changes)
        return bool(lines)

    def _move(self, kind: StepKind) -> str:
        undoing = kind is StepKind.UNDO
        with self._writing:
            with self._written() as unit:
                line = unit.undoable() if undoing else unit.redoable()
                if line is None:
                    raise NothingToUndo(redo=not undoing)
                unit.apply(line.changes.inverse() if undoing else line.changes)
                unit.mark_undone(line.seq, undone=undoing)
                step = NewStep(label=line.label, at=self.clock(), who=self.who, kind=kind)
                changes = self._commit(unit, step)
            self._tell(changes)
        return line.label

    @contextmanager
    def _written(self) -> Iterator[JournaledUnit]:
        """A unit to write in; where its server is lost, it is told whether the step may be stored."""
        self._is_sent = False
        try:
            with self._units(writing=True) as unit:
                yield unit
        except ServerGone as error:
            raise ServerGone(error.name, perhaps_stored=self._is_sent) from error

    def _commit(self, unit: JournaledUnit, step: NewStep) -> ChangeSet:
        alone = self._seen < 0 or unit.latest() == self._seen
        self._is_sent = True
        changes = ChangeSet(step.label, unit.commit(step))
        if alone:
            self._seen = unit.latest()
        return changes

    def _tell(self, changes: ChangeSet) -> None:
        if changes.records:
            for listener in self._listeners:
                listener(changes)
