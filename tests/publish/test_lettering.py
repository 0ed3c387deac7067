"""What is done to letters before they are set."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.publish.lettering import (
    breakable,
    clean,
    drop_cap,
    first_language,
    language_of,
    one_line,
    reads_from_right,
)


@given(st.text(max_size=200))
def test_breaks_can_be_taken_out_again(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


@given(st.integers(31, 500))
def test_no_latin_run_stays_too_long_for_a_line(length: int) -> None:
    assert max(map(len, breakable("x" * length).split("\u200b"))) <= 12


def test_marks_stay_with_their_letters() -> None:
    pieces = breakable("e\u0301" * 40).split("\u200b")
    assert not any(unicodedata.category(piece[0]).startswith("M") for piece in pieces)


@given(st.text(max_size=100))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_that_turns_the_line(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\ud800")


def test_white_space_is_one_space_but_no_break_spaces_stay() -> None:
    assert one_line("a \n\t b\u00a0c") == "a b\u00a0c"


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("Hello", "en", "en"),
        ("Hola", "es", "es"),
        ("12, 13!", "ar", "ar"),
        ("Hello", "ar", "en"),
        ("مرحبا", "en", "ar"),
        ("مرحبا", "ur", "ur"),
        ("שלום", "en", "he"),
        ("नमस्ते", "mr", "mr"),
        ("नमस्ते", "en", "hi"),
        ("没有", "en", "zh"),
        ("物語の", "en", "ja"),
        ("物語", "ja", "ja"),
        ("이야기", "en", "ko"),
        ("Привет", "uk", "uk"),
        ("(2013) Привет", "en", "ru"),
    ],
)
def test_the_language_of_a_block(text: str, expected: str, language: str) -> None:
    assert language_of(text, expected) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", ("en", "")),
        ("pt-BR", ("pt", "BR")),
        ("zh_Hant_TW", ("zh", "TW")),
        ("", ("en", "")),
        ("../x", ("en", "")),
        ("Klingon", ("en", "")),
    ],
)
def test_language_tags(tag: str, language: tuple[str, str]) -> None:
    assert first_language(tag) == language


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("On my first day", ("O", "n my first day")),
        ("A day", ("A", " day")),
        ("\u201cNo,\u201d she said", ("\u201cN", "o,\u201d she said")),
        ("I\u2019ll go", ("I", "\u2019ll go")),
        ("2013 was", None),
        ("¿Qué?", None),
        ("没有", None),
        ("مرحبا بك", None),
        ("", None),
    ],
)
def test_first_letters(text: str, cut: tuple[str, str] | None) -> None:
    assert drop_cap(text) == cut


def test_directions() -> None:
    assert [reads_from_right(language) for language in ("ar", "he", "ur", "en", "zh")] == [True] * 3 + [
        False
    ] * 2
