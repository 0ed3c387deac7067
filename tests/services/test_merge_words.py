import pytest

from learningstories.services.merge_words import FILE_WORDS, STORY_WORDS, file_words, story_words


@pytest.mark.parametrize("code", FILE_WORDS)
def test_what_becomes_of_a_return_is_told_in_words(code: str) -> None:
    told = file_words(code, new=3, reviewer="Grace {0} Hopper", expected="grace.lsreturn.txt")
    assert told.endswith((".", "”."))
    assert len(told) > 15
    assert not {"{new}", "{reviewer}", "{expected}"} & set(told.split())
    assert "  " not in file_words(code, new=0, reviewer="", expected="")


@pytest.mark.parametrize("code", STORY_WORDS)
def test_what_becomes_of_an_answer_is_told_in_words(code: str) -> None:
    assert len(story_words(code)) > 5


def test_answers_that_are_held_are_told_of_alone_and_of_a_whole_return() -> None:
    held = {"story_not_in_pack", "value_out_of_scale", "rating_damaged"}
    assert held <= FILE_WORDS.keys() & STORY_WORDS.keys()
