"""The odds between two stories are those of the whole model, not of two ranges laid side by side."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.pairs import difference
from learningstories.analysis.ranking import rank

STORY = np.array([0, 0, 0, 1, 1, 2, 2, 3])
REVIEWER = np.array([0, 1, 2, 0, 1, 1, 2, 3])
VALUE = np.array([5.0, 4, 5, 3, 2, 4, 4, 1])


def between(one, other, table=(STORY, REVIEWER, VALUE), stories=4):
    found = rank(*table, stories=stories, reviewers=4, top=1)
    return difference(*table, ranking=found, one=one, other=other), found


def spread_by_definition(found, story, reviewer, one, other):
    """Henderson's mixed model equations, with the mean unknown: var(s_one - s_other)."""
    parts, count = found.variances, len(story)
    stories, reviewers = len(found.score), len(found.effect)
    design = np.hstack([np.ones((count, 1)), np.eye(stories)[story], np.eye(reviewers)[reviewer]])
    ridge = np.concatenate(
        [
            [0],
            np.full(stories, parts.residual / parts.story),
            np.full(reviewers, parts.residual / parts.reviewer),
        ]
    )
    covariance = parts.residual * np.linalg.inv(design.T @ design + np.diag(ridge))
    a, b = 1 + one, 1 + other
    return covariance[a, a] + covariance[b, b] - 2 * covariance[a, b]


@settings(max_examples=20)
@given(st.data())
def test_the_variance_is_that_of_the_mixed_model_equations(data):
    count = data.draw(st.integers(3, 14))
    story = np.array(data.draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)))
    reviewer = np.array(data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    value = np.array(data.draw(st.lists(st.sampled_from([1.0, 2, 3, 4, 5]), min_size=count, max_size=count)))
    told, found = between(0, 4, (story, reviewer, value), stories=5)
    assert told.sd**2 == pytest.approx(spread_by_definition(found, story, reviewer, 0, 4), rel=1e-6)
    assert told.points == pytest.approx(found.score[0] - found.score[4])


def test_the_two_sides_add_up_and_a_story_is_no_better_than_itself():
    one, other = between(0, 1)[0], between(1, 0)[0]
    assert one.chance + other.chance == pytest.approx(1)
    assert one.chance > 0.8
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    same = between(2, 2)[0]
    assert (same.points, same.sd, same.chance) == (0, 0, 0.5)


def test_readers_in_common_make_it_surer_than_two_ranges_do():
    told, found = between(0, 1)
    assert told.sd**2 < found.sd[0] ** 2 + found.sd[1] ** 2
