"""What is said of a story stays readable whatever letters its title has."""

import pytest

from learningstories.services.result_words import apart, titled


@pytest.mark.parametrize("title", ["قصة المعلم", "שלום", "The lift قصة"])
def test_a_number_stays_whole_after_letters_from_right_to_left(title: str) -> None:
    assert titled(title, 2) == f"{title} {apart('(#2)')}"


@pytest.mark.parametrize("title", ["The lift", "墙", "", "1 + 1"])
def test_after_other_letters_nothing_invisible_is_added(title: str) -> None:
    assert titled(title, 2) == f"{title} (#2)"
