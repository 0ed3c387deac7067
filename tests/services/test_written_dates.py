from datetime import UTC, datetime

import pytest

from learningstories.services.written_dates import written_moment

MOMENT = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Thursday 21 March 2013, 23:59"),
        ("en-US", "Thursday, March 21, 2013, 23:59"),
        ("de", "Donnerstag, 21. März 2013, 23:59"),
        ("fr", "jeudi 21 mars 2013, 23:59"),
        ("es", "jueves, 21 de marzo de 2013, 23:59"),
        ("pt-BR", "quinta-feira, 21 de março de 2013, 23:59"),
        ("ar", "الخميس، 21 مارس 2013، 23:59"),
        ("zh", "2013年3月21日星期四 23:59"),
        ("ja", "2013年3月21日木曜日 23:59"),
        ("tlh/../x", "Thursday 21 March 2013, 23:59"),
        ("", "Thursday 21 March 2013, 23:59"),
    ],
)
def test_each_language_writes_days_in_its_own_way(language: str, written: str) -> None:
    assert written_moment(MOMENT, "Europe/London", language) == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("AoE", "Thursday 21 March 2013, 11:59"),
        ("Asia/Kathmandu", "Friday 22 March 2013, 05:44"),
        ("UTC", "Thursday 21 March 2013, 23:59"),
    ],
)
def test_the_clock_is_that_of_the_zone(zone: str, written: str) -> None:
    assert written_moment(MOMENT, zone, "en") == written
