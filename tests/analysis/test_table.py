"""A table of ratings is analysed as others analyse it, and says where it cannot be."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from learningstories.analysis import table as table_module
from learningstories.analysis.model import AdditiveModel, Ratios
from learningstories.analysis.ratings import gather
from learningstories.analysis.table import LEVELS, TooManyOfBoth, analyse
from learningstories.analysis.variances import WIDE, by_reml


def criterion_by_definition(story, reviewer, value, parts):
    """Minus twice the restricted log likelihood of lme4, with the whole covariance of the ratings."""
    same_story, same_reviewer = story[:, None] == story, reviewer[:, None] == reviewer
    covariance = parts[0] * same_story + parts[1] * same_reviewer + parts[2] * np.eye(len(value))
    inverse = np.linalg.inv(covariance)
    mean = inverse.sum(axis=0) @ value / inverse.sum()
    apart = value - mean
    return (
        np.linalg.slogdet(covariance)[1]
        + np.log(inverse.sum())
        + apart @ inverse @ apart
        + (len(value) - 1) * np.log(2 * np.pi)
    )


def scores_by_definition(story, reviewer, value, parts):
    """Score and variance of each story: the best linear unbiased prediction, by Henderson's equations."""
    stories, reviewers = story.max() + 1, reviewer.max() + 1
    design = np.hstack([np.ones((len(value), 1)), np.eye(stories)[story], np.eye(reviewers)[reviewer]])
    ridge = np.concatenate(
        [[0], np.full(stories, parts[2] / parts[0]), np.full(reviewers, parts[2] / parts[1])]
    )
    inverse = np.linalg.inv(design.T @ design + np.diag(ridge))
    found = inverse @ design.T @ value
    pick = np.hstack([np.ones((stories, 1)), np.eye(stories), np.zeros((stories, reviewers))])
    return pick @ found, parts[2] * np.diag(pick @ inverse @ pick.T)


@st.composite
def designs(draw, least=6):
    """Random small tables, of whole points and with holes, in which both parts can be told."""
    stories, reviewers = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    pairs = [(s, r) for s in range(stories) for r in range(reviewers)]
    kept = draw(st.lists(st.sampled_from(pairs), min_size=least, max_size=30))
    value = draw(st.lists(st.integers(1, 7), min_size=len(kept), max_size=len(kept)))
    story, reviewer = np.array(kept).T
    story, reviewer = np.unique(story, return_inverse=True)[1], np.unique(reviewer, return_inverse=True)[1]
    return story, reviewer, np.array(value, dtype=float)


def analysed(story, reviewer, value, measure=None):
    story, reviewer = np.asarray(story, dtype=np.int64), np.asarray(reviewer, dtype=np.int64)
    stories, reviewers = len(np.unique(story)), len(np.unique(reviewer))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return analyse(
            story, reviewer, np.asarray(value, float), stories=stories, reviewers=reviewers, measure=measure
        )


def assert_no_nonsense(found):
    for number in (
        found.variance_story,
        found.variance_reviewer,
        found.variance_residual,
        found.criterion,
        found.mu,
        found.icc_single,
        found.icc_mean,
        found.k,
        *found.alpha.values(),
    ):
        assert number is None or np.isfinite(number)
    for column in (found.mean, found.score, found.low, found.high):
        assert np.all(np.isfinite(column))
    assert np.all((found.low <= found.score) & (found.score <= found.high))
    for share in (found.icc_single, found.icc_mean):
        assert share is None or 0 <= share <= 1


@settings(max_examples=40)
@given(designs(), st.floats(-2, 2), st.floats(-2, 2))
def test_the_criterion_is_that_of_the_whole_covariance(design, story_log, reviewer_log):
    story, reviewer, value = design
    assume(np.ptp(value) > 0)
    model = AdditiveModel(gather(*design, stories=story.max() + 1, reviewers=reviewer.max() + 1))
    solution = model.solve(Ratios(story=np.exp(-2 * story_log), reviewer=np.exp(-2 * reviewer_log)))
    noise = solution.squares / (len(value) - 1)
    parts = (noise * np.exp(2 * story_log), noise * np.exp(2 * reviewer_log), noise)
    expected = criterion_by_definition(*design, parts)
    assert model.criterion(solution) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=6)  # a search over a grid for each; few are enough
@given(designs())
@example(
    (np.array([1, 1, 2, 0, 2, 1, 2]), np.array([0, 0, 0, 1, 0, 2, 0]), np.array([3.0, 1, 3, 1, 5, 4, 3]))
)
def test_no_other_components_are_likelier(design):
    story, reviewer, value = design
    parts = np.hstack([np.eye(story.max() + 1)[story], np.eye(reviewer.max() + 1)[reviewer]])
    left = value - parts @ np.linalg.lstsq(parts, value)[0]
    assume(left @ left > 0.1)  # without any residual the likelihood has no bound
    model = AdditiveModel(gather(*design, stories=story.max() + 1, reviewers=reviewer.max() + 1))
    found = by_reml(model)
    grid = np.linspace(*WIDE, 12)
    best = min(
        model.criterion(model.solve(Ratios(story=one, reviewer=other)))
        for one in np.exp(-2 * grid)
        for other in np.exp(-2 * grid)
    )
    assert found.criterion <= best + 1e-3


@settings(max_examples=25)
@given(designs())
def test_scores_and_ranges_are_the_best_linear_predictions(design):
    story, reviewer, value = design
    found = analysed(story, reviewer, value, "map")
    assume(None not in (found.variance_story, found.variance_reviewer, found.variance_residual))
    parts = (found.variance_story, found.variance_reviewer, found.variance_residual)
    score, variance = scores_by_definition(story, reviewer, value, parts)
    np.testing.assert_allclose(found.score, score, atol=1e-6)
    np.testing.assert_allclose(found.high - found.low, 2 * 1.645 * np.sqrt(variance), rtol=1e-6)


@settings(max_examples=20)
@given(designs(least=1), st.sampled_from([None, "reml", "map", "moments"]))
@example((np.array([0]), np.array([0]), np.array([4.0])), None)
@example((np.array([0, 0]), np.array([0, 0]), np.array([4.0, 1.0])), "moments")
@example((np.array([0, 1]), np.array([0, 1]), np.array([4.0, 1.0])), "reml")
@example((np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), np.array([1.0, 5.0, 1.0, 5.0])), "reml")
def test_any_table_is_answered_without_nonsense(design, measure):
    found = analysed(*design, measure)
    assert_no_nonsense(found)
    assert found.n.sum() == found.count == len(design[2])


@settings(max_examples=10)
@given(designs(), st.sampled_from(["reml", "map", "moments"]))
def test_the_order_of_the_rows_does_not_matter(design, measure):
    story, reviewer, value = design
    mixed = np.random.default_rng(1).permutation(len(value))
    one, other = analysed(*design, measure), analysed(story[mixed], reviewer[mixed], value[mixed], measure)
    np.testing.assert_array_equal(one.score, other.score)
    assert (one.criterion, one.alpha) == (other.criterion, other.alpha)


@pytest.mark.parametrize("measure", ["reml", "map"])
def test_more_reviewers_than_stories_are_analysed_as_the_same_table(panel, measure):
    columns = panel(stories=12, reviewers=40, each=9).columns
    found = analysed(*columns, measure)
    assert found.reviewers > found.stories
    parts = (found.variance_story, found.variance_reviewer, found.variance_residual)
    score, variance = scores_by_definition(*columns, parts)
    np.testing.assert_allclose(found.score, score, atol=1e-6)
    np.testing.assert_allclose((found.high - found.low) / 3.29, np.sqrt(variance), rtol=1e-6)
    assert found.criterion == pytest.approx(criterion_by_definition(*columns, parts), abs=1e-4)


def test_judges_who_rate_once_each_leave_the_one_way_correlation():
    """Shrout and Fleiss 1979, table 2: ICC(1,1) and ICC(1,4)."""
    rows = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    story = np.repeat(np.arange(6), 4)
    for measure in ("reml", "moments", None):
        found = analysed(story, np.arange(24), rows.ravel(), measure)
        assert found.icc_single == pytest.approx(0.1657, abs=1e-4)
        assert found.icc_mean == pytest.approx(0.4428, abs=1e-4)
        assert found.k == 4
        assert found.variance_reviewer is None
        assert found.limits == ("reviewer_unknown",)


def test_one_reader_ranks_but_says_nothing_about_chance():
    found = analysed(np.arange(5), np.zeros(5), [5, 1, 3, 2, 4])
    assert found.order.tolist() == [0, 4, 2, 3, 1]
    assert (found.variance_story, found.variance_reviewer, found.icc_single) == (None, None, None)
    assert found.variance_residual == pytest.approx(2.5, rel=1e-4)
    assert found.limits == ("story_unknown", "reviewer_unknown", "assumed")
    assert set(found.alpha.values()) == {None}


def test_readers_who_share_nothing_are_ranked_within_what_is_usual():
    found = analysed(np.arange(6), [0, 0, 0, 1, 1, 1], [1, 2, 3, 3, 4, 5])
    assert found.variance_story is None
    assert found.variance_reviewer == pytest.approx(2 - 1 / 3, rel=1e-3)
    assert found.limits == ("story_unknown", "assumed")
    assert found.order[0] == 5


def test_all_alike_says_no_more_than_the_value():
    found = analysed([0, 0, 1, 1], [0, 1, 0, 1], [3, 3, 3, 3])
    assert found.mu == 3
    np.testing.assert_allclose(found.score, 3)
    assert np.all(found.high > found.low)
    assert (found.variance_story, found.variance_residual, found.criterion) == (None, None, None)
    assert found.limits == ("alike",)


def test_nothing_is_answered_too():
    found = analysed([], [], [])
    assert (found.count, found.mu, found.k, found.order.tolist()) == (0, None, None, [])
    assert set(found.alpha) == set(LEVELS)
    assert_no_nonsense(found)


def test_moments_are_taken_from_20_000_ratings_on_unless_another_measure_is_asked_for(panel):
    columns = panel(stories=5000, reviewers=40, each=4).columns
    found, asked = analysed(*columns), analysed(*columns, "reml")
    assert (found.measure, found.limits) == ("moments", ("by_moments", "below_zero"))
    assert (asked.measure, asked.limits) == ("reml", ("below_zero",))
    assert found.criterion >= asked.criterion
    assert found.variance_story == pytest.approx(asked.variance_story, rel=0.05)
    assert analysed(*(column[:19_999] for column in columns)).measure == "reml"


def test_values_of_which_each_is_another_agree_as_their_definition_says():
    rng = np.random.default_rng(4)
    story = np.repeat(np.arange(1500), 2)
    value = rng.standard_normal(1500)[story] + rng.standard_normal(3000) + 20
    found = analysed(story, np.arange(3000) % 7, value)
    pairs = value.reshape(1500, 2)
    observed = np.mean((pairs[:, 0] - pairs[:, 1]) ** 2)
    assert found.alpha["interval"] == pytest.approx(1 - observed / (2 * value.var(ddof=1)), abs=1e-9)
    assert found.alpha["nominal"] == pytest.approx(0)
    assert 0.4 < found.alpha["ordinal"] < 0.6
    assert found.alpha["ratio"] is None
    assert "points" in found.limits


def test_both_ways_to_work_out_alpha_agree(panel, monkeypatch):
    columns = panel().columns
    story, value = columns[0], np.round(columns[2]).clip(1, 5)
    plain = analysed(story, columns[1], value).alpha
    monkeypatch.setattr("learningstories.analysis.agreement.MOST_POINTS", 3)
    for level in ("nominal", "ordinal", "interval"):
        assert table_module.krippendorff_alpha(story, value, level=level) == pytest.approx(plain[level])


def test_values_below_0_have_no_ratio():
    found = analysed([0, 0, 1, 1], [0, 1, 0, 1], [-1, 0, 2, 4])
    assert found.alpha["ratio"] is None
    assert found.alpha["interval"] is not None
    assert found.limits == ("below_zero",)


def test_more_of_both_than_can_be_told_apart_is_refused():
    many = np.arange(6_500)
    with pytest.raises(TooManyOfBoth):
        analysed(np.tile(many, 2), np.concatenate([many, np.roll(many, 1)]), np.tile(many % 5, 2))
