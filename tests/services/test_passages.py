from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.passages import Passage, in_order, passages

_STORY = (
    "on my first day they sent me to the ninth floor with a box of binders and told me the lift would come "
    "it never did so I climbed and asked everyone I met what they wished someone had told them then"
)
_OTHER = "bread rises when it is left alone which is what my grandmother said of children as well"
STORY, OTHER = _STORY.split(), _OTHER.split()

FEW = st.lists(st.sampled_from("abc"), max_size=40)
SOME = st.lists(st.builds(Passage, st.just(0), st.integers(0, 30), st.integers(1, 6)), max_size=9)


def in_words(text: list[str], found: list[Passage]) -> list[str]:
    return [" ".join(text[p.left : p.left + p.length]) for p in found]


def test_a_passage_is_found_whole_wherever_it_was_moved_to() -> None:
    moved = OTHER + STORY[20:30] + OTHER[:7] + STORY[:12]
    found = passages(moved, STORY)
    assert in_words(moved, found) == [" ".join(STORY[20:30]), " ".join(STORY[:12])]
    assert [(p.right, p.length) for p in found] == [(20, 10), (0, 12)]


def test_fewer_than_five_words_are_no_passage() -> None:
    assert passages(OTHER + STORY[:4] + OTHER, STORY) == []
    assert [p.length for p in passages(OTHER + STORY[:5] + OTHER, STORY)] == [5]


def test_ten_letters_of_a_script_without_spaces_are_a_passage() -> None:
    letters = list("我在图书馆学习了三年后来去了大学")
    assert passages(letters[:9], letters) == []
    assert passages(list("昨天") + letters[3:14], letters) == [Passage(2, 3, 11)]


def test_a_text_shares_all_of_itself() -> None:
    for text in (STORY, STORY[:3], ["one"], list("学习")):
        assert passages(text, text) == [Passage(0, 0, len(text))]
    assert passages([], STORY) == passages(STORY, []) == []


@given(FEW, FEW)
def test_what_is_called_shared_is_the_same_and_nothing_is_counted_twice(
    left: list[str], right: list[str]
) -> None:
    found = passages(left, right)
    for each in found:
        assert left[each.left : each.left + each.length] == right[each.right : each.right + each.length]
    for one, next_one in pairwise(found):
        assert one.left + one.length <= next_one.left


@given(FEW, FEW, FEW)
def test_a_run_of_both_texts_is_never_missed(start: list[str], run: list[str], end: list[str]) -> None:
    run = [*run, "one", "two", "three", "four", "five"]
    left = [*start, *run, *end]
    covered = {p.left + n for p in passages(left, run) for n in range(p.length)}
    assert set(range(len(start) + len(run) - 5, len(start) + len(run))) <= covered


@given(SOME)
def test_in_order_keeps_the_most_words_that_can_be_kept(drawn: list[Passage]) -> None:
    found = [Passage(10 * place, p.right, p.length) for place, p in enumerate(drawn)]
    kept = in_order(found)
    assert all(a.right + a.length <= b.right for a, b in pairwise(kept))
    assert sum(p.length for p in kept) == max(map(_words, _subsets(found)), default=0)


def _subsets(found: list[Passage]) -> list[list[Passage]]:
    chosen: list[list[Passage]] = [[]]
    for each in found:
        chosen += [[*some, each] for some in chosen]
    return chosen


def _words(some: list[Passage]) -> int:
    if any(a.right + a.length > b.right for a, b in pairwise(some)):
        return 0
    return sum(p.length for p in some)
