from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import (
    NameUse,
    Story,
    StoryState,
    may_be_read,
    minutes_on_stage,
    minutes_to_read,
    public_name,
    story_state,
)

LATE = timedelta(days=3)


@pytest.mark.parametrize(
    ("name", "use", "shown"),
    [
        ("Ada King Lovelace", NameUse.FULL, "Ada King Lovelace"),
        ("Ada King Lovelace", NameUse.FIRST, "Ada"),
        ("Ada King Lovelace", NameUse.NONE, ""),
        ("", NameUse.FIRST, ""),
        ("  ", NameUse.NONE, ""),
        ("王小明", NameUse.FIRST, "王小明"),
    ],
)
def test_no_more_of_a_name_is_shown_than_the_author_wants(name: str, use: NameUse, shown: str) -> None:
    assert public_name(name, use) == shown


@pytest.mark.parametrize(("words", "reading", "stage"), [(0, 1, 2), (130, 1, 2), (131, 1, 3), (900, 4, 8)])
def test_minutes_follow_from_words(words: int, reading: int, stage: int) -> None:
    assert (minutes_to_read(words), minutes_on_stage(words)) == (reading, stage)


@pytest.mark.parametrize(
    ("fields", "readings", "expected"),
    [
        ({}, 0, StoryState.READING),
        ({}, 2, StoryState.READING),
        ({}, 3, StoryState.READY),
        ({"consent_print": False}, 3, StoryState.NO_CONSENT),
        ({"consent_read": False}, 3, StoryState.NO_CONSENT),
        ({"words": 901}, 3, StoryState.TOO_LONG),
        ({"words": 119}, 3, StoryState.TOO_SHORT),
        ({"late": True}, 3, StoryState.LATE),
        ({"late": True, "late_decision": LateDecision.REFUSE}, 3, StoryState.REFUSED),
        ({"late": True, "late_decision": LateDecision.ACCEPT}, 3, StoryState.READY),
        ({"late": True, "withdrawn": True}, 3, StoryState.WITHDRAWN),
        ({"late": True, "consent_read": False, "words": 1}, 0, StoryState.LATE),
    ],
)
def test_the_first_state_that_applies_is_shown(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    fields: dict[str, Any],
    readings: int,
    expected: StoryState,
) -> None:
    challenge = make_challenge(words_least=120, words_most=900)
    fields = {"words": 500, **fields}
    if fields.pop("late", False):
        fields["received_at"] = challenge.closes_at + LATE
    assert story_state(make_story(**fields), challenge, readings) is expected


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        ({"consent_print": False}, True),
        ({"consent_read": False}, False),
        ({"withdrawn": True}, False),
    ],
)
def test_readers_are_given_only_what_the_author_allows(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    fields: dict[str, Any],
    allowed: bool,
) -> None:
    assert may_be_read(make_story(**fields), make_challenge()) is allowed


def test_a_refused_story_is_given_to_nobody(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    challenge = make_challenge(late_rule=LateRule.REFUSE)
    late = make_story(received_at=challenge.closes_at + LATE)
    assert not may_be_read(late, challenge)
