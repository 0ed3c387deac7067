from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.challenge import Challenge, Extension, LateRule
from learningstories.domain.deadline import (
    ANYWHERE_ON_EARTH,
    LateDecision,
    Verdict,
    closes_for,
    extension_for,
    grace_ends,
    read_local,
    read_moment,
    to_utc,
    verdict,
    zone_name,
    zone_of,
)
from learningstories.domain.errors import TimeAmbiguous, TimeImpossible, TimeNotUnderstood, ZoneUnknown

ZONES = [*sorted(zone for zone in available_timezones() if "/" in zone), ANYWHERE_ON_EARTH]
SECOND = timedelta(seconds=1)
local = datetime.fromisoformat  # a time without a zone, as it is typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2013-03-21 23:59", local("2013-03-21 23:59:00")),
        (" 2013-03-21T23:59 ", local("2013-03-21 23:59:00")),
        ("2013-03-21 09:05:07", local("2013-03-21 09:05:07")),
        ("2013-03-21", local("2013-03-21 23:59:00")),
        ("2012-02-29 00:00", local("2012-02-29 00:00:00")),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed: str, meant: datetime) -> None:
    assert read_local(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "2013-02-29",
        "2013-13-01",
        "21/03/2013",
        "2013-03-21 24:00",
        "9999-12-31 23:59",
        "0001-01-01",
    ],
)
def test_what_is_no_time_is_said_so(typed: str) -> None:
    with pytest.raises(TimeNotUnderstood):
        read_local(typed)


@given(st.text(max_size=40))
def test_no_text_that_is_typed_does_harm(typed: str) -> None:
    with suppress(TimeNotUnderstood, TimeImpossible, TimeAmbiguous):
        read_moment(typed, "Europe/London")


def test_the_same_time_is_another_moment_in_another_zone() -> None:
    assert read_moment("2013-03-21 23:59", "Europe/London") == datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
    assert read_moment("2013-03-21 23:59", "Asia/Tokyo") == datetime(2013, 3, 21, 14, 59, tzinfo=UTC)


def test_anywhere_on_earth_ends_last_of_all() -> None:
    last = read_moment("2013-03-21 23:59", ANYWHERE_ON_EARTH)
    assert last == datetime(2013, 3, 22, 11, 59, tzinfo=UTC)
    assert last >= max(read_moment("2013-03-21 23:59", zone) for zone in ZONES)


@pytest.mark.parametrize("typed", ["AoE", "aoe", " anywhere on Earth "])
def test_anywhere_on_earth_may_be_written_in_words(typed: str) -> None:
    assert zone_name(typed) == ANYWHERE_ON_EARTH


@pytest.mark.parametrize(
    "name", ["", "Nowhere/Town", "../../etc/passwd", "/etc/passwd", "Europe", "a\0b", "x" * 5000, "\ud800"]
)
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone_name(name)


def test_a_time_that_the_clocks_jump_over_is_said_so() -> None:
    with pytest.raises(TimeImpossible) as refused:
        read_moment("2013-03-31 01:30", "Europe/London")
    assert (refused.value.text, refused.value.zone) == ("2013-03-31 01:30", "Europe/London")
    for fold in (0, 1):
        with pytest.raises(TimeImpossible):
            to_utc(local("2013-03-31 01:30:00"), "Europe/London", fold=fold)


def test_a_time_that_comes_twice_is_said_so_unless_it_is_said_which() -> None:
    twice = local("2013-10-27 01:30:00")
    with pytest.raises(TimeAmbiguous):
        to_utc(twice, "Europe/London")
    first, second = (to_utc(twice, "Europe/London", fold=fold) for fold in (0, 1))
    assert second - first == timedelta(hours=1)


def test_the_edges_of_a_jump_are_ordinary_times() -> None:
    before = read_moment("2013-03-31 00:59", "Europe/London")
    assert read_moment("2013-03-31 02:00", "Europe/London") - before == timedelta(minutes=1)


@given(st.datetimes(local("1971-01-01 00:00:00"), local("2037-01-01 00:00:00")), st.sampled_from(ZONES))
def test_the_clocks_of_the_zone_show_what_was_typed(typed: datetime, zone: str) -> None:
    try:
        moment = to_utc(typed, zone)
    except TimeImpossible:
        return
    except TimeAmbiguous:
        moment = to_utc(typed, zone, fold=1)
        assert to_utc(typed, zone, fold=0) < moment
    assert moment.tzinfo is UTC
    assert moment.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0) == typed


@given(st.datetimes(local("1971-01-01 00:00:00"), local("2037-01-01 00:00:00")), st.sampled_from(ZONES))
def test_every_moment_can_be_typed(moment: datetime, zone: str) -> None:
    shown = moment.replace(tzinfo=UTC).astimezone(zone_of(zone))
    assert to_utc(shown.replace(tzinfo=None), zone, fold=shown.fold) == moment.replace(tzinfo=UTC)


def test_aoe_is_twelve_hours_behind() -> None:
    assert zone_of(ANYWHERE_ON_EARTH) == ZoneInfo("Etc/GMT+12")


@pytest.mark.parametrize(
    ("after", "grace", "expected"),
    [
        (timedelta(), 0, Verdict.ON_TIME),
        (timedelta(seconds=59), 0, Verdict.ON_TIME),
        (timedelta(seconds=60), 0, Verdict.LATE),
        (timedelta(seconds=59), 15, Verdict.ON_TIME),
        (timedelta(seconds=60), 15, Verdict.IN_GRACE),
        (timedelta(minutes=15, seconds=59), 15, Verdict.IN_GRACE),
        (timedelta(minutes=16), 15, Verdict.LATE),
    ],
)
def test_the_minute_of_the_deadline_counts_to_its_end(
    make_challenge: Callable[..., Challenge], after: timedelta, grace: int, expected: Verdict
) -> None:
    challenge = make_challenge(grace_minutes=grace)
    assert verdict(challenge, challenge.closes_at + after, LateDecision.OPEN) is expected


@pytest.mark.parametrize(
    ("rule", "decision", "expected"),
    [
        (LateRule.REFUSE, LateDecision.OPEN, Verdict.REFUSED),
        (LateRule.DECIDE, LateDecision.OPEN, Verdict.LATE),
        (LateRule.ACCEPT, LateDecision.OPEN, Verdict.ACCEPTED),
        (LateRule.REFUSE, LateDecision.ACCEPT, Verdict.ACCEPTED),
        (LateRule.ACCEPT, LateDecision.REFUSE, Verdict.REFUSED),
    ],
)
def test_the_rule_decides_on_late_stories_until_the_organiser_does(
    make_challenge: Callable[..., Challenge], rule: LateRule, decision: LateDecision, expected: Verdict
) -> None:
    challenge = make_challenge(late_rule=rule, grace_minutes=5)
    late = grace_ends(challenge) + timedelta(minutes=1)
    assert verdict(challenge, late, decision) is expected
    assert verdict(challenge, late - SECOND, decision) is Verdict.IN_GRACE


def more_time(email: str, until: datetime) -> Extension:
    return Extension(email=email, until=until, reason="ill", granted_at=until - timedelta(days=9))


def test_more_time_is_one_authors_own_and_ends_by_itself(make_challenge: Callable[..., Challenge]) -> None:
    closes = make_challenge().closes_at
    until = closes + timedelta(hours=12, minutes=1)
    challenge = make_challenge(grace_minutes=15, extensions=(more_time("Amina@Example.org", until),))
    assert closes_for(challenge, " amina@example.ORG ") == until
    assert closes_for(challenge, "tom@example.org") == closes
    assert closes_for(challenge, "") == closes
    said = {
        later: verdict(challenge, until + later, LateDecision.OPEN, "amina@example.org")
        for later in (59 * SECOND, 60 * SECOND, timedelta(minutes=15, seconds=59), timedelta(minutes=16))
    }
    assert list(said.values()) == [Verdict.ON_TIME, Verdict.IN_GRACE, Verdict.IN_GRACE, Verdict.LATE]
    assert verdict(challenge, until, LateDecision.OPEN) is Verdict.LATE
    assert verdict(challenge, until, LateDecision.REFUSE, "amina@example.org") is Verdict.ON_TIME


def test_more_time_never_takes_time_away(make_challenge: Callable[..., Challenge]) -> None:
    """The deadline may have been moved for everybody since."""
    closes = make_challenge().closes_at
    earlier = more_time("a@b.org", closes - timedelta(days=1))
    later = more_time("A@b.org", closes + timedelta(days=2))
    assert extension_for(make_challenge(extensions=(earlier,)), "a@b.org") is None
    assert closes_for(make_challenge(extensions=(earlier,)), "a@b.org") == closes
    assert extension_for(make_challenge(extensions=(later, earlier)), "a@b.org") is later


SETTING = st.fixed_dictionaries(
    {
        "typed": st.datetimes(local("1971-01-01 00:00:00"), local("2037-01-01 00:00:00")),
        "zone": st.sampled_from(ZONES),
        "grace": st.sampled_from([0, 1, 15, 120]),
        "rule": st.sampled_from(LateRule),
        "extra": st.integers(-(3 * 24 * 60), 3 * 24 * 60),
    }
)


@given(SETTING, st.integers(-(5 * 24 * 3600), 5 * 24 * 3600), st.sampled_from(LateDecision))
def test_a_verdict_follows_the_clocks_of_the_zone_whatever_they_do(
    make_challenge: Callable[..., Challenge], setting: dict[str, Any], after: int, decision: LateDecision
) -> None:
    """On time is what comes before the promised minute of the zone's clocks has ended."""
    zone, grace = setting["zone"], setting["grace"]
    try:
        closes = to_utc(setting["typed"].replace(second=0, microsecond=0), zone, fold=1)
    except TimeImpossible:
        return
    until = closes + timedelta(minutes=setting["extra"])
    rules = {"closes_at": closes, "zone": zone, "grace_minutes": grace, "late_rule": setting["rule"]}
    challenge = make_challenge(**rules, extensions=(more_time("a@b.org", until),))
    came, last = closes + timedelta(seconds=after), max(closes, until)
    found = verdict(challenge, came, decision, "a@b.org")
    minute = {"second": 0, "microsecond": 0}
    shown, promised = (each.astimezone(zone_of(zone)).replace(**minute) for each in (came, last))
    in_last_minute = shown == promised and shown.fold == promised.fold
    assert (found is Verdict.ON_TIME) == (came < last or in_last_minute)
    in_time = (Verdict.ON_TIME, Verdict.IN_GRACE)
    assert (found in in_time) == (came < last + timedelta(minutes=grace + 1))
    if found in in_time:
        assert {verdict(challenge, came, other, "a@b.org") for other in LateDecision} == {found}
    plain = verdict(challenge, came, decision)
    if plain in in_time:  # more time makes nobody worse off
        assert found in in_time[: in_time.index(plain) + 1]
