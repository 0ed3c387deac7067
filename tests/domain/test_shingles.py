from unicodedata import normalize

from hypothesis import example, given
from hypothesis import strategies as st

from learningstories.domain.compared_words import compared_words, placed_words, runs
from learningstories.domain.shingles import ALL_UP_TO, MOST, shingles

STORY = "On my first day they sent me to the ninth floor with a box of binders."


def numbered(count: int, first: int = 0) -> str:
    return " ".join(f"word{n}" for n in range(first, first + count))


def test_words_are_compared_without_case_marks_and_punctuation() -> None:
    assert compared_words("Don't STOP — don't_stop, “Stop”!") == [
        "don",
        "t",
        "stop",
        "don",
        "t",
        "stop",
        "stop",
    ]
    assert compared_words("E\u0301cole Straße ﬁn co\u00adoperate") == ["école", "strasse", "fin", "cooperate"]


def test_vowel_signs_belong_to_their_word_and_letters_without_spaces_stand_alone() -> None:
    assert compared_words("मैंने पढ़ना सीखा।") == normalize("NFKC", "मैंने पढ़ना सीखा").split()
    assert compared_words("我学习。Learning ฉัน") == ["我", "学", "习", "learning", "ฉ", "ั", "น"]


@given(st.text())
@example("ﬁn Straße İ e\u0301")
def test_a_placed_word_is_where_it_says(text: str) -> None:
    end = 0
    for word, begin, until in placed_words(text):
        assert end <= begin < until <= len(text)
        assert compared_words(text[begin:until])[:1] == compared_words(word)[:1]
        end = until


def test_a_run_is_five_words_or_ten_letters() -> None:
    assert list(runs(list("abcdefg"))) == [(0, 5), (1, 6), (2, 7)]
    assert list(runs(list("我在图书馆学习了三年后"))) == [(0, 10), (1, 11)]
    assert list(runs(["one", "two"])) == [(0, 2)]
    assert list(runs([])) == []


def test_the_form_of_a_text_does_not_matter() -> None:
    plain = shingles(STORY)
    assert plain
    assert (
        shingles(
            "## On my **first** day\n\nthey sent me [to the ninth](https://x.org/y) floor, WITH a box…\n"
            "![a picture](media:1)\n> of binders"
        )
        == plain
    )


def test_of_a_long_text_one_run_in_four_is_kept_and_of_a_short_one_all() -> None:
    assert len(shingles(numbered(ALL_UP_TO + 4))) == ALL_UP_TO
    assert 150 < len(shingles(numbered(1_000))) < 350


def test_a_part_that_was_taken_over_is_found_again() -> None:
    whole, part = shingles(numbered(2_000)), shingles(numbered(300, 500) + " " + numbered(600, 5_000))
    assert 50 < len(whole & part) < 110
    assert not whole & shingles(numbered(300, 9_000))


def test_of_a_book_the_same_runs_are_kept_wherever_they_stand() -> None:
    book = numbered(40_000)
    moved = numbered(20_000, 20_000) + " " + numbered(20_000)
    assert len(shingles(book)) == MOST
    assert len(shingles(book) & shingles(moved)) > 0.99 * MOST


def test_no_text_has_no_runs() -> None:
    assert shingles("") == shingles("— … !") == frozenset()
    assert len(shingles("Why?")) == 1


@given(st.text())
def test_any_text_has_fingerprints_that_a_database_can_hold(text: str) -> None:
    assert all(0 <= mark < 2**48 for mark in shingles(text))
