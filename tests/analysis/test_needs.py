"""One more reading is asked for where it matters."""

import numpy as np
import pytest

from learningstories.analysis.needs import value_of_reading
from learningstories.analysis.ranking import rank


def test_a_story_read_once_near_the_cut_comes_first():
    truth = np.array([5.0, 4.6, 4.2, 3.4, 3.4, 2.4, 2.0, 1.6, 1.2, 1.0])
    story, reviewer = np.repeat(np.arange(10), 6), np.tile(np.arange(6), 10)
    value = truth[story] + np.tile([0.5, -0.5], 30)
    use = (story != 4) | (reviewer == 1)
    found = rank(story[use], reviewer[use], value[use], stories=10, reviewers=6, top=4, draws=1)
    need = value_of_reading(found)
    assert np.argmax(need) == 4
    assert np.argmin(need) in (0, 9)
    assert np.all(need >= 0)


def test_the_gain_is_what_a_simulated_reading_brings(panel):
    """One more reading moves a story's score by a normal step; the gain is how far past the cut."""
    given = panel(stories=20, reviewers=6)
    found = rank(*given.columns, stories=20, reviewers=6, top=5, draws=1)
    need = value_of_reading(found)
    rng = np.random.default_rng(0)
    noise = found.variances.reviewer + found.variances.residual
    for story in (found.order[4], found.order[5], found.order[8]):
        inside = story in found.order[:5]
        rival = found.score[found.order[5]] if inside else found.score[found.order[4]]
        step = found.sd[story] ** 2 / np.sqrt(found.sd[story] ** 2 + noise)
        after = found.score[story] + step * rng.standard_normal(400_000)
        now = max(found.score[story], rival)
        assert need[story] == pytest.approx(np.maximum(after, rival).mean() - now, abs=2e-3)


@pytest.mark.parametrize("top", [0, 60, 100])
def test_without_a_cut_nothing_is_gained(panel, top):
    found = rank(*panel().columns, stories=60, reviewers=12, top=top, draws=1)
    assert value_of_reading(found).tolist() == [0] * 60


def test_another_cut_may_be_tried_without_ranking_again(panel):
    found = rank(*panel().columns, stories=60, reviewers=12, top=6, draws=1)
    assert np.argmax(value_of_reading(found, 30)) != np.argmax(value_of_reading(found))
    again = rank(*panel().columns, stories=60, reviewers=12, top=30, draws=1)
    np.testing.assert_array_equal(value_of_reading(found, 30), value_of_reading(again))


def test_nothing_is_known_before_the_first_rating():
    nothing = np.zeros(0, dtype=int)
    found = rank(nothing, nothing, np.zeros(0), stories=4, reviewers=2, top=2)
    assert value_of_reading(found).tolist() == [0] * 4
