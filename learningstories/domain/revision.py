"""What reviewers have said, as a set that only grows, and which of it holds.

A reviewer may answer on several devices and send the answers in any order and number. Each word
names what its device had seen by then, as a count for each device (a version vector), so that it is
known which of two is the later one without asking any clock. Nothing is ever taken out of the set:
what is shown is worked out from it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, Generic, NewType, Protocol, TypeVar
from uuid import UUID

from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.story import StoryId

RevisionId = NewType("RevisionId", UUID)
ResolutionId = NewType("ResolutionId", UUID)
Vector = tuple[tuple[str, int], ...]  # a device and how often it has spoken, sorted by device

HERE = "d_" + "0" * 16  # the computer on which the challenge file is
_FROM_HIDDEN_TO_NAMED = (PromiseUse.HIDDEN, PromiseUse.UNSIGNED, PromiseUse.NAMED, PromiseUse.UNASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is answered about one story, as in `domain.reading.Reading`; without any it is cleared."""

    value: int | None = None
    criteria: tuple[int, ...] = ()
    action: str = ""
    no_action: bool = False
    chance: int | None = None
    why: str = ""
    share_why: bool = False
    knows: Knows = Knows.NO
    aside_reason: str = ""
    concern: Concern = Concern.NONE
    concern_note: str = ""
    skipped: bool = False


_all_answers = attrgetter(*(each.name for each in fields(Answers)))  # as `astuple` gives them, but quickly


def _part(told: object) -> str:
    """With its length before it, so that no two lists of parts can be written alike."""
    part = str(told)
    return f"{len(part)}:{part}"


_LEFT_OPEN = tuple((each.default, _part(each.default)) for each in fields(Answers))


def _answers_told(answers: Answers) -> str:
    """All the answers; most are left open, and those are quick to tell."""
    parts = zip(_all_answers(answers), _LEFT_OPEN, strict=True)
    return "".join([left_open if value is default else _part(value) for value, (default, left_open) in parts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One reviewer's answers to one story at one moment; `sha` names what was read, as it was shown.

    Its id comes from its content, so that the same words are the same revision wherever they come from.
    """

    id: RevisionId = field(init=False)
    reviewer_id: ReviewerId
    story_id: StoryId
    sha: str
    device: str
    vector: Vector
    at: datetime
    position: int = 0
    answers: Answers

    def __post_init__(self) -> None:
        who, when = (self.reviewer_id.hex, self.device), (self.vector, self.at.isoformat())
        what = (self.story_id.hex, self.sha, self.position)
        object.__setattr__(self, "id", _id_of((*who, *when, *what), _answers_told(self.answers)))

    @property
    def content(self) -> tuple[Any, ...]:
        """What must be equal for two to be one answer, to whichever text."""
        return (self.answers,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a reviewer wants promises shown, and whether we may ask later, at one moment."""

    id: RevisionId = field(init=False)
    reviewer_id: ReviewerId
    device: str
    vector: Vector
    at: datetime
    promise_use: PromiseUse
    ask_later: bool | None = None

    def __post_init__(self) -> None:
        told = (self.reviewer_id.hex, self.device, self.vector, self.at.isoformat())
        object.__setattr__(self, "id", _id_of((*told, self.promise_use, self.ask_later)))

    @property
    def content(self) -> tuple[Any, ...]:
        """What must be equal for two to be one wish."""
        return (self.promise_use, self.ask_later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The organiser's choice among answers that contradict each other, having seen those of `seen`."""

    id: ResolutionId
    reviewer_id: ReviewerId
    story_id: StoryId
    chosen: UUID
    seen: tuple[str, ...]
    chosen_by: str = ""
    chosen_at: datetime


class Word(Protocol):
    """What the rules below need to know of a revision or a wish."""

    @property
    def id(self) -> RevisionId: ...
    @property
    def vector(self) -> Vector: ...
    @property
    def at(self) -> datetime: ...
    @property
    def content(self) -> tuple[Any, ...]: ...


W = TypeVar("W", bound=Word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[W]):
    """What holds of one reviewer's words about one thing; `heads` are those that none supersedes."""

    shown: W
    heads: tuple[W, ...]
    conflict: bool
    chosen: bool = False


def _id_of(told: Iterable[object], more: str = "") -> RevisionId:
    written = "".join(map(_part, told)) + more
    digest = sha256(written.encode("utf-8", "surrogatepass")).digest()
    return RevisionId(UUID(bytes=digest[:16]))


def dominates(later: Vector, earlier: Vector) -> bool:
    """Whether `later` has seen all that `earlier` has, and more."""
    if later == earlier:
        return False
    seen = dict(later)
    return all(seen.get(device, 0) >= count for device, count in earlier)


def joined(vectors: Iterable[Vector]) -> Vector:
    """All that any of them has seen."""
    seen: dict[str, int] = {}
    for vector in vectors:
        for device, count in vector:
            seen[device] = max(count, seen.get(device, 0))
    return tuple(sorted(seen.items()))


def spoken(seen: Vector, device: str) -> Vector:
    """The vector of what `device` says next, having seen `seen`."""
    counts = dict(seen)
    counts[device] = counts.get(device, 0) + 1
    return tuple(sorted(counts.items()))


def heads(words: Iterable[W]) -> tuple[W, ...]:
    """The words that none of the others supersedes, each once, sorted by id."""
    said = list(words)
    if len(said) == 1:  # as nearly always
        return (said[0],)
    each = {word.id: word for word in said}
    standing: list[W] = []
    # Whatever supersedes a word has a greater sum, so that only those before it need be looked at.
    for word in sorted(each.values(), key=_weight, reverse=True):
        if not any(dominates(other.vector, word.vector) for other in standing):
            standing.append(word)
    return tuple(sorted(standing, key=lambda word: word.id))


def _weight(word: Word) -> tuple[int, datetime, UUID]:
    return (sum(count for _, count in word.vector), word.at, word.id)


def standing(words: Iterable[W], resolution: Resolution | None = None) -> Standing[W] | None:
    """What holds; None where nothing was said.

    Of heads that differ the one shown is provisional: the largest by sum of vector, time and id. A
    `resolution` chooses another, until there is a head that whoever chose had not seen.
    """
    found = heads(words)
    if not found:
        return None
    if len(found) == 1:
        return Standing(shown=found[0], heads=found, conflict=False)
    by_id = {str(word.id): word for word in found}
    if resolution is not None and by_id.keys() <= set(resolution.seen):
        chosen = by_id.get(str(resolution.chosen))
        if chosen is not None:
            return Standing(shown=chosen, heads=found, conflict=False, chosen=True)
    shown = max(found, key=_weight)
    return Standing(shown=shown, heads=found, conflict=len({word.content for word in found}) > 1)


def wished(words: Iterable[Wish]) -> Wish | None:
    """What holds of a reviewer's wishes; where two devices differ, the one that shows less."""
    found = heads(words)
    if not found:
        return None
    return min(
        found,
        key=lambda one: (_FROM_HIDDEN_TO_NAMED.index(one.promise_use), one.ask_later is not False, one.id),
    )


def others(words: Iterable[W], known: Collection[UUID]) -> list[W]:
    """The words that are not known yet, each once, in their order."""
    found = {word.id: word for word in words if word.id not in known}
    return list(found.values())
