import re

from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.text_changes import Change, changes, with_pictures_told

BEFORE = """On my first day they sent me to the ninth floor with a box of binders and told me the lift would
be along in a minute. It was not.

What I learned on those stairs, floor by floor, was not what the binders said. On the third floor I met Grace,
who had answered the phones for twenty-two years and had never once been asked what people rang to say."""
AFTER = BEFORE.replace("minute. It", "minute. I believed them. It").replace(
    "floor by floor", "one landing at a time"
)

KEPT, ADDED, REMOVED = Change.KEPT, Change.ADDED, Change.REMOVED
TEXTS = st.lists(
    st.sampled_from(["on", "my", "first", "day", "the", "lift.", "\n\n", "我学习了"]), max_size=60
).map(" ".join)


def test_each_change_stands_among_a_few_words_of_what_was_kept() -> None:
    assert list(changes(BEFORE, AFTER, around=7)) == [
        (KEPT, "…lift would be along in a minute. "),
        (ADDED, "I believed them. "),
        (KEPT, "It was not.  What I learned on those stairs, "),
        (REMOVED, "floor by floor, "),
        (ADDED, "one landing at a time, "),
        (KEPT, "was not what the binders said. On…"),
    ]


def test_words_are_left_out_between_changes_that_are_far_apart() -> None:
    middle = " ".join(f"word{n}" for n in range(100))
    found = list(changes(f"one {middle} two", f"eins {middle} zwei", around=2))
    assert found[2] == (KEPT, "word0 word1… …word98 word99 ")
    assert [kind for kind, _words in found] == [REMOVED, ADDED, KEPT, REMOVED, ADDED]


def test_a_word_or_two_between_changes_do_not_tear_them_apart() -> None:
    before = "She took the old road home and never told a soul about it."
    after = "She ran down the new road home and never told a soul about it."
    assert [words for kind, words in changes(before, after) if kind is not KEPT] == [
        "took the old ",
        "ran down the new ",
    ]


def test_letters_without_spaces_are_told_one_by_one() -> None:
    found = list(changes("我在图书馆学习了三年。后来去了大学。", "我在图书馆学习了五年。后来去了大学。"))
    assert found == [
        (KEPT, "我在图书馆学习了"),
        (REMOVED, "三"),
        (ADDED, "五"),
        (KEPT, "年。后来去了大学。"),
    ]


def test_nothing_that_changed_is_nothing_left_out() -> None:
    assert list(changes("One two.", "One two.")) == [(KEPT, "One two.")]
    assert list(changes("", "")) == []
    assert list(changes("", "One.")) == [(ADDED, "One.")]
    assert list(changes("One.", "")) == [(REMOVED, "One.")]


def test_a_change_at_the_end_of_a_long_text_is_seen() -> None:
    words = [f"word{n % 5_000}" for n in range(30_000)]
    before, after = " ".join(words), " ".join([*words[:-1], "changed"])
    assert [kind for kind, _words in changes(before, after)] == [KEPT, REMOVED, ADDED]


def test_a_picture_is_told_in_words_and_another_in_its_place_is_a_change() -> None:
    before = "We met here. ![](media:aa11) ![Worn steps](media:bb22) It rained."
    after = 'We met here. ![](media:cc33) ![Worn steps](media:bb22 "Stairs") It rained.'
    told = list(changes(*with_pictures_told(before, after)))
    assert told == [
        (KEPT, "We met here. [picture "),
        (REMOVED, "1] "),
        (ADDED, "3] "),
        (KEPT, "[picture 2: Worn steps] It rained."),
    ]


@given(TEXTS, TEXTS)
def test_what_was_kept_and_removed_is_the_old_text_and_what_was_kept_and_added_the_new(
    before: str, after: str
) -> None:
    found = list(changes(before, after, around=10**6))
    for text, gone in ((before, ADDED), (after, REMOVED)):
        told = "".join(words for kind, words in found if kind is not gone)
        assert re.sub(r"\s", "", told) == re.sub(r"\s", "", text)
