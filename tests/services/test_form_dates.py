"""Times as form tools write them; what is in doubt is never guessed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.form_dates import DayOrder, day_order, in_utc, read_stamp, zone_ahead


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "local", "hours"),
    [
        ("2022/11/30 10:39:41 PM GMT+1", "2022-11-30 22:39:41", 1),
        ("2026/03/01 9:00:00 AM GMT-5", "2026-03-01 09:00:00", -5),
        ("2026/03/01 9:00:00 AM GMT+5:30", "2026-03-01 09:00:00", 5.5),
        ("2022/11/30 10:39:41\u202fPM UTC", "2022-11-30 22:39:41", 0),
        ("2026/03/01 12:00:00 AM GMT", "2026-03-01 00:00:00", 0),
        ("01.03.2026 21:05:09", "2026-03-01 21:05:09", None),
        ("2018-04-03 09:05:40", "2018-04-03 09:05:40", None),
        ("2026-03-01T21:05:09.123Z", "2026-03-01 21:05:09", 0),
        ("2026-03-01T21:05:09+0100", "2026-03-01 21:05:09", 1),
        ("Mar 1, 2026", "2026-03-01 23:59:00", None),
        ("March 1, 2026 at 9:05 PM", "2026-03-01 21:05:00", None),
        ("1 mars 2026 à 21:05", "2026-03-01 21:05:00", None),
        ("1. März 2026 um 21:05 Uhr", "2026-03-01 21:05:00", None),
        ("1 de marzo de 2026 9:05 p. m.", "2026-03-01 21:05:00", None),
        ("Sun, 01 Mar 2026 21:05:09 -1200", "2026-03-01 21:05:09", -12),
        (
            "Sun Mar 01 2026 21:05:09 GMT+0100 (Central European Standard Time)",
            "2026-03-01 21:05:09",
            1,
        ),
        ("2022/11/30 下午 10:39:41 [GMT+8]", "2022-11-30 22:39:41", 8),
        ("13/3/2026 8:00", "2026-03-13 08:00:00", None),
        ("3/13/26 8:00", "2026-03-13 08:00:00", None),
        ("46082.87858796296", "2026-03-01 21:05:10", None),
        ("46082", "2026-03-01 23:59:00", None),
    ],
)
def test_the_clock_and_its_zone_are_read_as_written(text, local, hours):
    stamp = read_stamp(text)
    assert stamp is not None
    assert (stamp.local, stamp.swapped) == (at(local), None)
    assert stamp.ahead == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01 10:00 EST", "2026/11/30 10:39:41 PM CET", "2026-03-01 10:00 GMT+99", "yesterday", ""),
        *(
            "31/31/2026",
            "2026-02-30",
            "2026-03-01 25:00",
            "13:00 AM 2026",
            "9:05",
            "12345",
            "99999",
            "0001-01-01",
        ),
        *("x" * 5_000, "1" * 500),
    ],
)
def test_what_is_no_time_or_has_a_zone_that_may_be_several_is_not_understood(text):
    assert read_stamp(text) is None


def test_day_and_month_that_could_be_either_are_both_told():
    stamp = read_stamp("03/04/2026 10:00")
    assert (stamp.local, stamp.swapped) == (at("2026-04-03 10:00"), at("2026-03-04 10:00"))
    assert read_stamp("03/04/2026 10:00", day_first=False).local == at("2026-03-04 10:00")
    assert read_stamp("03/04/2026 10:00", day_first=True).swapped is None
    assert read_stamp("04/04/2026 10:00").local == at("2026-04-04 10:00")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["2026-03-01", "1. März 2026"], DayOrder.SAID),
        (["01/03/2026", "13/03/2026"], DayOrder.DAY_FIRST),
        (["01/03/2026", "03/13/2026"], DayOrder.MONTH_FIRST),
        # An export goes on in time: 3 February, 2 March, 4 March; the other way round it would jump.
        (["03/02/2026", "02/03/2026", "04/03/2026"], DayOrder.DAY_FIRST),
        (["04/03/2026", "02/03/2026", "03/02/2026"], DayOrder.DAY_FIRST),
        (["2/3/2026", "3/2/2026", "3/4/2026"], DayOrder.MONTH_FIRST),
        (["01/03/2026", "02/03/2026"], DayOrder.OPEN),
        (["13/03/2026", "03/14/2026", "03/04/2026"], DayOrder.OPEN),
        (["03/04/2026", "not a date", ""], DayOrder.OPEN),
        (["13/03/2026"], DayOrder.DAY_FIRST),
        (["13/03/2026", "03/14/2026"], DayOrder.SAID),
        ([], DayOrder.SAID),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_the_column(texts, order):
    assert day_order(texts) is order


def test_a_time_without_zone_is_on_the_clocks_of_the_challenge():
    assert in_utc(read_stamp("2026-03-01 10:00:00"), "Europe/Berlin") == at("2026-03-01 09:00").replace(
        tzinfo=UTC
    )
    assert in_utc(read_stamp("2026/03/01 9:00:00 AM GMT+1"), "Asia/Tokyo") == at("2026-03-01 08:00").replace(
        tzinfo=UTC
    )


def test_of_an_hour_that_comes_twice_the_first_counts_and_one_that_never_came_does_not():
    assert in_utc(read_stamp("2026-10-25 02:30:00"), "Europe/Berlin") == at("2026-10-25 00:30").replace(
        tzinfo=UTC
    )
    assert in_utc(read_stamp("2026-03-29 02:30:00"), "Europe/Berlin") is None


def test_a_header_can_tell_the_zone():
    assert zone_ahead("Submit Date (UTC)") == timedelta()
    assert zone_ahead("Sent (GMT+5:30)") == timedelta(hours=5.5)
    assert zone_ahead("Sent (local)") is None


MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2069, 12, 31)).map(  # noqa: DTZ001 - as the clock shows
    lambda moment: moment.replace(microsecond=0)
)
FORMATS = (
    *(
        "%Y/%m/%d %I:%M:%S %p",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%y %H:%M:%S",
    ),
    *("%b %d, %Y %I:%M:%S %p", "%d %B %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S"),
)


@given(MOMENTS, st.sampled_from(FORMATS), st.integers(-14 * 60, 14 * 60))
def test_every_format_gives_back_what_was_written(moment, form, minutes):
    sign = "+" if minutes >= 0 else "-"
    zone = f"GMT{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    stamp = read_stamp(f"{moment.strftime(form)} {zone}")
    assert (stamp.local, stamp.ahead) == (moment, timedelta(minutes=minutes))
    assert read_stamp(moment.strftime(form)).local == moment


@given(MOMENTS, st.sampled_from("/-"), st.booleans())
def test_a_date_is_one_of_the_two_it_can_be(moment, mark, day_first):
    form = f"%d{mark}%m{mark}%Y %H:%M:%S" if day_first else f"%m{mark}%d{mark}%Y %H:%M:%S"
    text = moment.strftime(form)
    stamp = read_stamp(text)
    assert moment in (stamp.local, stamp.swapped)
    assert read_stamp(text, day_first=day_first).local == moment


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text):
    stamp = read_stamp(text)
    assert stamp is None or 1900 <= stamp.local.year <= 2999
