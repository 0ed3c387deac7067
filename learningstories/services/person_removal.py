"""Removes what a challenge holds about one person: records, texts, files, answers, and traces in history."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from learningstories.domain.reading import Concern, Reading, ReadingId
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.i18n import _
from learningstories.services.challenges import book_of, put_book
from learningstories.services.changes import StepKind
from learningstories.services.one_person import Held, held_about, scrub_of
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import Lists, Records, UnitOfWork
from learningstories.services.shortlisting import close_gaps

NOBODY = "removed.invalid"  # the addresses of readers who are removed end so; no mail can get there


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What came of it: `kept` readings stay without a name, `gone` are not there any more.

    `others` are answers of other readers to the person's stories, which went with them. `wiped` tells whether
    the file's bytes hold nothing of it already.
    """

    stories: int
    kept: int
    gone: int
    others: int
    steps: int
    wiped: bool
    numbers: tuple[int, ...]


def remove_person(challenge: OpenChallenge, typed: str, *, keep_readings: bool) -> Removed:
    """Remove all of it, as one step that nothing takes back and that says nothing about the person.

    With `keep_readings` those of their readings that count stay as a removed reviewer's, with the rating and
    nothing else, so that the results are what they were. Raises `NoSuchPerson`, `PersonUnclear`.
    """
    workspace = challenge.workspace
    counted = _counted(challenge.lists)
    with workspace.change(_("Remove what was held about a person"), kind=StepKind.NOTE) as unit:
        held = held_about(unit, None, typed)
        kept = _kept(unit, held, counted) if keep_readings else []
        _take_out(unit, held)
        if kept:
            _put_back(unit, kept, workspace.clock())
        close_gaps(unit)
        unit.forgetting.forget(scrub_of(held))
    return Removed(
        stories=len(held.stories),
        kept=sum(map(len, kept)),
        gone=len(held.readings) - sum(map(len, kept)),
        others=len(held.others),
        steps=len(held.steps),
        wiped=challenge.wipe(),
        numbers=tuple(story.number for story in held.stories),
    )


def _counted(lists: Lists) -> set[tuple[int, UUID]]:
    return {(rating.story, rating.reviewer) for rating in lists.ratings()}


def _kept(unit: UnitOfWork, held: Held, counted: Collection[tuple[int, UUID]]) -> list[list[Reading]]:
    """What counts of each reviewer's readings, with nothing but the ratings."""
    theirs = {story.id for story in held.stories}
    keys = [reading.story_id for reading in held.readings]
    numbers = {story.id: story.number for story in unit.stories.find(id=keys) if story.id not in theirs}
    found = []
    for one in held.reviewers:
        mine = [each for each in held.readings if each.reviewer_id == one.id]
        found.append([_bare(each) for each in mine if (numbers.get(each.story_id), one.id) in counted])
    return [some for some in found if some]


def _bare(reading: Reading) -> Reading:
    return Reading(
        id=ReadingId(uuid4()),
        story_id=reading.story_id,
        reviewer_id=reading.reviewer_id,
        value=reading.value,
        criteria=reading.criteria,
        knows=reading.knows,
        concern=Concern.NONE,
        text_sha=reading.text_sha,
        changed_at=reading.changed_at,
    )


def _put_back(unit: UnitOfWork, kept: Sequence[Sequence[Reading]], now: datetime) -> None:
    """The readings as those of somebody whom nothing ties to who it was, not even the day."""
    for readings in kept:
        key = ReviewerId(uuid4())
        name = _("A removed reviewer")
        unit.reviewers.add(Reviewer(id=key, name=name, email=f"{key.hex[:12]}@{NOBODY}", added_at=now))
        unit.readings.add_all([replace(each, reviewer_id=key) for each in readings])


def _take_out(unit: UnitOfWork, held: Held) -> None:
    """Everything of theirs, what hangs on it first."""
    stories = [story.id for story in held.stories]
    people = [one.id for one in held.reviewers]
    _drop(unit.readings, {each.id for each in (*held.readings, *held.others)})
    for key in stories:
        _let_promises_stand(unit, key)
        for records in (unit.assignments, unit.choices, unit.resolutions, unit.redactions):
            _drop_found(records, story_id=key)
    for person in people:
        for records in (unit.assignments, unit.resolutions):
            _drop_found(records, reviewer_id=person)
    there = {each.id for each in unit.promises.find(id=[each.id for each in held.promises])}
    _drop(unit.promises, there)
    _drop(unit.returns, {each.id for each in held.returned})
    _drop(unit.packs, {each.id for each in held.packs})
    _drop(unit.versions, {each.id for each in held.versions})
    _drop(unit.attachments, {each.id for each in held.files})
    if book_of(unit).cover in {file.sha for file in held.files}:
        put_book(unit, cover="", cover_alt="")
    _drop(unit.reviewers, set(people))
    _drop(unit.stories, set(stories))


def _let_promises_stand(unit: UnitOfWork, story: UUID) -> None:
    """What a guest promised because of the story stays; a reader's goes with the reading."""
    for promise in unit.promises.find(story_id=story):
        if promise.reviewer_id is None:
            unit.promises.replace(replace(promise, story_id=None))
        else:
            unit.promises.remove(promise.id)


def _drop_found(records: "Records", **equal: UUID) -> None:  # type: ignore[type-arg]
    _drop(records, {each.id for each in records.find(**equal)})


def _drop(records: "Records", keys: Iterable[UUID]) -> None:  # type: ignore[type-arg]
    for key in keys:
        records.remove(key)
