"""The evening in rows: what is told when, pauses, and where a day or the clocks change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.shortlist import Pause
from learningstories.i18n import _
from learningstories.services.gate import Admitted, Passed
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import Place
from learningstories.services.written_dates import written_day


class RowKind(StrEnum):
    """What a row of the evening is; a note says what is to be known between two of them."""

    STORY = "story"
    PAUSE = "pause"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`story` is there for a story only; `time` is empty while the evening has no date."""

    kind: RowKind
    time: str = ""
    minutes: int = 0
    words: str = ""
    story: Admitted | None = None


@dataclass(frozen=True, slots=True)
class _Timed:
    """A row, and the moment on the clocks there at which it begins."""

    at: datetime | None
    row: Row


def evening_rows(unit: UnitOfWork, passed: Passed) -> tuple[Row, ...]:
    """The rows in their order, worded in the language of the moment; stories that may be shown only."""
    rows: list[Row] = []
    before: datetime | None = None
    for timed in _timed(unit, passed):
        if before is not None and timed.at is not None:
            rows += _between(before, timed.at, passed.challenge)
        before = timed.at
        rows.append(timed.row)
    return tuple(rows)


def _timed(unit: UnitOfWork, passed: Passed) -> Iterator[_Timed]:
    challenge, pauses = passed.challenge, unit.pauses.all()
    ends = challenge.event_at
    yield from _pauses(pauses, 0, ends, challenge)
    for told, place in enumerate(passed.programme.places, start=1):
        admitted = passed.admitted(place)
        if admitted is not None:
            local = _local(place.starts_at, challenge)
            row = Row(kind=RowKind.STORY, time=_clock(local), minutes=place.minutes, story=admitted)
            yield _Timed(local, row)
        ends = _end(place)
        yield from _pauses(pauses, told, ends, challenge)


def _pauses(
    pauses: Sequence[Pause], told: int, starts: datetime | None, challenge: Challenge
) -> Iterator[_Timed]:
    for pause in pauses:
        if pause.after == told:
            local = _local(starts, challenge)
            words = pause.title.strip() or _("Pause")
            yield _Timed(
                local, Row(kind=RowKind.PAUSE, time=_clock(local), minutes=pause.minutes, words=words)
            )


def _between(before: datetime, now: datetime, challenge: Challenge) -> Iterator[Row]:
    """What is to be known where a day begins, or where the clocks are changed."""
    if now.utcoffset() != before.utcoffset():
        forward = (now.utcoffset() or timedelta()) > (before.utcoffset() or timedelta())
        words = _("The clocks have gone forward") if forward else _("The clocks have gone back")
        yield Row(kind=RowKind.NOTE, words=words)
    if now.date() != before.date():
        yield Row(kind=RowKind.NOTE, words=written_day(now.date(), challenge.language))


def _end(place: Place) -> datetime | None:
    return place.starts_at + timedelta(minutes=place.minutes) if place.starts_at else None


def _local(moment: datetime | None, challenge: Challenge) -> datetime | None:
    return moment.astimezone(zone_of(challenge.zone)) if moment else None


def _clock(local: datetime | None) -> str:
    return f"{local:%H:%M}" if local else ""
