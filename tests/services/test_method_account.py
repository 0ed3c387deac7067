"""How the ranking is worked out is told with the challenge's own numbers."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.counting import Rule
from learningstories.domain.story import Story
from learningstories.i18n import use_language
from learningstories.services import counting, reviewing
from learningstories.services.level_words import level_chip
from learningstories.services.method_account import Section, method_account
from learningstories.services.opening import OpenChallenge
from learningstories.services.results import compute

Tell = Callable[..., dict[str, Section]]


@pytest.fixture
def parted(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> OpenChallenge:
    """Eight stories in two languages; each language is read by two readers of its own."""
    work = challenge.workspace
    for number in range(8):
        add_story(work, f"Text {number}.", title=f"Story {number}", language=("en", "es")[number % 2])
    readers = [add_reviewer(work, name).email for name in ("Ada", "Ben", "Carlos", "Dora")]
    for number in range(8):
        for generous, reader in enumerate(readers[2 * (number % 2) :][:2]):
            reviewing.answer(work, reader, number + 1, value=1 + (number % 3) + 2 * generous)
    return challenge


@pytest.fixture
def tell(parted: OpenChallenge) -> Tell:
    def do() -> dict[str, Section]:
        found = method_account(compute(parted.workspace, parted.lists, top=3))
        return {section.heading: section for section in found}

    return do


def words(section: Section) -> str:
    """Without the marks that keep names of another direction apart."""
    plain = str.maketrans("", "", "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}")
    lines = [*section.text, *(f"{name}: {value}" for name, value in section.numbers)]
    return "\n".join(lines).translate(plain)


def test_it_says_what_it_rests_on_and_what_the_correction_did(tell: Tell) -> None:
    told = tell()
    assert "The ranking rests on 16 readings of 8 stories by 4 readers." in words(told["In short"])
    corrected = words(told["What is corrected"])
    assert "would say" in corrected
    assert "For example, “Story" in corrected
    assert "has 2 answers with" in corrected
    assert "stands first at" in words(told["What the range and the chance say"])
    assert told["The formula"].for_experts
    assert "seed (2013)" in words(told["The formula"])


def test_languages_that_other_people_read_are_told(parted: OpenChallenge, tell: Tell) -> None:
    assert level_chip(compute(parted.workspace, parted.lists)) == "Each language has its own level"
    told = words(tell()["Groups with levels of their own"])
    assert "Stories in different languages were read by other people: each has its own level." in told
    assert "English:" in told
    assert "Spanish:" in told


def test_why_agreement_is_not_shown_is_told(tell: Tell) -> None:
    told = words(tell()["How far the readers agree"])
    assert "8 stories were read twice or more and 4 readers answered." in told
    assert "fewer than 30 such stories or 3 readers" in told


def test_rules_and_who_was_set_aside_are_told_in_the_organisers_words(
    parted: OpenChallenge, tell: Tell
) -> None:
    assert "Nobody is set aside." in words(tell()["Which readings count"])
    counting.set_aside(parted.workspace, "ben@example.org", "She knows all authors of this year")
    counting.set_rule(parted.workspace, Rule.READER_SET_ASIDE, counts=False)
    told = words(tell()["Which readings count"])
    assert "Ben: Set aside by" in told
    assert "She knows all authors of this year" in told
    assert "Readings by readers whom you set aside: left out: 4 readings, 4 stories" in told
    assert "12 / 16" in told


def test_one_reading_is_told_without_comparing(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> None:
    add_story(challenge.workspace, title="Only one")
    reviewing.answer(challenge.workspace, add_reviewer(challenge.workspace, "Ada").email, 1, value=4)
    found = method_account(compute(challenge.workspace, challenge.lists))
    told = "\n".join(map(words, found))
    assert "The ranking rests on 1 reading of 1 story by 1 reader." in told
    assert "With one reader it cannot be told how strict that reader is" in told
    assert "nan" not in told.casefold()


def test_figures_are_written_as_the_language_does(tell: Tell) -> None:
    use_language("de")
    try:
        told = [value for section in tell().values() for _name, value in section.numbers]
    finally:
        use_language("en")
    assert any(value.endswith(",00") or "+1," in value or "+0," in value for value in told), told
    assert not [value for value in told if re.search(r"\d\.\d\d\b(?!\d)", value)]
