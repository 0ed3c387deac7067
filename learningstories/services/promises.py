"""Promises of readers and guests: what they are, when to ask about them, and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from learningstories.domain.errors import NoSuchPromise, NotAnEmail, PromiseEmpty
from learningstories.domain.promise import ASKED_AFTER, Asking, Outcome, Promise, PromiseId, ask_at, asking
from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.i18n import _, plural
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.promise_port import SaidAction, StoryName
from learningstories.services.reviewing import is_address
from learningstories.services.workspace import Workspace

MOST_WORDS, MOST_NAME = 1000, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One promise as it stands; `key` is that of the stored one, None for a reader's that nobody touched."""

    number: int
    key: PromiseId | None
    reader: ReviewerId | None
    name: str
    email: str
    text: str
    story: StoryName | None
    use: PromiseUse
    may_ask: bool
    made_at: datetime
    ask_at: datetime
    asking: Asking
    outcome: Outcome
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPromise:
    """What a guest promised, as it was typed in; `story` is a number, None for the whole evening."""

    text: str
    name: str = ""
    email: str = ""
    story: int | None = None
    use: PromiseUse = PromiseUse.HIDDEN
    ask_later: bool = False


def promise_lines(unit: UnitOfWork, now: datetime) -> list[PromiseLine]:
    """All promises by their numbers.

    A reader's promise that nobody touched has the lowest number that is free, in the order in which they
    were made, and keeps it when it is touched.
    """
    about = _About(unit, now)
    kept = {(p.reviewer_id, p.story_id): p for p in unit.promises.all() if p.reviewer_id is not None}
    found = [about.line(promise) for promise in unit.promises.find(reviewer_id=None)]
    new = []
    for said in unit.said_actions.all():
        stored = kept.pop((said.reviewer_id, said.story_id), None)
        if stored is not None:
            found.append(about.line(replace(stored, text=said.text)))
        else:
            new.append(said)
    found += [about.line(promise) for promise in kept.values()]
    free = _free_numbers({line.number for line in found})
    found += [about.new(said, number) for said, number in zip(new, free, strict=False)]
    return sorted(found, key=lambda line: line.number)


def _free_numbers(taken: set[int]) -> Iterator[int]:
    return (number for number in count(1) if number not in taken)


class _About:
    """What is to be known beside a promise; of a reader's, the reader says what was agreed to."""

    def __init__(self, unit: UnitOfWork, now: datetime) -> None:
        self._event_at = unit.challenge().event_at
        self._stories = unit.said_actions.stories()
        self._readers = {reader.id: reader for reader in unit.reviewers.all()}
        self._now = now

    def line(self, promise: Promise) -> PromiseLine:
        """A promise that is stored."""
        when = ask_at(promise.made_at, self._event_at)
        reader = self._readers[promise.reviewer_id] if promise.reviewer_id is not None else None
        may_ask = promise.ask_later if reader is None else reader.ask_later is True
        return PromiseLine(
            number=promise.number,
            key=promise.id,
            reader=promise.reviewer_id,
            name=(reader or promise).name,
            email=(reader or promise).email,
            text=promise.text,
            story=self._stories.get(promise.story_id) if promise.story_id else None,
            use=promise.use if reader is None else reader.promise_use,
            may_ask=may_ask,
            made_at=promise.made_at,
            ask_at=when,
            asking=asking(promise.outcome, promise.asked_at, may_ask=may_ask, at=when, now=self._now),
            outcome=promise.outcome,
            told=promise.told,
        )

    def new(self, said: SaidAction, number: int) -> PromiseLine:
        """A reader's promise that nobody touched."""
        reader, when = self._readers[said.reviewer_id], ask_at(said.made_at, self._event_at)
        may_ask = reader.ask_later is True
        return PromiseLine(
            number=number,
            key=None,
            reader=reader.id,
            name=reader.name,
            email=reader.email,
            text=said.text,
            story=self._stories[said.story_id],
            use=reader.promise_use,
            may_ask=may_ask,
            made_at=said.made_at,
            ask_at=when,
            asking=asking(Outcome.OPEN, None, may_ask=may_ask, at=when, now=self._now),
            outcome=Outcome.OPEN,
            told="",
        )


def due(lines: Sequence[PromiseLine]) -> list[PromiseLine]:
    """Those to ask about now."""
    return [line for line in lines if line.asking is Asking.DUE]


def due_count(unit: UnitOfWork, now: datetime) -> int:
    """How many there are to ask about now.

    None, without a look at the readings, until the evening or the deadline is long enough past.
    """
    challenge = unit.challenge()
    if now < (challenge.event_at or challenge.closes_at) + ASKED_AFTER:
        return 0
    if not (unit.promises.exist() or unit.reviewers.find(ask_later=True)):
        return 0
    return len(due(promise_lines(unit, now)))


def add_promise(workspace: Workspace, given: GuestPromise) -> Promise:
    """Keep a guest's promise; raises `PromiseEmpty`, `NotAnEmail`, `NoSuchStory`."""
    fields = _checked(given)
    label = _("Add the promise of {name}").format(name=fields["name"] or _("a guest"))
    now = workspace.clock()
    with workspace.change(label) as unit:
        lines = promise_lines(unit, now)
        promise = Promise(
            id=PromiseId(uuid4()),
            number=max((line.number for line in lines), default=0) + 1,
            story_id=unit.story(given.story).id if given.story is not None else None,
            made_at=now,
            **fields,
        )
        unit.promises.add(promise)
    return promise


def edit_promise(workspace: Workspace, number: int, given: GuestPromise) -> None:
    """Change what a guest promised; raises as `add_promise` does, and `NoSuchPromise`."""
    fields = _checked(given)
    with workspace.change(_("Change promise {number}").format(number=number)) as unit:
        story = unit.story(given.story).id if given.story is not None else None
        unit.promises.replace(replace(_of_guest(unit, number), story_id=story, **fields))


def remove_promise(workspace: Workspace, number: int) -> None:
    """Take a guest's promise away; raises `NoSuchPromise`."""
    with workspace.change(_("Remove promise {number}").format(number=number)) as unit:
        unit.promises.remove(_of_guest(unit, number).id)


def _of_guest(unit: UnitOfWork, number: int) -> Promise:
    found = unit.promises.find(number=number, reviewer_id=None)
    if not found:
        raise NoSuchPromise(number)
    return found[0]


def _checked(given: GuestPromise) -> dict[str, Any]:
    text = one_line(given.text, MOST_WORDS)
    email = given.email.strip()
    if not text:
        raise PromiseEmpty
    if email and not is_address(email):
        raise NotAnEmail(one_line(email, MOST_NAME))
    return {
        "text": text,
        "name": one_line(given.name, MOST_NAME),
        "email": email,
        "use": given.use,
        "ask_later": given.ask_later,
    }


def set_outcome(workspace: Workspace, number: int, outcome: Outcome, told: str | None = None) -> PromiseLine:
    """Note what became of a promise, and what they told; None leaves that. Raises `NoSuchPromise`."""
    now = workspace.clock()
    with workspace.change(_("Note what became of promise {number}").format(number=number)) as unit:
        line = next((line for line in promise_lines(unit, now) if line.number == number), None)
        if line is None:
            raise NoSuchPromise(number)
        answered = None if outcome is Outcome.OPEN else now
        words = line.told if told is None else told.strip()[:MOST_WORDS]
        return _About(unit, now).line(_put(unit, line, outcome=outcome, told=words, answered_at=answered))


def mark_asked(workspace: Workspace, numbers: Sequence[int], people: int) -> None:
    """Note that these were asked about, in one step."""
    now, wanted = workspace.clock(), frozenset(numbers)
    label = plural("Ask about a promise", "Ask {count} people about their promises", people)
    with workspace.change(label.format(count=people)) as unit:
        for line in promise_lines(unit, now):
            if line.number in wanted:
                _put(unit, line, asked_at=now)


def _put(unit: UnitOfWork, line: PromiseLine, **fields: Any) -> Promise:
    """Store what is new about a promise; of a reader's the first time with its text."""
    if line.key is not None:
        known = replace(unit.promises.get(line.key), **fields)
        unit.promises.replace(known)
        return known if line.reader is None else replace(known, text=line.text)
    new = Promise(
        id=PromiseId(uuid4()),
        number=line.number,
        reviewer_id=line.reader,
        story_id=line.story.id if line.story else None,
        text=line.text,
        made_at=line.made_at,
        **fields,
    )
    unit.promises.add(new)
    return new
