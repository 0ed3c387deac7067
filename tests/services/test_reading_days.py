"""Readings by the day on which they were given, and what an even pace to the day they are due would be."""

from datetime import UTC, datetime

import pytest

from learningstories.services.reading_days import ReadingDays, reading_days

NOW = datetime(2013, 3, 5, 12, tzinfo=UTC)
DUE = datetime(2013, 3, 9, tzinfo=UTC)
TIMES = (
    "2013-03-01T09:00:00+00:00",
    "2013-03-01T23:30:00+00:00",  # the next day in Berlin
    "2013-03-04T10:00:00+00:00",
    "2014-01-01T00:00:00+00:00",  # by a wrong clock
)


def days(zone: str = "Europe/London", due: datetime | None = DUE) -> ReadingDays:
    found = reading_days(TIMES, zone, wanted=16, due=due, now=NOW)
    assert found is not None
    return found


def test_they_are_counted_on_the_challenges_clocks_and_none_in_days_to_come():
    london, berlin = days(), days("Europe/Berlin")
    assert london.spans.counts[:5] == (2, 0, 0, 1, 1)
    assert london.so_far == (2, 2, 2, 3, 4)
    assert berlin.spans.counts[:5] == (1, 1, 0, 1, 1)
    assert london.given == 4


def test_an_even_pace_would_have_brought_a_share_of_those_wanted():
    assert days().even_pace == pytest.approx(16 * 4.5 / 8)
    assert days(due=datetime(2013, 3, 3, tzinfo=UTC)).even_pace == 16
    assert days(due=None).even_pace is None
    assert days(due=datetime(2013, 2, 1, tzinfo=UTC)).even_pace is None


def test_where_nothing_came_there_is_nothing():
    assert reading_days((), "UTC", wanted=16, due=DUE, now=NOW) is None
