"""Dates are written as a reader of each language expects them."""

from datetime import UTC, date, datetime

import pytest

from learningstories.services import date_words as forms
from learningstories.services.date_words import date_words

DAY = date(2013, 3, 21)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", ("21 March", "21 March 2013", "Thu 21 March 2013, 23:59", "21 Mar 23:59")),
        ("de", ("21. März", "21. März 2013", "Do., 21. März 2013, 23:59", "21. März, 23:59")),
        ("es", ("21 de marzo", "21 de marzo de 2013", "jue, 21 de marzo de 2013, 23:59", "21 mar, 23:59")),
        ("ar", ("21 مارس", "21 مارس 2013", "الخميس، 21 مارس 2013، 23:59", "21 مارس، 23:59")),
    ],
)
def test_days_and_moments_are_written_as_the_language_does(
    code: str, shown: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learningstories.services.date_words.language", lambda: code)
    moment = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
    told = (
        date_words(DAY, forms.DAY),
        date_words(DAY, forms.DAY_AND_YEAR),
        date_words(moment, forms.MOMENT),
        date_words(moment, forms.SHORT_MOMENT),
    )
    assert told == shown
