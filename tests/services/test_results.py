"""Whatever was answered: results say what can be said, without a warning and without what is no number."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import pytest

from learningstories.domain.errors import NothingToRank
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.method_account import method_account
from learningstories.services.opening import OpenChallenge
from learningstories.services.reader_words import following_sentence, tendency_sentence
from learningstories.services.result_words import agreement_words, given_words, method_words
from learningstories.services.results import Results, compute, with_top
from learningstories.services.results_csv import results_csv
from learningstories.services.results_export import results_fields
from learningstories.services.setting_aside import consequence_words, consequences

# What was answered: reviewer -> the answer to each story, None where there is none.
CASES: dict[str, Mapping[str, tuple[int | None, ...]]] = {
    "one rating": {"Ada": (3, None), "Ben": (None, None)},
    "one story": {"Ada": (3,), "Ben": (5,)},
    "two stories": {"Ada": (3, 5), "Ben": (2, 5)},
    "all alike": {"Ada": (4,) * 9, "Ben": (4,) * 9},
    "one reader": {"Ada": (1, 2, 3, 4, 5, 1, 2, 3, 4)},
    "readers who share nothing": {"Ada": (1, 2, None, None), "Ben": (None, None, 5, 4)},
}


@pytest.fixture
def answered(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> Callable[[str], OpenChallenge]:
    def fill(case: str) -> OpenChallenge:
        given = CASES[case]
        for number in range(len(next(iter(given.values())))):
            add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}")
        for name, values in given.items():
            email = add_reviewer(challenge.workspace, name).email
            for number, value in enumerate(values, start=1):
                if value is not None:
                    reviewing.answer(challenge.workspace, email, number, value=value)
        return challenge

    return fill


def numbers(told: Any) -> Iterator[float]:
    """Every number in what scripts are told."""
    if isinstance(told, Mapping):
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from numbers(each)
    elif isinstance(told, int | float):
        yield told


def sentences(results: Results) -> Iterator[str]:
    yield from (agreement_words(results), given_words(results), method_words(results))
    for section in method_account(results):
        yield from (*section.text, *(value for _name, value in section.numbers))
    yield results_csv(results).decode("utf-8-sig")
    for reader in results.readers:
        yield from (tendency_sentence(reader), following_sentence(reader))


@pytest.mark.parametrize("case", CASES)
def test_whatever_was_answered_results_say_what_can_be_said(
    answered: Callable[[str], OpenChallenge], case: str
) -> None:
    opened = answered(case)
    results = compute(opened.workspace, opened.lists)
    told = results_fields(results)
    json.dumps(told, allow_nan=False)
    assert all(isfinite(number) for number in numbers(told))
    points = results.points
    assert all(1 <= s.low <= s.high <= points and 0 <= s.p_top <= 1 for s in results.stories)
    assert results.alpha is None
    assert results.alpha_missing in ("stories", "reviewers")
    assert all("nan" not in sentence.lower() for sentence in sentences(results))
    assert with_top(results, 1) == compute(opened.workspace, opened.lists, top=1)
    for reader in results.table.readers:
        assert consequence_words(consequences(opened.workspace, opened.lists, results, reader.id))


def test_who_gave_the_same_answer_every_time_is_flagged_as_a_reason_to_talk(
    answered: Callable[[str], OpenChallenge],
) -> None:
    opened = answered("all alike")
    readers = compute(opened.workspace, opened.lists).readers
    assert [reader.flags for reader in readers] == [("alike",), ("alike",)]
    assert "worth a talk about the question and its scale" in following_sentence(readers[0])


def test_an_answer_off_the_scale_does_not_count(answered: Callable[[str], OpenChallenge]) -> None:
    opened = answered("two stories")
    with opened.workspace.change("What no window lets through") as unit:
        for reading, value in zip(unit.readings.all(), (9, 0, -(2**40), 4), strict=True):
            unit.readings.replace(replace(reading, value=value))
    results = compute(opened.workspace, opened.lists)
    assert sum(story.n for story in results.stories) == 1
    with opened.workspace.change("And nothing else") as unit:
        for reading in unit.readings.all():
            unit.readings.replace(replace(reading, value=2**60))
    with pytest.raises(NothingToRank):
        compute(opened.workspace, opened.lists)
