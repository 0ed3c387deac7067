"""How the readings come in, day by day, against what is wanted by when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from learningstories.domain.deadline import zone_of
from learningstories.services.overview import Arrivals, arrivals

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDays:
    """Readings by the day on which they were given, on the clocks of the challenge's `zone`.

    `wanted` are all that are wanted, by `due` where there is such a moment. `due_at` and `now_at` are where
    that and the present lie, in spans from the beginning of the first; `due_day` is the day of `due`.
    """

    spans: Arrivals
    wanted: int
    due_day: date | None
    due_at: float | None
    now_at: float

    @property
    def given(self) -> int:
        """All that are in."""
        return sum(self.spans.counts)

    @property
    def so_far(self) -> tuple[int, ...]:
        """How many are in at the end of each span; of those that have not begun yet there is nothing."""
        begun = min(len(self.spans.counts), int(self.now_at) + 1)
        return tuple(accumulate(self.spans.counts[:begun]))

    @property
    def even_pace(self) -> float | None:
        """How many would be in by now if each day brought as many as any other."""
        if not self.due_at or self.due_at <= 0:
            return None
        return self.wanted * min(1.0, self.now_at / self.due_at)


def reading_days(
    times: Collection[str], zone: str, *, wanted: int, due: datetime | None, now: datetime
) -> ReadingDays | None:
    """Count them; None where there are none.

    `times` are ISO 8601 in UTC. Clocks of other computers may be wrong: what is said to come from a day
    that is still to come is of today.
    """
    latest = now.astimezone(UTC).isoformat()
    spans = arrivals([min(at, latest) for at in times], zone, due or now)
    if spans is None:
        return None
    rules = zone_of(zone)

    def place(moment: datetime) -> float:
        local = moment.astimezone(rules).replace(tzinfo=None)
        return (local - datetime.combine(spans.first, time())) / _DAY / spans.step

    return ReadingDays(
        spans=spans,
        wanted=wanted,
        due_day=due.astimezone(rules).date() if due is not None else None,
        due_at=place(due) if due is not None else None,
        now_at=place(now),
    )
