"""Agreement is Krippendorff's alpha, shown only where it means something."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.agreement import (
    bootstrap_range,
    enough,
    icc,
    krippendorff_alpha,
    measure,
)
from learningstories.analysis.variances import Variances

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example C: four observers, twelve units.
OBSERVERS = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""


def units():
    rows = [line.split() for line in OBSERVERS.strip().splitlines()]
    given = [(unit, int(v)) for row in rows for unit, v in enumerate(row) if v != "."]
    return np.array([unit for unit, _ in given]), np.array([v for _, v in given], dtype=float)


def by_definition(story, value, distance):
    """Alpha as its definition has it: mean squared difference within stories over that of all pairs."""
    groups = [value[story == s] for s in np.unique(story) if (story == s).sum() > 1]
    pooled = np.concatenate(groups)

    def total(values):
        return sum(distance(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j)

    observed = sum(total(group) / (len(group) - 1) for group in groups)
    expected = total(pooled) / (len(pooled) - 1)
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_krippendorffs_own_example(level, alpha):
    assert krippendorff_alpha(*units(), level=level) == pytest.approx(alpha, abs=1e-6)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=4, max_size=25))
def test_alpha_is_what_its_definition_says(rows):
    story, value = np.array(rows).T
    paired = np.isin(story, np.flatnonzero(np.bincount(story) > 1))
    if len(np.unique(value[paired])) < 2:
        assert krippendorff_alpha(story, value.astype(float), level="interval") is None
        return
    for level, distance in (
        ("nominal", lambda a, b: a != b),
        ("interval", lambda a, b: (a - b) ** 2),
        ("ratio", lambda a, b: ((a - b) / (a + b)) ** 2),
    ):
        found = krippendorff_alpha(story, value.astype(float), level=level)
        assert found == pytest.approx(by_definition(story, value, distance))


def test_readers_who_always_agree_have_alpha_one():
    story = np.repeat(np.arange(10), 3)
    value = (story % 4).astype(float)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        assert krippendorff_alpha(story, value, level=level) == pytest.approx(1)
    assert bootstrap_range(story, value, level="ordinal").tolist() == [1, 1]


def test_ordinal_alpha_depends_on_the_order_of_points_alone():
    story, value = units()
    stretched = np.array([0, 1, 2, 10, 11, 100])[value.astype(int)].astype(float)
    plain = krippendorff_alpha(story, value, level="ordinal")
    assert krippendorff_alpha(story, stretched, level="ordinal") == pytest.approx(plain)
    assert krippendorff_alpha(story, stretched, level="interval") != pytest.approx(plain)


@pytest.mark.parametrize(("story", "value"), [([], []), ([0, 1, 2], [1, 2, 3]), ([0, 0, 1, 1], [2, 2, 2, 2])])
def test_alpha_is_none_where_it_has_no_meaning(story, value):
    story, value = np.array(story, dtype=int), np.array(value, dtype=float)
    assert krippendorff_alpha(story, value, level="ordinal") is None
    assert bootstrap_range(story, value, level="ordinal", draws=20) is None


def test_what_cannot_be_measured_is_refused():
    story = np.arange(3000) // 2
    with pytest.raises(ValueError, match="different values"):
        krippendorff_alpha(story, np.arange(3000.0), level="ratio")
    with pytest.raises(ValueError, match="different values"):
        bootstrap_range(story, np.arange(3000.0) % 13, level="ordinal")
    with pytest.raises(ValueError, match="below 0"):
        krippendorff_alpha(story, np.arange(3000.0) % 5 - 1, level="ratio")
    with pytest.raises(ValueError, match="not a number"):
        krippendorff_alpha(story, np.full(3000, np.nan), level="ordinal")
    with pytest.raises(ValueError, match="length"):
        krippendorff_alpha(story, np.ones(5), level="ordinal")


def test_the_range_is_seeded_holds_alpha_and_narrows_with_more_stories(panel):
    wide, narrow = panel(stories=40), panel(stories=400)
    found = [
        bootstrap_range(given.story, np.round(given.value).clip(1, 5), level="ordinal")
        for given in (wide, wide, narrow)
    ]
    np.testing.assert_array_equal(found[0], found[1])
    alpha = krippendorff_alpha(wide.story, np.round(wide.value).clip(1, 5), level="ordinal")
    assert found[0][0] < alpha < found[0][1]
    assert np.diff(found[2]) < np.diff(found[0]) / 2


def test_little_data_says_what_is_missing(panel):
    assert (enough(29, 3), enough(30, 2), enough(30, 3)) == (False, False, True)
    few = panel(stories=29)
    found = measure(few.story, few.reviewer, np.round(few.value).clip(1, 5))
    assert (found.alpha, found.low, found.high, found.why) == (None, None, None, "stories")
    assert (found.doubly_read, found.reviewers) == (29, 12)
    two = panel(stories=30, reviewers=2, each=2)
    assert measure(two.story, two.reviewer, np.round(two.value).clip(1, 5)).why == "reviewers"
    some = panel(stories=30)
    assert measure(some.story, some.reviewer, np.full(90, 3.0)).why == "alike"
    found = measure(some.story, some.reviewer, np.round(some.value).clip(1, 5))
    assert found.why == ""
    assert found.low < found.alpha < found.high


def test_measuring_nothing_says_so():
    nothing = np.zeros(0, dtype=int)
    assert measure(nothing, nothing, np.zeros(0)).why == "stories"


def test_more_readings_make_the_mean_more_reliable():
    variances = Variances(story=1.0, reviewer=0.5, residual=0.5)
    assert icc(variances) == pytest.approx(0.5)
    assert icc(variances, 3) == pytest.approx(0.75)
    assert icc(Variances(story=0.0, reviewer=0.0, residual=0.0)) == 0
