"""The ranking is right, fair, sure of no more than it knows, and survives anything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.ranking import MOMENTS_FROM, VERSION, rank, within_scale


def everything(ranking):
    return [
        *(ranking.score, ranking.sd, ranking.low, ranking.high, ranking.mean_raw, ranking.p_top),
        *(ranking.effect, ranking.effect_sd, np.array([ranking.mu])),
        np.array([ranking.variances.story, ranking.variances.reviewer, ranking.variances.residual]),
    ]


def assert_sane(ranking):
    for column in everything(ranking):
        assert np.all(np.isfinite(column))
    assert np.all(ranking.low <= ranking.score)
    assert np.all(ranking.score <= ranking.high)
    assert np.all((ranking.p_top >= 0) & (ranking.p_top <= 1))


@st.composite
def tables(draw):
    """A table of ratings of any shape, with stories and reviewers that have none."""
    stories, reviewers = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    row = st.tuples(
        st.integers(0, stories - 1), st.integers(0, reviewers - 1), st.integers(1, draw(st.integers(1, 7)))
    )
    rows = np.array(draw(st.lists(row, min_size=1, max_size=30)))
    return rows[:, 0], rows[:, 1], rows[:, 2].astype(float), stories, reviewers


def test_scores_and_ranges_solve_the_mixed_model_equations(panel):
    """Against Henderson's equations for the whole table, solved without any of the shortcuts."""
    given = panel(seed=5, stories=9, reviewers=5)
    found = rank(*given.columns, stories=10, reviewers=5, top=3)
    parts, count = found.variances, len(given.value)
    design = np.zeros((count, 16))
    design[np.arange(count), given.story] = 1
    design[np.arange(count), 10 + given.reviewer] = 1
    design[:, 15] = 1
    shrink = np.diag([1 / parts.story] * 10 + [1 / parts.reviewer] * 5 + [0])
    inverse = np.linalg.inv(design.T @ design / parts.residual + shrink)
    solution = inverse @ (design.T @ given.value / parts.residual)
    pick = np.hstack([np.eye(10), np.zeros((10, 5)), np.ones((10, 1))])
    assert found.mu == pytest.approx(solution[15])
    np.testing.assert_allclose(found.score, pick @ solution)
    np.testing.assert_allclose(found.sd, np.sqrt(np.diag(pick @ inverse @ pick.T)))
    np.testing.assert_allclose(found.effect, solution[10:15])
    np.testing.assert_allclose(found.effect_sd, np.sqrt(np.diag(inverse)[10:15]))


def test_readers_without_ratings_change_nothing_even_when_they_are_many(panel):
    given = panel(stories=30)
    few = rank(*given.columns, stories=30, reviewers=12, top=3)
    many = rank(*given.columns, stories=30, reviewers=700, top=3)
    np.testing.assert_allclose(many.score, few.score, atol=1e-4)
    np.testing.assert_allclose(many.sd, few.sd, atol=1e-4)
    np.testing.assert_allclose(many.effect_sd[:12], few.effect_sd, atol=1e-4)
    np.testing.assert_allclose(many.effect_sd[12:] ** 2, many.variances.reviewer)


def test_a_story_that_met_strict_readers_is_lifted():
    story = np.repeat(np.arange(12), 2)
    reviewer = np.array([0, 1] * 6 + [2, 3] * 6)
    value = np.where(reviewer < 2, 2.0, 4.0) + np.tile([0.0, 0.0, 1.0, 1.0], 6)
    shared = np.repeat(np.arange(12, 20), 4)
    value = np.concatenate([value, np.tile([2.0, 2.0, 4.0, 4.0], 8)])
    found = rank(
        np.concatenate([story, shared]),
        np.concatenate([reviewer, np.tile(np.arange(4), 8)]),
        value,
        stories=20,
        reviewers=4,
        top=5,
    )
    assert found.mean_raw[1] < found.mean_raw[6]
    assert found.score[1] > found.score[6]
    assert np.all(found.effect[:2] < 0)
    assert np.all(found.effect[2:] > 0)


def test_an_unread_story_gets_the_mean_and_the_widest_range(panel):
    given = panel()
    found = rank(*given.columns, stories=61, reviewers=12, top=6)
    assert_sane(found)
    assert found.n[60] == 0
    assert found.mean_raw[60] == 0
    assert found.score[60] == pytest.approx(found.mu)
    assert np.argmax(found.sd) == 60
    assert found.sd[60] >= found.variances.story**0.5
    assert 0 < found.p_top[60] < 1


def test_one_rating_in_all():
    found = rank(np.array([1]), np.array([0]), np.array([4.0]), stories=3, reviewers=2, top=1)
    assert_sane(found)
    np.testing.assert_allclose(found.score, 4.0)
    assert np.all(found.high - found.low > 1)
    assert found.p_top == pytest.approx(np.full(3, 1 / 3), abs=0.1)


def test_one_reader_is_taken_at_his_word_about_the_order():
    value = np.array([5.0, 1.0, 3.0, 2.0, 4.0])
    found = rank(np.arange(5), np.zeros(5, dtype=int), value, stories=5, reviewers=1, top=2)
    assert_sane(found)
    assert found.order.tolist() == [0, 4, 2, 3, 1]
    assert found.effect[0] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("count", [2, 60, MOMENTS_FROM + 5])
def test_all_answers_the_same_say_nothing_about_the_order(count):
    story, reviewer = np.arange(count) % 20, np.arange(count) // 20 % 7
    found = rank(story, reviewer, np.full(count, 0.1), stories=20, reviewers=7, top=5)
    assert_sane(found)
    np.testing.assert_allclose(found.score, 0.1)
    assert np.all(found.high - found.low > 0)
    assert found.p_top == pytest.approx(np.full(20, 0.25), abs=0.08)


@pytest.mark.parametrize("value", [[0.0, 1e-200], [1e9, -1e9], [1e9, 1e9 - 1e-6], [5e-324, 0.0]])
def test_values_that_strain_the_arithmetic(value):
    found = rank(np.array([0, 1]), np.array([0, 0]), np.array(value), stories=3, reviewers=2, top=1)
    assert_sane(found)


def test_no_ratings_at_all():
    nothing = np.zeros(0, dtype=int)
    found = rank(nothing, nothing, np.zeros(0), stories=4, reviewers=3, top=1)
    assert_sane(found)
    assert found.method == "none"
    assert found.p_top.tolist() == [0.25] * 4
    assert rank(nothing, nothing, np.zeros(0), stories=0, reviewers=0, top=8).score.size == 0


@pytest.mark.parametrize(
    ("story", "reviewer", "value"),
    [
        ([0, 1], [0], [1.0]),
        ([0], [0], [float("nan")]),
        ([0], [0], [float("inf")]),
        ([0], [0], [1e300]),
        ([3], [0], [1.0]),
        ([-1], [0], [1.0]),
        ([0], [2], [1.0]),
        ([0.5], [0], [1.0]),
        ([[0]], [[0]], [[1.0]]),
    ],
)
def test_columns_that_do_not_fit_are_refused(story, reviewer, value):
    with pytest.raises(ValueError, match=r"length|number"):
        rank(np.array(story), np.array(reviewer), np.array(value), stories=3, reviewers=2, top=1)


def test_a_negative_top_and_no_draws_are_refused():
    one = np.array([0])
    with pytest.raises(ValueError, match="negative"):
        rank(one, one, np.array([1.0]), stories=1, reviewers=1, top=-1)
    with pytest.raises(ValueError, match="draws"):
        rank(one, one, np.array([1.0]), stories=1, reviewers=1, top=1, draws=0)


@settings(max_examples=20)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_does_not_matter_to_the_last_bit(table, random):
    story, reviewer, value, stories, reviewers = table
    mixed = list(range(len(value)))
    random.shuffle(mixed)
    before = rank(story, reviewer, value, stories=stories, reviewers=reviewers, top=2, draws=50)
    after = rank(
        story[mixed], reviewer[mixed], value[mixed], stories=stories, reviewers=reviewers, top=2, draws=50
    )
    for one, other in zip(everything(before), everything(after), strict=True):
        np.testing.assert_array_equal(one, other)


@settings(max_examples=30)
@given(tables())
def test_any_small_table_gives_a_sane_answer(table):
    story, reviewer, value, stories, reviewers = table
    found = rank(story, reviewer, value, stories=stories, reviewers=reviewers, top=2, draws=50)
    assert_sane(found)
    assert found.p_top.sum() == pytest.approx(min(2, stories))
    assert found.n.sum() == found.readings.sum() == len(value)


@settings(max_examples=15)
@given(tables(), st.integers(-3, 3))
def test_shifting_all_ratings_shifts_the_scores_alone(table, shift):
    story, reviewer, value, stories, reviewers = table
    size = {"stories": stories, "reviewers": reviewers, "top": 2, "draws": 50}
    before, after = rank(story, reviewer, value, **size), rank(story, reviewer, value + shift, **size)
    np.testing.assert_allclose(after.score, before.score + shift, atol=1e-6)
    np.testing.assert_allclose(after.sd, before.sd, atol=1e-6)
    np.testing.assert_allclose(after.effect, before.effect, atol=1e-6)


def test_renaming_stories_and_readers_renames_the_answer(panel):
    given = panel(stories=30, reviewers=8)
    rng = np.random.default_rng(0)
    new_story, new_reviewer = rng.permutation(30), rng.permutation(8)
    before = rank(*given.columns, stories=30, reviewers=8, top=5)
    after = rank(
        new_story[given.story], new_reviewer[given.reviewer], given.value, stories=30, reviewers=8, top=5
    )
    np.testing.assert_allclose(after.score[new_story], before.score, atol=1e-4)
    np.testing.assert_allclose(after.effect[new_reviewer], before.effect, atol=1e-4)
    np.testing.assert_allclose(after.p_top[new_story], before.p_top, atol=0.06)


def test_the_same_seed_gives_the_same_odds_and_another_seed_nearly(panel):
    given = panel()
    size = {"stories": 60, "reviewers": 12, "top": 6}
    one, same = rank(*given.columns, **size), rank(*given.columns, **size)
    other = rank(*given.columns, **size, seed=1)
    np.testing.assert_array_equal(one.p_top, same.p_top)
    assert not np.array_equal(one.p_top, other.p_top)
    np.testing.assert_allclose(one.p_top, other.p_top, atol=0.08)
    assert (one.seed, other.seed, one.version) == (2013, 1, VERSION)


@pytest.mark.parametrize(("top", "odds"), [(0, 0.0), (60, 1.0), (1000, 1.0)])
def test_a_cut_outside_the_list_is_certain(panel, top, odds):
    found = rank(*panel().columns, stories=60, reviewers=12, top=top)
    assert set(found.p_top.tolist()) == {odds}


def test_many_ratings_are_fitted_by_moments_to_nearly_the_same(panel):
    given = panel(seed=9, stories=5000, reviewers=60, each=4)
    found = rank(*given.columns, stories=5000, reviewers=60, top=50, draws=20)
    assert found.method == "moments"
    few = given.story < 4900
    less = rank(
        given.story[few], given.reviewer[few], given.value[few], stories=4900, reviewers=60, top=50, draws=20
    )
    assert less.method == "map"
    assert np.corrcoef(found.score[:4900], less.score)[0, 1] > 0.9999


def test_nine_in_ten_ranges_hold_the_truth_and_odds_come_true(panel):
    held, said, happened = [], [], []
    for seed in range(30):
        given = panel(seed=seed, stories=80, reviewers=12)
        found = rank(*given.columns, stories=80, reviewers=12, top=8, draws=300)
        held.append((found.low <= given.truth) & (given.truth <= found.high))
        said.append(found.p_top)
        happened.append(given.truth >= np.sort(given.truth)[-8])
    assert 0.87 <= np.mean(held) <= 0.93
    odds, came = np.concatenate(said), np.concatenate(happened)
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 1.01)):
        inside = (odds >= low) & (odds < high)
        assert came[inside].mean() == pytest.approx(odds[inside].mean(), abs=0.08)


def test_the_adjusted_score_finds_the_best_more_often_than_the_plain_mean(panel):
    gain = []
    for seed in range(30):
        given = panel(seed=100 + seed, stories=100, reviewers=10)
        found = rank(*given.columns, stories=100, reviewers=10, top=10, draws=1)
        by_mean = np.argsort(-found.mean_raw)[:10]
        gain.append(given.truth[found.order[:10]].mean() - given.truth[by_mean].mean())
    assert np.mean(gain) > 0.01


def test_ranges_are_clipped_for_display_only(panel):
    found = rank(*panel().columns, stories=60, reviewers=12, top=6)
    low, high = within_scale(found, 1, 4)
    assert found.high.max() > 4
    assert high.max() == 4
    assert low.min() >= 1
    np.testing.assert_array_equal(low[found.low > 1], found.low[found.low > 1])
