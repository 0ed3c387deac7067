"""Which backups may go as they grow old: all of two days are kept, then one a day, a week, a month."""

from collections.abc import Iterable
from datetime import datetime, timedelta

DAYS, WEEKS = 14, 60  # so many days back one a day is kept, and then one a week


def superfluous(taken: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments whose backups have a later one beside them that stands for the same time.

    Days are those of the moments' own zone. What was taken yesterday, today or later is never among them.
    """
    stands: dict[tuple[str, int, int], datetime] = {}
    old = [moment for moment in taken if _days_ago(moment, now) > 1]
    for moment in sorted(old):
        stands[_span(moment, now)] = moment
    return frozenset(old) - frozenset(stands.values())


def _days_ago(moment: datetime, now: datetime) -> int:
    return (now.date() - moment.date()) // timedelta(days=1)


def _span(moment: datetime, now: datetime) -> tuple[str, int, int]:
    """The day, week or month that a moment belongs to, whichever is told apart at its age."""
    ago = _days_ago(moment, now)
    if ago <= DAYS:
        return "day", moment.year, moment.timetuple().tm_yday
    if ago <= WEEKS:
        year, week, _day = moment.isocalendar()
        return "week", year, week
    return "month", moment.year, moment.month
