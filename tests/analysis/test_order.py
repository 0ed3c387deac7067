"""Each reviewer's order is random, own and steady."""

from hypothesis import given
from hypothesis import strategies as st

from learningstories.analysis.order import reading_order

IDS = st.lists(st.integers(0, 10**6), unique=True, max_size=40)


@given(st.integers(), IDS, IDS)
def test_later_stories_move_none_of_the_others(seed, first, later):
    both = reading_order(seed, [*first, *(x for x in later if x not in first)])
    assert [x for x in both if x in first] == reading_order(seed, first)


@given(st.integers(), IDS)
def test_it_is_a_permutation_that_does_not_depend_on_the_order_given(seed, ids):
    found = reading_order(seed, ids)
    assert sorted(found) == sorted(ids)
    assert found == reading_order(seed, list(reversed(ids)))


def test_reviewers_read_in_different_orders():
    assert len({tuple(reading_order(seed, range(1, 9))) for seed in range(100)}) > 95


def test_every_story_comes_first_about_equally_often():
    firsts = [reading_order(seed, range(5))[0] for seed in range(2000)]
    assert all(330 <= firsts.count(story) <= 470 for story in range(5))


def test_the_order_is_the_same_on_every_machine():
    assert reading_order(2013, range(1, 9)) == [7, 8, 5, 6, 3, 4, 1, 2]
