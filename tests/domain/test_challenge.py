from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from learningstories.domain.challenge import Challenge, Criterion
from learningstories.domain.errors import ChallengeInvalid
from learningstories.services.sentences import advice

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "  "}, ("title", "empty")),
        ({"question": ""}, ("question", "empty")),
        ({"scale": ("only one",)}, ("scale", "points")),
        ({"scale": tuple("12345678")}, ("scale", "points")),
        ({"scale": ("no", " ")}, ("scale", "empty")),
        ({"criteria": (Criterion(question="Clear?", scale=()),)}, ("criteria", "points")),
        ({"criteria": (Criterion(question="", scale=("no", "yes")),)}, ("criteria", "empty")),
        ({"opens_at": CLOSES}, ("opens_at", "after_close")),
        ({"grace_minutes": -1}, ("grace_minutes", "negative")),
        ({"grace_minutes": 10**30}, ("grace_minutes", "too_many")),
        ({"words_least": -1}, ("words_least", "negative")),
        ({"words_most": 0}, ("words_most", "none")),
        ({"words_least": 10, "words_most": 9}, ("words_most", "below_least")),
        ({"words_least": 10**30}, ("words_most", "too_many")),
        ({"words_most": 10**30}, ("words_most", "too_many")),
        ({"readings_wanted": 0}, ("readings_wanted", "none")),
        ({"readings_wanted": 10**30}, ("readings_wanted", "too_many")),
        ({"event_minutes": 0}, ("event_minutes", "none")),
        ({"event_minutes": 10**30}, ("event_minutes", "too_many")),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence_of_its_own(
    make_challenge: Callable[..., Challenge], fields: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(ChallengeInvalid) as refused:
        make_challenge(**fields)
    assert (refused.value.field, refused.value.cause) == expected
    assert advice(refused.value) != f"Please look at “{expected[0]}” again."


@pytest.mark.parametrize(
    "fields",
    [
        {"scale": ("no", "yes")},
        {"scale": tuple("1234567")},
        {"words_least": 0, "words_most": 1},
        {"words_least": 9, "words_most": 9},
        {"words_least": 500},
        {"grace_minutes": 0, "readings_wanted": 1, "event_minutes": 1},
    ],
)
def test_the_edges_are_allowed(make_challenge: Callable[..., Challenge], fields: dict[str, Any]) -> None:
    make_challenge(**fields)
