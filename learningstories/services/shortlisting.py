"""Choosing what is told on the evening."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ExpectedError,
    ReasonNeeded,
    ShortlistEmpty,
    ShortlistLocked,
    StoryNotEligible,
    StoryRefused,
    StoryWithdrawn,
)
from learningstories.domain.shortlist import Choice, ChoiceId, ChoiceKind, Lock, LockId, Pause
from learningstories.domain.story import Eligibility, Story, minutes_on_stage, takes_part
from learningstories.i18n import _
from learningstories.services.choosing_rules import minutes_for, rules_for
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One story in the running order; `starts_at` is None while the event has no date."""

    story: Story
    choice: Choice
    minutes: int
    starts_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The running order, what was decided against, and the time it takes of the time there is.

    `pauses` stand where they are held; they are beside the time for stories. `ends_at` is None while the
    event has no date.
    """

    places: tuple[Place, ...]
    excluded: tuple[tuple[Story, Choice], ...]
    minutes: int
    minutes_there_are: int
    lock: Lock | None
    pauses: tuple[Pause, ...] = ()
    ends_at: datetime | None = None


def programme(unit: UnitOfWork) -> Programme:
    """The shortlist as it stands."""
    challenge = unit.challenge()
    choices = sorted(unit.choices.all(), key=lambda c: c.position)
    stories = {s.id: s for s in unit.stories.find(id=[c.story_id for c in choices])}
    chosen = [c for c in choices if c.kind is ChoiceKind.CHOSEN]
    locks = unit.locks.all()
    pauses = _held(unit.pauses.all(), len(chosen))
    places = _timed(challenge, [(stories[c.story_id], c) for c in chosen], pauses)
    told = sum(place.minutes for place in places)
    taken = timedelta(minutes=told + sum(pause.minutes for pause in pauses))
    return Programme(
        places=places,
        excluded=tuple((stories[c.story_id], c) for c in choices if c.kind is ChoiceKind.EXCLUDED),
        minutes=told,
        minutes_there_are=minutes_for(unit, rules_for(unit)) or challenge.event_minutes,
        lock=locks[0] if locks else None,
        pauses=pauses,
        ends_at=challenge.event_at + taken if challenge.event_at else None,
    )


def _held(pauses: Sequence[Pause], count: int) -> tuple[Pause, ...]:
    """Pauses in the order in which they come; none is held later than after the last story."""
    held = (replace(pause, after=min(pause.after, count)) for pause in pauses)
    return tuple(sorted(held, key=lambda pause: (pause.after, pause.id.int)))


def _timed(
    challenge: Challenge, chosen: Sequence[tuple[Story, Choice]], pauses: Sequence[Pause]
) -> tuple[Place, ...]:
    places: list[Place] = []
    gone = 0
    for told, (story, choice) in enumerate(chosen):
        gone += sum(pause.minutes for pause in pauses if pause.after == told)
        minutes = minutes_of(story, choice)
        starts = challenge.event_at + timedelta(minutes=gone) if challenge.event_at else None
        places.append(Place(story=story, choice=choice, minutes=minutes, starts_at=starts))
        gone += minutes
    return tuple(places)


def minutes_of(story: Story, choice: Choice | None) -> int:
    """How long telling the story takes: the organiser's own figure, or what its words come to."""
    given = choice.minutes if choice is not None else None
    return given if given is not None else minutes_on_stage(story.words)


def add(workspace: Workspace, numbers: Sequence[int], reason: str = "") -> None:
    """Put stories at the end of the running order; raises `StoryWithdrawn`, `StoryRefused`."""
    if not numbers:
        return
    label = _("Add #{number} to the shortlist").format(number=numbers[0])
    if len(numbers) > 1:
        label = _("Add {count} stories to the shortlist").format(count=len(numbers))
    with workspace.change(label) as unit:
        for number in numbers:
            decide_one(workspace, unit, number, kind=ChoiceKind.CHOSEN, reason=reason)


def remove(workspace: Workspace, number: int) -> None:
    """Take a story off the running order, or lift its exclusion."""
    with workspace.change(_("Take #{number} off the shortlist").format(number=number)) as unit:
        unlocked(unit)
        for choice in unit.choices.find(story_id=unit.story(number).id):
            unit.choices.remove(choice.id)
        close_gaps(unit)


def exclude(workspace: Workspace, number: int, reason: str) -> None:
    """Decide that a story is not told; raises `ReasonNeeded`."""
    if not reason.strip():
        raise ReasonNeeded
    with workspace.change(_("Exclude #{number}").format(number=number)) as unit:
        decide_one(workspace, unit, number, kind=ChoiceKind.EXCLUDED, reason=reason.strip())
        close_gaps(unit)


def pin(workspace: Workspace, number: int, *, pinned: bool = True, reason: str = "") -> None:
    """Hold a story on the shortlist whatever is proposed, or let it go again."""
    label = _("Pin #{number}") if pinned else _("Unpin #{number}")
    with workspace.change(label.format(number=number)) as unit:
        if not pinned and not unit.choices.find(story_id=unit.story(number).id, kind=ChoiceKind.CHOSEN):
            return  # letting go of what is not held must not put it on the shortlist
        decide_one(workspace, unit, number, kind=ChoiceKind.CHOSEN, pinned=pinned, reason=reason)


def move(workspace: Workspace, number: int, position: int) -> None:
    """Put a story at a place of the running order, from 1; the others make room."""
    with workspace.change(_("Move #{number}").format(number=number), merge=f"move {number}") as unit:
        unlocked(unit)
        wanted = unit.story(number).id
        order = [c for c in _chosen(unit) if c.story_id != wanted]
        moved = [c for c in _chosen(unit) if c.story_id == wanted]
        place = max(1, min(position, len(order) + 1)) - 1
        number_anew(unit, [*order[:place], *moved, *order[place:]])


def set_minutes(workspace: Workspace, number: int, minutes: int | None) -> None:
    """Give a story on the shortlist its minutes; None takes them from its words."""
    label = _("Change the minutes of #{number}").format(number=number)
    given = None if minutes is None else max(1, min(minutes, MOST_MINUTES))
    with workspace.change(label, merge=f"minutes {number}") as unit:
        unlocked(unit)
        for choice in unit.choices.find(story_id=unit.story(number).id):
            unit.choices.replace(replace(choice, minutes=given))


def put_in_order(workspace: Workspace, unit: UnitOfWork, numbers: Sequence[int]) -> None:
    """Make `numbers` the whole running order, inside a step that is under way."""
    unlocked(unit)
    wanted = [unit.story(number) for number in numbers]
    keys = {story.id for story in wanted}
    for choice in _chosen(unit):
        if choice.story_id not in keys:
            unit.choices.remove(choice.id)
    for place, number in enumerate(numbers, start=1):
        decide_one(workspace, unit, number, kind=ChoiceKind.CHOSEN, position=place)


def lock(workspace: Workspace, figures: Callable[[UnitOfWork], dict[str, Any]]) -> Lock:
    """Freeze the shortlist with the figures it rests on; raises `ShortlistEmpty`, `ShortlistLocked`."""
    with workspace.change(_("Lock the shortlist")) as unit:
        unlocked(unit)
        made = programme(unit)
        if not made.places:
            raise ShortlistEmpty
        snapshot = {"stories": [frozen(place) for place in made.places], **figures(unit)}
        locked = Lock(
            id=LockId(uuid4()), locked_at=workspace.clock(), locked_by=workspace.who, snapshot=snapshot
        )
        unit.locks.add(locked)
    return locked


def unlock(workspace: Workspace, reason: str) -> None:
    """Open a locked shortlist again; the reason stays in history. Raises `ReasonNeeded`."""
    if not reason.strip():
        raise ReasonNeeded
    with workspace.change(_("Unlock the shortlist: {reason}").format(reason=reason.strip())) as unit:
        for locked in unit.locks.all():
            unit.locks.remove(locked.id)


def frozen(place: Place) -> dict[str, Any]:
    """A chosen story as JSON can hold it; the names of fields are a promise to scripts."""
    return {
        "number": place.story.number,
        "title": place.story.title,
        "text_sha": place.story.text_sha,
        "position": place.choice.position,
        "minutes": place.minutes,
        "pinned": place.choice.pinned,
        "reason": place.choice.reason,
        "chosen_by": place.choice.chosen_by,
        "chosen_at": place.choice.chosen_at.isoformat(),
    }


def decide_one(workspace: Workspace, unit: UnitOfWork, number: int, **fields: Any) -> None:
    """Make or change the decision about one story, inside a step that is under way.

    `fields` are those of `Choice`, `kind` among them; a chosen story without a position goes last.
    Raises `ShortlistLocked`, `NoSuchStory` and, for a chosen one, `StoryWithdrawn`,
    `StoryRefused`, `StoryNotEligible`.
    """
    unlocked(unit)
    story = unit.story(number)
    if fields["kind"] is ChoiceKind.CHOSEN and not takes_part(story, unit.challenge()):
        raise _not_there(story)
    known = unit.choices.find(story_id=story.id)
    signed: dict[str, Any] = {"chosen_by": workspace.who, "chosen_at": workspace.clock()}
    if known and known[0].kind is fields["kind"]:
        unit.choices.replace(_decided_again(known[0], signed, fields))
        return
    if fields["kind"] is ChoiceKind.CHOSEN:
        fields.setdefault("position", len(_chosen(unit)) + 1)
    if known:
        blank = {"position": 0, "pinned": False, "minutes": None, "reason": ""}
        unit.choices.replace(replace(known[0], **{**blank, **signed, **fields}))
    else:
        unit.choices.add(Choice(id=ChoiceId(uuid4()), story_id=story.id, **signed, **fields))


def _not_there(story: Story) -> ExpectedError:
    """Why a story does not take part."""
    if story.withdrawn:
        return StoryWithdrawn(story.number)
    excluded = story.eligibility is Eligibility.NOT_ELIGIBLE
    return StoryNotEligible(story.number) if excluded else StoryRefused(story.number)


def _decided_again(choice: Choice, signed: dict[str, Any], fields: dict[str, Any]) -> Choice:
    """A decision that stands, with what is new about it; who made it stays where only its place changes."""
    kept = {name: value for name, value in fields.items() if name != "reason" or value}
    moved = replace(choice, position=kept.get("position", choice.position))
    again = replace(choice, **kept)
    return moved if again == moved else replace(again, **signed)


def unlocked(unit: UnitOfWork) -> None:
    """Raises `ShortlistLocked` where nothing may be changed."""
    if unit.locks.all():
        raise ShortlistLocked


def _chosen(unit: UnitOfWork) -> list[Choice]:
    return sorted(unit.choices.find(kind=ChoiceKind.CHOSEN), key=lambda c: c.position)


def close_gaps(unit: UnitOfWork) -> None:
    """Number the running order anew after stories have left it; pauses stay between the same stories."""
    order = _chosen(unit)
    for pause in unit.pauses.all():
        after = sum(choice.position <= pause.after for choice in order)
        if after != pause.after:
            unit.pauses.replace(replace(pause, after=after))
    number_anew(unit, order)


def number_anew(unit: UnitOfWork, order: Sequence[Choice]) -> None:
    """Give the chosen stories their places in this order, inside a step that is under way."""
    for place, choice in enumerate(order, start=1):
        if choice.position != place:
            unit.choices.replace(replace(choice, position=place))
