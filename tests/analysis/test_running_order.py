"""The evening opens and closes strongly, and its themes alternate."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.running_order import running_order


def neighbours(order, label):
    return sum(int(label[a] == label[b] and label[a] >= 0) for a, b in pairwise(order))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(-1, 3)), max_size=14))
def test_the_best_opens_the_second_best_closes_and_none_is_lost(rows):
    value, theme = np.array([v for v, _ in rows]), np.array([t for _, t in rows], dtype=int)
    found = running_order(value, [theme])
    assert sorted(found.tolist()) == list(range(len(rows)))
    if len(rows) > 1:
        assert value[found[0]] == value.max()
        assert value[found[-1]] == np.sort(value)[-2]


@pytest.mark.parametrize(("count", "themes"), [(12, 5), (24, 6), (50, 4), (100, 5)])
def test_no_theme_comes_twice_running_where_that_can_be(count, themes):
    rng = np.random.default_rng(2)
    value, theme = rng.random(count), rng.integers(0, themes, count)
    assert neighbours(running_order(value, [theme]), theme) == 0


def test_where_one_theme_has_most_it_is_spread_as_far_as_it_can_be():
    theme = np.array([0, 0, 0, 0, 0, 0, 1, 1, 2])
    found = running_order(np.linspace(1, 0, 9), [theme])
    assert neighbours(found, theme) == 2


def test_the_first_kind_of_label_goes_before_the_second():
    theme = np.array([0, 1, 0, 1, 0, 1, 0, 1])
    language = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    found = running_order(np.linspace(1, 0, 8), [theme, language])
    assert neighbours(found, theme) == 0
    assert neighbours(found, language) <= 3


def test_stories_without_a_label_are_never_too_alike():
    found = running_order(np.linspace(1, 0, 6), [np.full(6, -1)])
    assert sorted(found.tolist()) == list(range(6))


def test_the_same_stories_always_come_in_the_same_order():
    value, theme = np.linspace(0, 1, 20), np.arange(20) % 3
    assert running_order(value, [theme]).tolist() == running_order(value, [theme]).tolist()


def test_labels_for_other_stories_are_refused():
    with pytest.raises(ValueError, match="length"):
        running_order(np.linspace(0, 1, 6), [np.arange(5)])
