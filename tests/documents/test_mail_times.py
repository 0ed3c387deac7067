from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.documents.mail_times import date_claim, from_line_claim, mail_claims, told_moment
from learningstories.domain.arrival import ReceivedBy


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Mon, 02 Mar 2026 23:59:00 -1200", (3, 11, 59)),
        ("Mon, 2 Mar 2026 23:59:00 -0000", (2, 23, 59)),  # in UTC, from a place that is not told
        ("Mon, 2 Mar 2026 23:59:00 CEST", (2, 21, 59)),
        ("Tue, 2 Mar 2026 23:59:00 +0100 (CET)", (2, 22, 59)),  # it was a Monday
        ("Mon, 2 Mar 2026 23:59:00 (CET)", (2, 22, 59)),
        ("2 Mar 2026 23:59 +05:30", (2, 18, 29)),
        ("Mon Mar 02 23:59:00 +0000 2026", (2, 23, 59)),
        ("02 Mar 2026 22:59:00.1234 (UTC)", (2, 22, 59)),
        ("Mon, 2 Mar 26 10:00:00 EST", (2, 15, 0)),
        ("Mon, 2 Mar 2026 22:59:60 GMT", (2, 22, 59)),  # a leap second
    ],
)
def test_a_time_that_names_its_zone_is_understood(said, moment):
    found = told_moment(said)
    assert found is not None
    assert (found.day, found.hour, found.minute) == moment
    assert found.utcoffset() == UTC.utcoffset(None)


@pytest.mark.parametrize(
    "said",
    [
        *("Mon, 2 Mar 2026 23:59:00", "Mon, 2 Mar 2026 23:59:00 IST", "2. März 2026 um 10:00:00 MEZ"),
        *("Mon, 2 Mar 2026 23:59:00 +9999", "32 Foo 20266 99:99", "", "tomorrow", "Mon, 0 Mar 0 0:0 +0000"),
        "Mon, 2 Mar 1970 23:59:00 +0000",
    ],
)
def test_a_time_without_a_sure_zone_is_kept_as_it_was_said_and_not_believed(said):
    claim = date_claim(said)
    assert (claim.at, claim.said) == (None, said)


def test_the_topmost_server_is_the_receivers_own():
    headers = [
        ("received", "from a by b with id 1; for <x@y>;\r\n Mon, 2 Mar 2026 23:00:00 +0000"),
        ("received", "from c by a; Mon, 2 Mar 2026 22:00:00 +0000"),
        ("x-originalarrivaltime", "02 Mar 2026 23:00:01.0001 (UTC) FILETIME=[0123:4567]"),
        ("date", "Mon, 2 Mar 2026 21:00:00 +0000"),
        ("date", "Mon, 2 Mar 2026 20:00:00 +0000"),
    ]
    claims = mail_claims(headers)
    assert [(claim.by, claim.at.hour, claim.at.second) for claim in claims] == [
        (ReceivedBy.RECEIVED_HEADER, 23, 0),
        (ReceivedBy.DELIVERY, 23, 1),
        (ReceivedBy.DATE_HEADER, 21, 0),
    ]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("From ada@example.org Mon Mar  2 23:59:00 2026", datetime(2026, 3, 2, 23, 59, tzinfo=UTC)),
        ("From 123@xxx Mon Mar 02 23:59:00 +0100 2026", datetime(2026, 3, 2, 22, 59, tzinfo=UTC)),
        ("From - Mon Mar  2 23:59:00 2026", None),  # by the clock of a computer somewhere
        ("From nobody", None),
    ],
)
def test_the_line_between_two_mails_tells_when_one_was_delivered(line, at):
    claim = from_line_claim(line)
    assert (claim.by, claim.at) == (ReceivedBy.DELIVERY, at)


@given(st.text(max_size=120))
def test_whatever_is_said_is_understood_or_not(said):
    moment = told_moment(said)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2090, 1, 1)), st.integers(-840, 840))  # noqa: DTZ001 - the zone is drawn apart
def test_times_as_mails_write_them_come_back(moment, minutes):
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    found = told_moment(f"{moment:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{rest:02}")
    assert found is not None
    assert (moment.replace(microsecond=0, tzinfo=UTC) - found).total_seconds() == minutes * 60
