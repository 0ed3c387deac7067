"""Codes on paper: what a person may type, and what is caught when it is mistyped."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from learningstories.domain.challenge import SCALE
from learningstories.domain.pack import Pack, PackedStory, PackId
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId
from learningstories.services.ballots import (
    ALPHABET,
    LENGTH,
    BallotCodes,
    CodeFault,
    ballot_code,
    is_sound,
    read_value,
    told_code,
)

ids = st.uuids()
letters = st.sampled_from(ALPHABET)


def pack(key: int, *stories: int) -> Pack:
    return Pack(
        id=PackId(UUID(int=key)),
        reviewer_id=ReviewerId(UUID(int=1)),
        stories=tuple(
            PackedStory(story_id=StoryId(UUID(int=number)), number=number, text_sha="t", sha="s")
            for number in stories
        ),
        blind=True,
        made_at=datetime(2013, 3, 20, tzinfo=UTC),
    )


def code_of(made: Pack, place: int = 0) -> str:
    return ballot_code(made.id, made.stories[place].story_id)


@given(ids, ids)
def test_a_code_is_short_unambiguous_and_always_the_same(one: UUID, other: UUID) -> None:
    code = ballot_code(PackId(one), StoryId(other))
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set(code) & set("01OILUZ")
    assert code == ballot_code(PackId(one), StoryId(other))
    assert is_sound(code)


@given(ids, ids, st.integers(0, LENGTH - 1), letters)
def test_any_one_wrong_letter_is_caught(one: UUID, other: UUID, place: int, letter: str) -> None:
    code = ballot_code(PackId(one), StoryId(other))
    assume(code[place] != letter)
    assert not is_sound(code[:place] + letter + code[place + 1 :])


@given(ids, ids, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_letters_that_changed_places_are_caught(one: UUID, other: UUID, here: int, there: int) -> None:
    code = list(ballot_code(PackId(one), StoryId(other)))
    assume(code[here] != code[there])
    code[here], code[there] = code[there], code[here]
    assert not is_sound("".join(code))


@given(st.text(max_size=12))
def test_whatever_is_typed_names_a_ballot_or_says_why_not(text: str) -> None:
    made = pack(7, 1, 2, 3)
    found = BallotCodes([made]).find(text)
    assert isinstance(found, CodeFault) or found.pack is made


@pytest.mark.parametrize("written", ["{code}", "{told}", " {low} ", "{a} {b}", "{a}–{b}"])  # noqa: RUF001
def test_a_code_may_be_typed_as_it_is_printed_or_in_small_letters(written: str) -> None:
    made = pack(7, 1, 2, 3)
    code = code_of(made, 1)
    typed = written.format(code=code, told=told_code(code), low=code.lower(), a=code[:3], b=code[3:])
    found = BallotCodes([made]).find(typed)
    assert not isinstance(found, CodeFault)
    assert (found.pack.id, found.story.number) == (made.id, 2)


def test_what_names_no_ballot_says_why() -> None:
    codes = BallotCodes([pack(7, 1)])
    code = code_of(pack(7, 1))
    assert codes.find("  ") is CodeFault.NONE
    assert codes.find(code[:4]) is CodeFault.SHORT
    assert codes.find("O" + code[1:]) is CodeFault.FOREIGN
    assert codes.find(code + "2") is CodeFault.FOREIGN
    assert codes.find(code[1] + code[0] + code[2:]) is CodeFault.MISTYPED
    assert codes.find(code_of(pack(8, 1))) is CodeFault.UNKNOWN


def test_a_code_that_two_ballots_have_is_no_guess() -> None:
    same = pack(7, 1)
    assert BallotCodes([same, same]).find(code_of(same)) is CodeFault.SEVERAL
    assert not BallotCodes([same]).are_free(same.id, [same.stories[0].story_id])
    assert BallotCodes([same]).are_free(PackId(UUID(int=8)), [same.stories[0].story_id])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4", 4), (" 4 ", 4), ("4/5", 4), ("4 / 5", 4), ("٤", 4), ("a  LOT", 4), ("Not at all", 1),
        ("0", None), ("6", None), ("4/7", None), ("", None), ("lots", None), ("4.5", None), ("-4", None),
        ("99999999999999999999", None), ("①", 1), ("½", None),
    ],
)  # fmt: skip
def test_a_value_is_a_point_of_the_scale_or_its_words(typed: str, value: int | None) -> None:
    assert read_value(typed, SCALE) == value


@given(st.text(max_size=20), st.lists(st.text(max_size=5), min_size=2, max_size=7))
def test_no_value_is_off_the_scale(typed: str, scale: list[str]) -> None:
    found = read_value(typed, scale)
    assert found is None or 1 <= found <= len(scale)
