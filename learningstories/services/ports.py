"""What the services need from the outside, as they wish to see it; light, for the first paint waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from learningstories.services.changes import StepKind

if TYPE_CHECKING:
    from array import array
    from types import TracebackType
    from uuid import UUID

    from learningstories.domain.assignment import Assignment
    from learningstories.domain.challenge import Challenge
    from learningstories.domain.counting import Rule
    from learningstories.domain.form import Form
    from learningstories.domain.pack import Pack, PackId, Return
    from learningstories.domain.promise import Promise
    from learningstories.domain.reading import Reading
    from learningstories.domain.redaction import Redaction
    from learningstories.domain.results_draft import ResultsDraft
    from learningstories.domain.reviewer import Reviewer
    from learningstories.domain.revision import Resolution
    from learningstories.domain.shortlist import Choice, ChoosingRules, Lock, Pause, ShortlistDraft
    from learningstories.domain.showcase import Book, SavedOutput
    from learningstories.domain.story import Attachment, Story, StoryState, StoryVersion
    from learningstories.services.changes import ChangeSet, HistoryLine, Kind, RecordChange
    from learningstories.services.counted import Counted
    from learningstories.services.draft_line import DraftLine
    from learningstories.services.forgetting import Forgetting
    from learningstories.services.likeness_port import Likenesses
    from learningstories.services.pack_line import PackLine
    from learningstories.services.promise_port import SaidActions
    from learningstories.services.reader_counts import Covered, ReadStories
    from learningstories.services.return_ports import PackKey, Revisions
    from learningstories.services.story_query import ChallengeLine, Kinds, StoryLine, StoryName, StoryQuery

Clock = Callable[[], datetime]
T = TypeVar("T")


class Records(Protocol[T]):
    """The records of one kind in the open challenge."""

    def add(self, record: T) -> None: ...
    def add_all(self, records: Sequence[T]) -> None: ...
    def all(self) -> Sequence[T]: ...
    def find(self, **equal: Any) -> Sequence[T]: ...
    def get(self, key: UUID) -> T: ...
    def exist(self) -> bool: ...
    def replace(self, record: T) -> None: ...
    def replace_all(self, records: Sequence[T]) -> None: ...
    def remove(self, key: UUID) -> None: ...


class Texts(Protocol):
    """Story texts, each kept once under the SHA-256 of its UTF-8."""

    def put(self, markdown: str) -> str: ...
    def get(self, sha: str) -> str: ...


class Blobs(Protocol):
    """Files, each kept once under its SHA-256."""

    def put(self, data: bytes) -> str: ...
    def get(self, sha: str) -> bytes: ...


class UnitOfWork(Protocol):
    """One transaction; leaving it uncommitted rolls it back."""

    @property
    def challenges(self) -> Records[Challenge]: ...
    @property
    def stories(self) -> Records[Story]: ...
    @property
    def versions(self) -> Records[StoryVersion]: ...
    @property
    def attachments(self) -> Records[Attachment]: ...
    @property
    def reviewers(self) -> Records[Reviewer]: ...
    @property
    def readings(self) -> Records[Reading]: ...
    @property
    def choices(self) -> Records[Choice]: ...
    @property
    def locks(self) -> Records[Lock]: ...
    @property
    def choosing_rules(self) -> Records[ChoosingRules]: ...
    @property
    def pauses(self) -> Records[Pause]: ...
    @property
    def shortlist_drafts(self) -> Records[ShortlistDraft]: ...
    @property
    def results_drafts(self) -> Records[ResultsDraft]: ...
    @property
    def books(self) -> Records[Book]: ...
    @property
    def saved_outputs(self) -> Records[SavedOutput]: ...
    @property
    def promises(self) -> Records[Promise]: ...
    @property
    def said_actions(self) -> SaidActions: ...
    @property
    def forms(self) -> Records[Form]: ...
    @property
    def assignments(self) -> Records[Assignment]: ...
    @property
    def packs(self) -> Records[Pack]: ...
    @property
    def returns(self) -> Records[Return]: ...
    @property
    def resolutions(self) -> Records[Resolution]: ...
    @property
    def redactions(self) -> Records[Redaction]: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def pack_key(self) -> PackKey: ...
    @property
    def texts(self) -> Texts: ...
    @property
    def blobs(self) -> Blobs: ...
    @property
    def likenesses(self) -> Likenesses: ...
    @property
    def forgetting(self) -> Forgetting: ...
    def challenge(self) -> Challenge: ...
    def story(self, number: int) -> Story: ...
    def next_number(self) -> int: ...
    def latest(self, kind: Kind | None = None) -> int: ...
    def news(self, after: int) -> Sequence[HistoryLine]: ...
    def taken_back(self, key: PackId) -> Pack | None:
        """A pack that was made once, and whose making was taken back."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Journal(Protocol):
    """What else the transaction does with history; only the workspace uses it."""

    def commit(self, step: NewStep) -> tuple[RecordChange, ...]: ...
    def apply(self, changes: ChangeSet) -> None: ...
    def mark_undone(self, seq: int, *, undone: bool) -> None: ...
    def undoable(self) -> HistoryLine | None: ...
    def redoable(self) -> HistoryLine | None: ...
    def label(self, *, undone: bool) -> str | None: ...
    def history(
        self, *, story: UUID | None = None, kinds: Collection[Kind] = (), limit: int = 200
    ) -> Sequence[HistoryLine]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """What history notes of a step besides its changes.

    Steps of one person with the same `merge` that follow each other within minutes become one,
    so that typing a sentence is one thing to undo.
    """

    label: str
    at: datetime
    who: str
    kind: StepKind = StepKind.STEP
    merge: str = ""


class JournaledUnit(UnitOfWork, Journal, Protocol):
    """A transaction as storage provides it."""


class Units(Protocol):
    """Opens transactions."""

    def __call__(self, *, writing: bool) -> JournaledUnit: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One answer to the headline question that counts.

    `criteria` are the answers to the further criteria, 0 where there is none.
    """

    story: int
    reviewer: UUID
    value: int
    criteria: tuple[int, ...] = ()


class Lists(Protocol):
    """Narrow reads for the screen and for figures; each call may come from any thread."""

    def challenge(self) -> ChallengeLine:
        """What the window's frame shows."""

    def first_lines(self, query: StoryQuery, limit: int) -> Sequence[StoryLine]:
        """The first lines of the answer, as quickly as possible."""

    def numbers(self, query: StoryQuery) -> array[int]:
        """The numbers of all stories in the answer, in order."""

    def named(self, typed: str, limit: int) -> Sequence[StoryName]:
        """Stories whose title, author or number holds what was typed; at most `limit`, in no order."""

    def found_count(self, typed: str) -> int:
        """How many stories hold what was typed, in their titles, authors or texts."""

    def lines(self, numbers: Sequence[int]) -> Sequence[StoryLine]:
        """The lines of these stories, in the order asked for; those that are gone are left out."""

    def state_counts(self) -> Mapping[StoryState, int]:
        """How many stories stand where."""

    def kinds(self) -> Kinds:
        """The themes, languages and verdicts that there are, with how many stories each."""

    def ratings(self, *, back: UUID | None = None) -> Sequence[Rating]:
        """Every rating that counts by the challenge's rules, as if reviewer `back` were not set aside."""

    def given(self) -> Sequence[Rating]:
        """Every rating that came as it should, of stories that take part; other rules may leave it out."""

    def concerned(self) -> Mapping[Rule, Sequence[Rating]]:
        """The ratings that each rule about single readings concerns, whether it leaves them out or not."""

    def rating_times(self) -> Collection[str]:
        """When the ratings of `given` were given, ISO 8601 in UTC."""

    def counted(self) -> Counted:
        """What counts and what does not, by the challenge's rules."""

    def paces(self) -> Mapping[UUID, float]:
        """The middle time in seconds from one answer of a reviewer to the next, where it is known."""

    def answered_counts(self) -> Mapping[UUID, int]:
        """How many stories that may be read each has read so that it counts, or stepped aside from."""

    def assigned_counts(self, shunned: Collection[tuple[UUID, UUID]] = ()) -> Mapping[UUID, int]:
        """How many stories that may be read each was given, or answered unasked; empty if none was given.

        `shunned` are reviewers with stories that each is not to read although they were given.
        """

    def read_stories(self) -> ReadStories:
        """How many stories that may be read each reviewer has read, and which were stepped aside from."""

    def covered(self, most: int) -> Covered:
        """How many stories that may be read have how many readers, and the `most` with the fewest."""

    def by_reviewers(self, names: Collection[str]) -> Sequence[int]:
        """The numbers of stories that reviewers sent, or that were sent by one of the names, folded."""

    def short_of_readers(self) -> tuple[int, int]:
        """How many stories have too few readers, who were asked counted in, and the first; 0 for none."""

    def packs(self) -> Mapping[UUID, PackLine]:
        """The newest pack of each reviewer who has one."""

    def drafts(self) -> Sequence[DraftLine]:
        """The results that were kept, the newest first."""

    def twins(self) -> Mapping[int, int]:
        """Stories that seem to be the same as an earlier one, and which, by their numbers.

        None of a great many stories; those that do not take part, or were decided about, are no twins.
        """

    def received_minutes(self) -> Mapping[str, int]:
        """How many stories came in which minute, ISO 8601 in UTC."""

    def interrupt(self) -> None:
        """Give up the present read, from any thread; it raises `Cancelled` where it was called."""

    def separate(self) -> Lists:
        """The same on its own, so that neither waits for the other nor is interrupted with it."""

    def close(self) -> None:
        """Let go of the file."""
