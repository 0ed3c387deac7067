from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.services.pack_line import PackLine
from learningstories.services.reviewer_list import ReviewerLine
from learningstories.services.reviewer_state import PackState, is_silent, may_be_reminded, pack_state
from learningstories.services.reviewer_words import pack_words, standing_words

MADE = datetime(2013, 3, 8, 9, tzinfo=UTC)
CAME = datetime(2013, 3, 16, 9, tzinfo=UTC)
OUT = PackLine(made_at=MADE, stories=12, revoked=False)
GONE = PackLine(made_at=MADE, stories=12, revoked=True)


@pytest.fixture
def line() -> Callable[..., ReviewerLine]:
    def make(**fields: Any) -> ReviewerLine:
        reviewer = Reviewer(
            id=ReviewerId(uuid4()), name="Gwen Morris", email="gwen@example.org", added_at=MADE
        )
        given: dict[str, Any] = {"reviewer": reviewer, "read": 0, "wanted": 12, "aside": ()}
        return ReviewerLine(**{**given, **fields})

    return make


CASES: list[tuple[dict[str, Any], PackState, str]] = [
    ({}, PackState.NOT_MADE, "Pack not made"),
    ({"wanted": 0}, PackState.NOT_MADE, ""),
    ({"read": 3}, PackState.HERE, "Reads here"),
    ({"pack": OUT}, PackState.SILENT, "Made 8 Mar, no reply"),
    ({"pack": OUT, "read": 3}, PackState.SILENT, "Made 8 Mar, no reply"),
    ({"pack": OUT, "read": 3, "last_return": CAME}, PackState.PARTLY, "Part returned"),
    ({"pack": OUT, "read": 11, "aside": (7,), "last_return": CAME}, PackState.RETURNED, "Returned 16 Mar"),
    ({"read": 12}, PackState.HERE, "Reads here"),
    ({"pack": GONE, "last_return": CAME}, PackState.REVOKED, "Withdrawn"),
]


@pytest.mark.parametrize("case", CASES, ids=[words or "nothing to read" for _fields, _state, words in CASES])
def test_where_a_pack_stands(
    line: Callable[..., ReviewerLine], case: tuple[dict[str, Any], PackState, str]
) -> None:
    fields, state, words = case
    made = line(**fields)
    assert pack_state(made, None) is state
    assert pack_words(made, None, "UTC") == words


def test_what_came_after_the_day_is_late(line: Callable[..., ReviewerLine]) -> None:
    made = line(pack=OUT, read=0, last_return=CAME)
    assert pack_state(made, CAME - timedelta(hours=1)) is PackState.LATE
    assert pack_words(made, CAME - timedelta(hours=1), "UTC") == "Returned late"
    assert pack_state(made, CAME) is PackState.PARTLY


def test_a_line_tells_all_of_it(line: Callable[..., ReviewerLine]) -> None:
    assert standing_words(line(pack=OUT), "UTC") == "12 stories · pack made 8 Mar · nothing back"
    assert (
        standing_words(line(pack=GONE, read=2, last_return=CAME), "UTC")
        == "12 stories · pack made 8 Mar, and withdrawn · last return 16 Mar · 2 of 12 read"
    )
    assert standing_words(line(wanted=1), "UTC") == "1 story"


def test_only_who_has_something_to_send_is_reminded(line: Callable[..., ReviewerLine]) -> None:
    assert may_be_reminded(line(pack=OUT, read=11))
    assert not may_be_reminded(line(pack=OUT, read=12))
    assert not may_be_reminded(line(pack=GONE))
    assert not may_be_reminded(line())


def test_nobody_is_silent_before_there_was_time_to_answer() -> None:
    day = timedelta(days=1)
    assert not is_silent(MADE, None, MADE + 2 * day, None)
    assert is_silent(MADE, None, MADE + 4 * day, None)
    assert is_silent(MADE, None, MADE + 2 * day, MADE + day)  # the day is over
    assert not is_silent(MADE, CAME, MADE + 9 * day, None)
