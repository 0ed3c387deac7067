"""The variance components are those that the literature and lme4 report."""

import numpy as np
import pytest

from learningstories.analysis.agreement import icc
from learningstories.analysis.model import AdditiveModel
from learningstories.analysis.ratings import gather
from learningstories.analysis.variances import by_map, by_moments, by_reml

# Davies and Goldsmith 1972, "Statistical methods in research and production", as in R's lme4
# (data set Penicillin): diameters in mm for samples A to F on each of 24 plates.
PENICILLIN = """
    27 23 26 23 23 21,  27 23 26 23 23 21,  25 21 25 24 24 20,  26 23 25 23 23 20,
    25 22 26 22 23 20,  24 22 25 23 22 19,  24 20 23 21 22 19,  26 22 26 24 24 21,
    24 21 24 22 22 20,  24 21 24 23 22 19,  26 23 26 24 24 21,  25 22 26 24 24 20,
    26 24 26 24 25 22,  26 23 26 23 23 20,  26 23 25 24 24 22,  25 22 25 23 23 20,
    25 21 24 23 23 20,  25 22 24 23 23 19,  24 21 23 21 21 19,  26 23 26 24 24 21,
    25 21 24 22 22 18,  25 22 25 22 22 20,  24 21 24 22 24 19,  24 21 24 22 21 18
"""
# Shrout and Fleiss 1979, "Intraclass correlations: uses in assessing rater reliability", table 2:
# six targets, four judges.
SHROUT_FLEISS = "9 2 5 8, 6 1 3 2, 8 4 6 8, 7 1 2 6, 10 5 6 9, 6 2 4 7"


def table(text):
    """A complete table, a row a story, as a model."""
    rows = np.array([line.split() for line in text.split(",")], dtype=float)
    story, reviewer = np.indices(rows.shape).reshape(2, -1)
    stories, reviewers = rows.shape
    return AdditiveModel(gather(story, reviewer, rows.ravel(), stories=stories, reviewers=reviewers))


def test_penicillin_gives_what_lme4_reports():
    model = table(PENICILLIN)
    fit = by_reml(model)
    assert fit.variances.story**0.5 == pytest.approx(0.8467, abs=1e-3)
    assert fit.variances.reviewer**0.5 == pytest.approx(1.9316, abs=1e-3)
    assert fit.variances.residual**0.5 == pytest.approx(0.5499, abs=1e-3)
    assert fit.criterion == pytest.approx(330.8606, abs=1e-3)
    assert model.posterior(fit.solution, fit.variances.residual).mu == pytest.approx(22.97, abs=5e-3)


def test_moments_agree_with_restricted_likelihood_on_a_complete_table():
    model = table(PENICILLIN)
    moments, likelihood = by_moments(model), by_reml(model)
    assert moments is not None
    for part in ("story", "reviewer", "residual"):
        assert getattr(moments.variances, part) == pytest.approx(
            getattr(likelihood.variances, part), rel=1e-3
        )


def test_shrout_and_fleiss_intraclass_correlations():
    variances = by_reml(table(SHROUT_FLEISS)).variances
    assert icc(variances) == pytest.approx(0.2898, abs=1e-4)
    assert icc(variances, 4) == pytest.approx(0.6201, abs=1e-4)
    consistency = variances.story / (variances.story + variances.residual)
    assert consistency == pytest.approx(0.7148, abs=1e-4)
    consistency_of_four = variances.story / (variances.story + variances.residual / 4)
    assert consistency_of_four == pytest.approx(0.9093, abs=1e-4)


def test_judges_who_rate_once_each_give_the_one_way_correlation():
    rows = table(SHROUT_FLEISS).ratings
    alone = gather(rows.story, np.arange(24), rows.value, stories=6, reviewers=24)
    variances = by_reml(AdditiveModel(alone)).variances
    assert icc(variances) == pytest.approx(0.1657, abs=1e-4)
    assert icc(variances, 4) == pytest.approx(0.4428, abs=1e-4)


def test_moments_recover_the_truth_in_a_large_sparse_table(panel):
    given = panel(seed=3, stories=8000, reviewers=300, each=3)
    fit = by_moments(AdditiveModel(gather(*given.columns, stories=8000, reviewers=300)))
    assert fit is not None
    assert fit.variances.story == pytest.approx(0.81, rel=0.05)
    assert fit.variances.reviewer == pytest.approx(0.16, rel=0.25)
    assert fit.variances.residual == pytest.approx(1.0, rel=0.05)


@pytest.mark.parametrize(
    ("story", "reviewer"),
    [(range(50), [0] * 50), ([0] * 50, range(50)), (range(50), range(50))],
    ids=["one reader", "one story", "nothing shared"],
)
def test_moments_say_nothing_where_the_table_cannot_tell(story, reviewer):
    value = np.arange(50) % 5 + 1.0
    ratings = gather(np.array(story), np.array(reviewer), value, stories=50, reviewers=50)
    assert by_moments(AdditiveModel(ratings)) is None


def test_the_prior_keeps_a_handful_of_ratings_sane():
    ratings = gather(
        np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([5.0, 4.0, 1.0]), stories=2, reviewers=2
    )
    variances = by_map(AdditiveModel(ratings)).variances
    assert 0.1 < variances.residual < 10
    assert 0.1 < variances.story < 30
    assert variances.reviewer < variances.story
