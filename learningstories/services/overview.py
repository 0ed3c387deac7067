"""Where the challenge stands, and what needs the organiser next."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.pack import ReturnState
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId, StoryState
from learningstories.services.flags import open_choices
from learningstories.services.gate import why_not
from learningstories.services.output import Use
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.promises import due_count
from learningstories.services.reader_progress import ReaderProgress, progress
from learningstories.services.reviewer_state import is_silent
from learningstories.services.shortlisting import programme
from learningstories.services.story_query import ChallengeLine, SortBy, StoryQuery
from learningstories.services.workspace import Workspace

MOST_BARS = 48
_WEEK = 7
_FEWEST_DAYS = 14
_MINUTE = len("2013-03-21T23:59")
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """How many stories came in each span of `step` days, the first of which begins on `first`."""

    first: date
    step: int
    counts: tuple[int, ...]

    def day(self, place: int) -> date:
        """The day on which the span at `place` begins."""
        return self.first + timedelta(days=place * self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The counts that are there at once.

    Eligible are the stories that nothing stands against: in time, agreed to, within the length;
    read are those of them with as many readings as are wanted.
    """

    line: ChallengeLine
    received: int
    eligible: int
    read: int
    arrivals: Arrivals | None


class NeedKind(StrEnum):
    """What an organiser can be needed for, the most pressing first."""

    ADD = "add"
    RETURNS = "returns"
    LATE = "late"
    CONCERN = "concern"
    CONFLICT = "conflict"
    CONSENT = "consent"
    AUTHOR = "author"
    LANGUAGE = "language"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    INVITE = "invite"
    READERS = "readers"
    SILENT = "silent"
    HELD = "held"
    TWIN = "twin"
    PICTURE = "picture"
    CHOOSE = "choose"
    LOCK = "lock"
    BOOK = "book"
    ASK = "ask"


_BY_STATE = {
    StoryState.LATE: NeedKind.LATE,
    StoryState.CONCERN: NeedKind.CONCERN,
    StoryState.NO_CONSENT: NeedKind.CONSENT,
    StoryState.NO_AUTHOR: NeedKind.AUTHOR,
    StoryState.OTHER_LANGUAGE: NeedKind.LANGUAGE,
    StoryState.TOO_LONG: NeedKind.TOO_LONG,
    StoryState.TOO_SHORT: NeedKind.TOO_SHORT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing to do, for `count` stories, reviewers or returns; `story` is the first of the stories.

    A story that is `like` an earlier one is told by its `title`.
    """

    kind: NeedKind
    count: int = 1
    story: int | None = None
    like: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rest; `lock` is the key of the shortlist's lock, empty while it is open."""

    challenge: Challenge
    in_book: int
    lock: str
    readers: tuple[ReaderProgress, ...]
    needs: tuple[Need, ...]


def figures(lists: Lists) -> Figures:
    """What can be counted without opening the store."""
    line, states = lists.challenge(), lists.state_counts()
    ready = states.get(StoryState.READY, 0)
    return Figures(
        line=line,
        received=sum(states.values()),
        eligible=ready + states.get(StoryState.READING, 0),
        read=ready,
        arrivals=arrivals_by_minute(lists.received_minutes(), line.zone, line.closes_at),
    )


def arrivals(times: Collection[str], zone: str, closes_at: datetime) -> Arrivals | None:
    """Stories by the day they came, on the clocks of `zone`; None for none.

    The days reach to the deadline unless it is far off. More than `MOST_BARS` days are told by the
    week, and what is longer still in spans that make no more bars than that.
    """
    return arrivals_by_minute(Counter(time[:_MINUTE] for time in times), zone, closes_at)


def arrivals_by_minute(by_minute: Mapping[str, int], zone: str, closes_at: datetime) -> Arrivals | None:
    """The same of how many came in which minute, in UTC."""
    rules = zone_of(zone)
    days: Counter[date] = Counter()
    for minute, count in by_minute.items():
        days[datetime.fromisoformat(f"{minute}+00:00").astimezone(rules).date()] += count
    if not days:
        return None
    first, last = _span(min(days), max(days), closes_at.astimezone(rules).date())
    length = (last - first).days + 1
    step = 1 if length <= MOST_BARS else max(_WEEK, -(-length // MOST_BARS))
    counts = [0] * -(-length // step)
    for day, count in days.items():
        counts[(day - first).days // step] += count
    return Arrivals(first=first, step=step, counts=tuple(counts))


def _span(first: date, last: date, deadline: date) -> tuple[date, date]:
    reach = timedelta(days=max(_FEWEST_DAYS, (last - first).days))
    far = date.max - last  # an hour of year 9999 must not run over the end of the calendar
    return min(first, max(deadline, first - reach)), max(last, min(deadline, last + min(reach, far)))


def standing(
    workspace: Workspace, lists: Lists, *, saved_locks: Collection[str] = (), waiting: int = 0
) -> Standing:
    """What is known only to the store.

    `saved_locks` are those whose book has been saved, `waiting` is how many returns came and were not
    looked at yet.
    """
    states = lists.state_counts()
    with workspace.read() as unit:
        challenge = unit.challenge()
        made = programme(unit)
        lock = str(made.lock.id) if made.lock else ""
        return Standing(
            challenge=challenge,
            in_book=sum(not why_not(p.story, challenge, Use.PRINT) for p in made.places),
            lock=lock,
            readers=progress(unit, lists),
            needs=(
                *([Need(kind=NeedKind.RETURNS, count=waiting)] if waiting else ()),
                *_story_needs(lists, states),
                *_reading_needs(lists, states),
                *_return_needs(unit, lists, workspace.clock()),
                *_picture_needs(unit),
                *_choosing_needs(states, len(made.places), saved=lock in saved_locks, lock=lock),
                *_promise_needs(unit, workspace.clock()),
            ),
        )


def _story_needs(lists: Lists, states: Mapping[StoryState, int]) -> Iterator[Need]:
    if not states:
        yield Need(kind=NeedKind.ADD)
    for state, kind in _BY_STATE.items():
        yield from _by_state(lists, states, state, kind)


def _reading_needs(lists: Lists, states: Mapping[StoryState, int]) -> Iterator[Need]:
    if states.get(StoryState.READING, 0) and not lists.challenge().reviewers:
        yield Need(kind=NeedKind.INVITE)
        return
    short, first = lists.short_of_readers()
    if short:
        yield Need(kind=NeedKind.READERS, count=short, story=first)


def with_twins(needs: Sequence[Need], twins: Mapping[int, int], lists: Lists) -> tuple[Need, ...]:
    """The needs, with stories by number that seem to be the same as an earlier one in their place."""
    if not twins:
        return tuple(needs)
    later = min(twins)
    title = next((line.title for line in lists.lines([later])), "")
    found = Need(kind=NeedKind.TWIN, count=len(twins), story=later, like=twins[later], title=title)
    order = list(NeedKind)
    return tuple(sorted([*needs, found], key=lambda need: order.index(need.kind)))


def _return_needs(unit: UnitOfWork, lists: Lists, now: datetime) -> Iterator[Need]:
    """What came back from reviewers, or did not."""
    conflicts = open_choices(unit)
    if conflicts:
        yield Need(kind=NeedKind.CONFLICT, count=len(conflicts), story=conflicts[0].story.number)
    until, last = unit.challenge().returns_until, unit.revisions.last_returns()
    packs = {ReviewerId(key): pack for key, pack in lists.packs().items() if not pack.revoked}
    silent = sum(is_silent(pack.made_at, last.get(key), now, until) for key, pack in packs.items())
    if silent:
        yield Need(kind=NeedKind.SILENT, count=silent)
    held = unit.returns.find(state=ReturnState.HELD)
    if held:
        yield Need(kind=NeedKind.HELD, count=len(held))


def _by_state(
    lists: Lists, states: Mapping[StoryState, int], state: StoryState, kind: NeedKind
) -> Iterator[Need]:
    if states.get(state, 0):
        asked = StoryQuery(states=frozenset({state}), sort=SortBy.NUMBER, descending=False)
        first = next((line.number for line in lists.first_lines(asked, 1)), None)
        yield Need(kind=kind, count=states[state], story=first)


def _picture_needs(unit: UnitOfWork) -> Iterator[Need]:
    bare: set[StoryId] = {a.story_id for a in unit.attachments.find(role="picture", description="")}
    if bare:
        stories = unit.stories.find(id=sorted(bare)[:_MOST_KEYS])
        numbers = [story.number for story in stories if not story.withdrawn]
        if numbers:
            yield Need(kind=NeedKind.PICTURE, count=len(numbers), story=min(numbers))


def _choosing_needs(
    states: Mapping[StoryState, int], chosen: int, *, lock: str, saved: bool
) -> Iterator[Need]:
    reading_done = states.get(StoryState.READY, 0) > 0 and not states.get(StoryState.READING, 0)
    if lock and chosen and not saved:
        yield Need(kind=NeedKind.BOOK, count=chosen)
    elif reading_done and not chosen:
        yield Need(kind=NeedKind.CHOOSE, count=states[StoryState.READY])
    elif reading_done and not lock:
        yield Need(kind=NeedKind.LOCK, count=chosen)


def _promise_needs(unit: UnitOfWork, now: datetime) -> Iterator[Need]:
    due = due_count(unit, now)
    if due:
        yield Need(kind=NeedKind.ASK, count=due)
