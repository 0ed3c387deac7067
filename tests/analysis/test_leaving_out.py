"""Leaving a reader out is ranking as if the reader had never been."""

import numpy as np
import pytest

from learningstories.analysis.leaving_out import chances_without_each, scores_without_each
from learningstories.analysis.ranking import rank, solved
from learningstories.analysis.ratings import gather


def test_the_scores_are_nearly_those_of_a_ranking_without_the_reader(panel):
    given = panel(stories=80, reviewers=9)
    size = {"stories": 80, "reviewers": 10, "top": 8, "draws": 1}
    ranking = rank(*given.columns, **size)
    found = list(scores_without_each(*given.columns, ranking=ranking))
    assert len(found) == 10
    for reader in range(9):
        kept = given.reviewer != reader
        again = rank(*(column[kept] for column in given.columns), **size)
        assert np.abs(found[reader] - again.score).max() < 0.15
        assert np.abs(found[reader] - ranking.score).max() > 0.1
    np.testing.assert_array_equal(found[9], ranking.score)


@pytest.mark.parametrize("parted", [False, True])
def test_the_scores_are_those_of_the_other_ratings_solved_again(parted):
    """To the last digit, one story read twice by somebody included, with levels for languages or without."""
    rng = np.random.default_rng(7)
    story = np.append(np.repeat(np.arange(30), 3), 4)
    language = np.arange(30) % 2
    reviewer = rng.integers(0, 4, len(story)) + (4 * language[story] if parted else 0)
    reviewer[-1] = reviewer[12]
    value = rng.integers(1, 6, len(story)).astype(float)
    size = {"stories": 30, "reviewers": 8}
    ranking = rank(story, reviewer, value, **size, top=5, groups=language)
    assert (ranking.groups is not None) is parted
    for reader, found in enumerate(scores_without_each(story, reviewer, value, ranking=ranking)):
        kept = reviewer != reader
        model, solution = solved(gather(story[kept], reviewer[kept], value[kept], **size), ranking)
        again = model.posterior(solution, ranking.variances.residual).score
        np.testing.assert_allclose(found, again, rtol=1e-9)


def test_the_chances_are_those_of_a_ranking_without_the_reader(panel):
    given = panel(stories=40, reviewers=6)
    size = {"stories": 40, "reviewers": 7, "top": 5}
    ranking = rank(*given.columns, **size)
    found = list(chances_without_each(*given.columns, ranking=ranking))
    kept = given.reviewer != 2
    again = rank(*(column[kept] for column in given.columns), **size)
    assert np.abs(found[2].p_top - again.p_top).max() < 0.1
    assert np.abs(found[2].p_top - ranking.p_top).max() > 0.1
    assert found[2].n.tolist() == again.n.tolist()
    np.testing.assert_array_equal(found[6].p_top, ranking.p_top)


def test_without_the_only_reader_all_stories_are_equal():
    columns = np.arange(5), np.zeros(5, dtype=int), np.array([5.0, 1.0, 3.0, 2.0, 4.0])
    ranking = rank(*columns, stories=5, reviewers=1, top=2, draws=1)
    (found,) = scores_without_each(*columns, ranking=ranking)
    assert set(found.tolist()) == {ranking.mu}
    (left,) = chances_without_each(*columns, ranking=ranking)
    assert set(left.p_top.tolist()) == {0.4}


def test_before_any_rating_nothing_changes():
    nothing = np.zeros(0, dtype=int)
    ranking = rank(nothing, nothing, np.zeros(0), stories=3, reviewers=2, top=1)
    for found in scores_without_each(nothing, nothing, np.zeros(0), ranking=ranking):
        np.testing.assert_array_equal(found, ranking.score)
