from datetime import UTC, datetime, timedelta

from learningstories.domain.backup_keeping import superfluous

NOW = datetime(2013, 6, 12, 18, tzinfo=UTC)  # a Wednesday
AGES = (("days", 2, 14), ("weeks", 15, 60), ("months", 61, 1000))


def kept(taken: list[datetime]) -> list[datetime]:
    return sorted(set(taken) - superfluous(taken, NOW), reverse=True)


def test_all_of_today_and_yesterday_are_kept() -> None:
    taken = [NOW - timedelta(minutes=30 * n) for n in range(60)]
    assert superfluous([moment for moment in taken if moment.day >= 11], NOW) == frozenset()


def test_earlier_the_last_of_each_day_week_and_month_are_kept() -> None:
    taken = [NOW - timedelta(hours=8 * n) for n in range(3 * 200)]
    found = {
        ago: [m for m in kept(taken) if low <= (NOW.date() - m.date()).days <= most]
        for ago, low, most in AGES
    }
    assert [moment.date().toordinal() for moment in found["days"]] == [
        NOW.date().toordinal() - ago for ago in range(2, 15)
    ]
    assert all(moment.hour == 18 for moment in found["days"])
    weeks = [moment.isocalendar()[:2] for moment in found["weeks"]]
    assert weeks == [(2013, week) for week in range(22, 14, -1)]
    assert [moment.month for moment in found["months"]] == [4, 3, 2, 1, 12, 11]


def test_what_is_kept_is_kept_again_until_time_goes_on() -> None:
    taken = kept([NOW - timedelta(hours=5 * n) for n in range(2000)])
    assert superfluous(taken, NOW) == frozenset()


def test_a_clock_that_was_wrong_loses_nothing() -> None:
    assert superfluous([NOW + timedelta(days=400), NOW + timedelta(days=401)], NOW) == frozenset()
