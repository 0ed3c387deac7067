from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.reading import Concern, Reading, ReadingId, has_open_concern
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import (
    Eligibility,
    NameUse,
    Story,
    StoryState,
    may_be_read,
    minutes_on_stage,
    minutes_to_read,
    public_name,
    shortcomings,
    story_state,
)

LATE = timedelta(days=3)
ELIGIBLE = Eligibility.ELIGIBLE


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
        ({"author": ""}, 3, StoryState.NO_AUTHOR),
        ({"author": "", "consent_print": False}, 3, StoryState.NO_CONSENT),
        ({"language": "de"}, 3, StoryState.OTHER_LANGUAGE),
        ({"language_found": "de"}, 3, StoryState.OTHER_LANGUAGE),
        ({"language": "EN-gb", "language_found": "de"}, 3, StoryState.READY),
        ({"language": "pt"}, 3, StoryState.READY),
        ({"concern": True}, 3, StoryState.CONCERN),
        ({"concern": True, "consent_read": False}, 3, StoryState.CONCERN),
        ({"words": 901, "author": "", "language": "de", "eligibility": ELIGIBLE}, 3, StoryState.READY),
        ({"words": 901, "consent_print": False, "eligibility": ELIGIBLE}, 3, StoryState.NO_CONSENT),
        ({"concern": True, "eligibility": ELIGIBLE}, 3, StoryState.CONCERN),
        ({"eligibility": Eligibility.NOT_ELIGIBLE, "consent_read": False}, 3, StoryState.NOT_ELIGIBLE),
        ({"late": True, "eligibility": ELIGIBLE}, 3, StoryState.LATE),
    ],
)
def test_the_first_state_that_applies_is_shown(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    fields: dict[str, Any],
    readings: int,
    expected: StoryState,
) -> None:
    challenge = make_challenge(words_least=120, words_most=900, story_languages=("en", "pt-BR"))
    fields = {"words": 500, **fields}
    concern = fields.pop("concern", False)
    if fields.pop("late", False):
        fields["received_at"] = challenge.closes_at + LATE
    assert story_state(make_story(**fields), challenge, readings, concern=concern) is expected


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        ({"consent_print": False}, True),
        ({"consent_read": False}, False),
        ({"withdrawn": True}, False),
        ({"eligibility": Eligibility.NOT_ELIGIBLE}, False),
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


def test_all_that_stands_against_a_story_is_told_even_where_it_was_decided(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    challenge = make_challenge(words_most=900, story_languages=("en",))
    story = make_story(words=901, author="", language="de", consent_print=False, eligibility=ELIGIBLE)
    assert shortcomings(story, challenge, concern=True) == (
        StoryState.CONCERN,
        StoryState.NO_CONSENT,
        StoryState.NO_AUTHOR,
        StoryState.OTHER_LANGUAGE,
        StoryState.TOO_LONG,
    )
    assert shortcomings(make_story(words=900), challenge) == ()


def test_a_concern_is_open_until_it_is_decided_and_a_later_one_again(
    make_story: Callable[..., Story],
) -> None:
    asked = make_story()
    decided = make_story(eligibility=ELIGIBLE, eligibility_at=asked.added_at)

    def raised(minutes: int, concern: Concern = Concern.SAFETY) -> Reading:
        return Reading(
            id=ReadingId(uuid4()),
            story_id=asked.id,
            reviewer_id=ReviewerId(uuid4()),
            concern=concern,
            changed_at=asked.added_at + timedelta(minutes=minutes),
        )

    assert has_open_concern(asked, [raised(-5)])
    assert not has_open_concern(asked, [raised(5, Concern.NONE)])
    assert not has_open_concern(decided, [raised(-5), raised(0), raised(5, Concern.NONE)])
    assert has_open_concern(decided, [raised(-5), raised(1)])
