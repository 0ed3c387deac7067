"""What the big screen shows on the evening: the slides, and how the clock stands against the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.shortlist import Pause
from learningstories.i18n import _, quoted, speaking
from learningstories.services.gate import Admitted, Passed, Promised, passing, through
from learningstories.services.output import Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.showcase import book_title
from learningstories.services.written_dates import written_moment

# An evening that is further away than this is being tried out: its plan begins when the first story does.
_EARLY, _OVER = timedelta(hours=2), timedelta(hours=12)


class SlideKind(StrEnum):
    """What a slide is for."""

    OPENING = "opening"
    STORY = "story"
    PAUSE = "pause"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One picture of the evening.

    `author` is the name as it may be shown. `quote` is what a reader or a `guest` will do, `name` whose
    words they are where that may be told, `others` how many more promises there are. `notes` are for the
    host alone.
    """

    kind: SlideKind
    title: str
    author: str = ""
    quote: str = ""
    name: str = ""
    guest: bool = False
    others: int = 0
    minutes: int = 0
    place: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """All slides in their order; `stories` is how many stories there are."""

    title: str
    slides: tuple[Slide, ...]
    stories: int
    event_at: datetime | None
    zone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the clock stands: seconds left of the slide (below zero: over), and the plan.

    `behind` are whole minutes, below zero: ahead. `ends` and `should_end` are of the whole evening.
    """

    left: int
    share: float
    behind: int
    ends: datetime
    should_end: datetime


def begin(unit: UnitOfWork) -> Evening:
    """The evening; raises `ShortlistEmpty`, `NoStageConsent` where there is nothing to show."""
    through(unit, Use.STAGE)
    return evening(unit)


def evening(unit: UnitOfWork) -> Evening:
    """The evening as it may be shown on stage, in its own language; other stories' titles are not in it."""
    passed = passing(unit, Use.STAGE)
    challenge, title = passed.challenge, book_title(passed.challenge, passed.book)
    with speaking(challenge.language):
        slides = [
            _opening(title, challenge),
            *_programme(passed),
            _closing(passed),
        ]
    return Evening(
        title=title,
        slides=tuple(slides),
        stories=len(passed.programme.places),
        event_at=challenge.event_at,
        zone=challenge.zone,
        language=challenge.language,
    )


def _programme(passed: Passed) -> Iterator[Slide]:
    """The stories and pauses in their order."""
    pauses = passed.programme.pauses
    yield from _pauses(pauses, 0)
    for number, place in enumerate(passed.programme.places, start=1):
        shown = passed.admitted(place)
        yield _untold(place.minutes, number) if shown is None else _story(shown, number)
        yield from _pauses(pauses, number)


def _pauses(pauses: Sequence[Pause], told: int) -> list[Slide]:
    """The pauses once so many stories are told."""
    return [
        Slide(kind=SlideKind.PAUSE, title=pause.title.strip() or _("Pause"), minutes=pause.minutes)
        for pause in pauses
        if pause.after == told
    ]


def _ask() -> str:
    return _("Tell us before you go: we ask after 30 days, and never if you would rather not.")


def _opening(title: str, challenge: Challenge) -> Slide:
    at = challenge.event_at
    when = written_moment(at, challenge.zone, challenge.language) if at is not None else ""
    told = " · ".join(part for part in (when, challenge.event_place.strip()) if part)
    return Slide(kind=SlideKind.OPENING, title=title, author=told)


def _closing(passed: Passed) -> Slide:
    """The question to everybody, with what guests have promised for the whole evening."""
    best = _best(passed.promises)
    return Slide(
        kind=SlideKind.CLOSING,
        title=_("What will you do?"),
        author=_ask(),
        notes=tuple(_quoted(passed.promises, best)),
        **_said(best, passed.promises),
    )


def _untold(minutes: int, number: int) -> Slide:
    """A story of which nothing may be shown has its minutes all the same."""
    return Slide(
        kind=SlideKind.STORY,
        title=_("A story without a title on the screen"),
        minutes=minutes,
        place=number,
        notes=(_("Its author has not agreed to its being told on stage, or it takes no part any more."),),
    )


def _story(shown: Admitted, number: int) -> Slide:
    story, promises = shown.story, shown.promises
    best = _best(promises)
    notes = []
    if story.author_said.strip():
        notes.append(_("Say the name: {said}").format(said=story.author_said.strip()))
    notes += _quoted(promises, best)
    notes += [question.strip() for question in story.questions if question.strip()]
    return Slide(
        kind=SlideKind.STORY,
        title=story.title,
        author=shown.author,
        minutes=shown.place.minutes,
        place=number,
        notes=tuple(notes),
        **_said(best, promises),
    )


_GOOD, _READABLE = 60, 140


def _best(promises: Sequence[Promised]) -> Promised | None:
    """The one that is read from the back of a room: the shortest that is not too short."""
    return min(promises, key=lambda p: (len(p.text) > _READABLE, abs(len(p.text) - _GOOD)), default=None)


def _said(best: Promised | None, promises: Sequence[Promised]) -> dict[str, Any]:
    """What a slide shows of promises."""
    if best is None:
        return {}
    return {"quote": best.text, "name": best.name, "guest": best.guest, "others": len(promises) - 1}


def _quoted(promises: Sequence[Promised], best: Promised | None) -> Iterator[str]:
    """The others, for the host."""
    return (f"{quoted(promise.text)}{_by(promise.name)}" for promise in promises if promise is not best)


def _by(name: str) -> str:
    return f" ({name})" if name else ""


def planned_start(held: Evening, begun: datetime) -> datetime:
    """When the first story should begin: as planned, or when it did where the evening is only tried out."""
    at = held.event_at
    return begun if at is None or not (at - _EARLY <= begun <= at + _OVER) else at


def standing(
    slides: Sequence[Slide], shown: int, *, start: datetime, since: datetime, now: datetime
) -> Standing:
    """The clock on slide `shown`, there `since` then; `start` is when the first story should begin."""
    minutes = slides[shown].minutes
    gone = max(0, int((now - since).total_seconds()))
    length = 60 * minutes
    done = max(now, since + timedelta(minutes=minutes))
    should_be_done = start + _span(slides[: shown + 1])
    behind = round((done - should_be_done).total_seconds() / 60)
    should_end = start + _span(slides)
    return Standing(
        left=length - gone,
        share=min(1.0, gone / length) if length else 0.0,
        behind=behind,
        ends=done + _span(slides[shown + 1 :]),
        should_end=should_end,
    )


def _span(slides: Sequence[Slide]) -> timedelta:
    return timedelta(minutes=sum(slide.minutes for slide in slides))
