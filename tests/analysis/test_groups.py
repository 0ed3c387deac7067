"""Groups of stories that are read by different people have levels of their own, and the ranges say so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.groups import groups_of, need_levels, parting
from learningstories.analysis.leaving_out import scores_without_each
from learningstories.analysis.model import AdditiveModel, Ratios
from learningstories.analysis.pairs import difference
from learningstories.analysis.ranking import rank
from learningstories.analysis.ratings import gather
from learningstories.analysis.readers import check_readers
from learningstories.analysis.variances import by_map


def parted_panel(*, guests: bool, stories: int = 40, seed: int = 3):
    """Two languages, three readers each; those of the second are kinder by two points. Guests read both."""
    rng = np.random.default_rng(seed)
    label = np.arange(stories) % 2
    story = np.repeat(np.arange(stories), 2)
    reviewer = 3 * label[story] + (story // 2 + np.tile([0, 1], stories)) % 3
    if guests:
        reviewer[::20] = (reviewer[::20] + 3) % 6
    value = rng.normal(3, 1, stories)[story] + 2.0 * (reviewer >= 3) + rng.normal(0, 0.5, len(story))
    return story, reviewer, value, label


def whole(story, reviewer, label, home, variances):
    """The covariance of all ratings, written out."""
    parts = (
        (variances.story, story),
        (variances.reviewer, reviewer),
        (variances.story_group, label[story]),
        (variances.reviewer_group, home[reviewer]),
    )
    shared = sum(variance * (column[:, None] == column) for variance, column in parts)
    return shared + variances.residual * np.eye(len(story))


def test_scores_ranges_and_criterion_are_those_of_the_whole_covariance():
    """Generalised least squares with the covariance of all ratings, without any of the shortcuts."""
    story, reviewer, value, label = parted_panel(guests=True, stories=30)
    found = rank(story, reviewer, value, stories=30, reviewers=6, top=3, groups=label)
    assert found.groups is not None
    of = found.variances
    home = found.groups.reviewer
    assert home.tolist() == [0, 0, 0, 1, 1, 1]
    covariance = whole(story, reviewer, label, home, of)
    inverse = np.linalg.inv(covariance)
    mean = inverse.sum(axis=0) @ value / inverse.sum()
    # What a score shares with each rating: its own story, and stories of the same group.
    shared = of.story * (np.arange(30)[:, None] == story) + of.story_group * (label[:, None] == label[story])
    score = mean + shared @ inverse @ (value - mean)
    leftover = 1 - (shared @ inverse).sum(axis=1)
    variance = (
        of.story
        + of.story_group
        - np.einsum("ij,jk,ik->i", shared, inverse, shared)
        + leftover**2 / inverse.sum()
    )
    np.testing.assert_allclose(found.score, score, atol=1e-8)
    np.testing.assert_allclose(found.sd**2, variance, rtol=1e-8)
    model = AdditiveModel(gather(story, reviewer, value, stories=30, reviewers=6), found.groups)
    apart = value - mean
    expected = (
        np.linalg.slogdet(covariance)[1]
        + np.log(inverse.sum())
        + apart @ inverse @ apart
        + (len(value) - 1) * np.log(2 * np.pi)
    )
    assert model.criterion(model.solve(of.ratios)) == pytest.approx(expected, abs=1e-8)


def test_the_odds_of_two_stories_know_of_levels():
    story, reviewer, value, label = parted_panel(guests=False)
    found = rank(story, reviewer, value, stories=40, reviewers=6, top=8, groups=label)
    alike = difference(story, reviewer, value, ranking=found, one=0, other=2)
    apart = difference(story, reviewer, value, ranking=found, one=0, other=1)
    assert apart.sd > 1.3 * alike.sd
    assert alike.points == pytest.approx(found.score[0] - found.score[2])


def test_kinder_readers_of_one_language_do_not_carry_its_stories_up():
    story, reviewer, value, label = parted_panel(guests=True)
    plain = rank(story, reviewer, value, stories=40, reviewers=6, top=8)
    told = rank(story, reviewer, value, stories=40, reviewers=6, top=8, groups=label)
    lead = [float(f.score[label == 1].mean() - f.score[label == 0].mean()) for f in (plain, told)]
    assert 0 < lead[1] < lead[0]
    assert (told.effect[3:] > told.effect[:3].max()).all()
    assert told.sd.mean() > plain.sd.mean()


def test_nobody_reads_both_and_the_ranges_grow():
    story, reviewer, value, label = parted_panel(guests=False)
    bridged = parted_panel(guests=True)
    alone = rank(story, reviewer, value, stories=40, reviewers=6, top=8, groups=label)
    joined = rank(*bridged[:3], stories=40, reviewers=6, top=8, groups=label)
    unsure = [
        difference(*columns, ranking=found, one=0, other=1).sd
        for columns, found in ((bridged[:3], joined), ((story, reviewer, value), alone))
    ]
    assert unsure[0] < unsure[1]


def test_groups_read_by_the_same_people_change_nothing(panel):
    given = panel()
    label = np.arange(60) % 3
    plain = rank(*given.columns, stories=60, reviewers=12, top=6)
    told = rank(*given.columns, stories=60, reviewers=12, top=6, groups=label)
    assert told.groups is None
    np.testing.assert_array_equal(plain.score, told.score)
    np.testing.assert_array_equal(plain.p_top, told.p_top)


def test_parting_goes_from_chance_to_always(panel):
    given = panel(stories=600, reviewers=30)
    ratings = gather(*given.columns, stories=600, reviewers=30)
    assert parting(ratings, np.arange(600) % 4) == pytest.approx(0, abs=0.05)
    assert parting(ratings, np.zeros(600, dtype=np.int64)) == 0
    story, reviewer, value, label = parted_panel(guests=False)
    assert parting(gather(story, reviewer, value, stories=40, reviewers=6), label) == 1


def test_one_reader_of_a_language_makes_no_group():
    story, reviewer = np.array([0, 1, 2, 3, 0, 1, 2, 3, 4, 5]), np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
    ratings = gather(story, reviewer, np.arange(10.0), stories=6, reviewers=3)
    label = np.array([0, 0, 0, 0, 1, 1])
    assert parting(ratings, label) == 1
    assert not need_levels(ratings, label)


def test_many_ratings_keep_levels_by_moments():
    story, reviewer, value, label = parted_panel(guests=True, stories=10_100)
    found = rank(story, reviewer, value, stories=10_100, reviewers=6, top=8, groups=label, draws=5)
    assert found.method == "moments"
    assert found.groups is not None
    assert found.variances.residual == pytest.approx(0.25, rel=0.05)
    assert found.effect[3:].mean() - found.effect[:3].mean() == pytest.approx(2, abs=0.7)


@st.composite
def grouped(draw):
    stories, reviewers = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    row = st.tuples(st.integers(0, stories - 1), st.integers(0, reviewers - 1), st.integers(1, 5))
    rows = np.array(draw(st.lists(row, min_size=1, max_size=25)))
    label = np.array(draw(st.lists(st.integers(0, 3), min_size=stories, max_size=stories)))
    return rows[:, 0], rows[:, 1], rows[:, 2].astype(float), label, stories, reviewers


@settings(max_examples=12, deadline=None, derandomize=True)
@given(grouped())
def test_any_table_with_groups_is_answered(table):
    story, reviewer, value, label, stories, reviewers = table
    ratings = gather(story, reviewer, value, stories=stories, reviewers=reviewers)
    model = AdditiveModel(ratings, groups_of(ratings, label))  # whether they are needed or not
    fit = by_map(model)
    told = model.posterior(fit.solution, fit.variances.residual)
    for column in (told.score, told.score_variance, told.effect, told.effect_variance, told.level):
        assert np.isfinite(column).all()
    found = rank(story, reviewer, value, stories=stories, reviewers=reviewers, top=2, groups=label, draws=20)
    assert found.p_top.sum() == pytest.approx(min(2, stories))
    assert np.isfinite(check_readers(story, reviewer, value, ranking=found).slope).all()
    for scores in scores_without_each(story, reviewer, value, ranking=found):
        assert np.isfinite(scores).all()


def test_labels_that_do_not_fit_are_refused():
    ratings = gather(np.array([0]), np.array([0]), np.array([1.0]), stories=1, reviewers=1)
    for label in (np.array([0, 1]), np.array([-1])):
        with pytest.raises(ValueError, match="label"):
            groups_of(ratings, label)


def test_without_groups_a_mean_is_all_there_is():
    ratings = gather(np.array([0, 1]), np.array([0, 0]), np.array([1.0, 3.0]), stories=2, reviewers=1)
    model = AdditiveModel(ratings, groups_of(ratings, np.zeros(2, dtype=np.int64)))
    alone = AdditiveModel(ratings)
    one, other = (m.posterior(m.solve(Ratios(story=1.0, reviewer=8.0)), 1.0) for m in (model, alone))
    np.testing.assert_allclose(one.score, other.score)
