"""Readers are told apart by their answers: strict, generous, out of step; never on too little."""

import numpy as np
import pytest

from learningstories.analysis.ranking import rank
from learningstories.analysis.readers import Following, Tendency, check_readers


def check(story, reviewer, value, stories, reviewers):
    ranking = rank(story, reviewer, value, stories=stories, reviewers=reviewers, top=5, draws=1)
    return check_readers(story, reviewer, value, ranking=ranking)


def test_strict_and_generous_readers_are_named(panel):
    given = panel(stories=150, reviewers=10)
    value = given.value + np.select([given.reviewer == 0, given.reviewer == 1], [-1.5, 1.5], 0.0)
    found = check(given.story, given.reviewer, value, 150, 10)
    assert found.tendency[0] is Tendency.STRICT
    assert found.tendency[1] is Tendency.GENEROUS
    assert Tendency.AVERAGE in found.tendency
    assert Tendency.UNKNOWN not in found.tendency


def test_fewer_than_eight_readings_say_nothing(panel):
    given = panel(stories=100, reviewers=10)
    for kept, tendency, following in (
        (7, Tendency.UNKNOWN, Following.UNKNOWN),
        (8, Tendency.STRICT, Following.FOLLOWS),
    ):
        own = np.flatnonzero(given.reviewer == 0)
        use = np.ones(300, dtype=bool)
        use[own[kept:]] = False
        value = (given.value - 4 * (given.reviewer == 0))[use]
        found = check(given.story[use], given.reviewer[use], value, 100, 10)
        assert found.tendency[0] is tendency
        assert found.following[0] is following
        assert found.shared[0] == kept


def test_who_answers_the_opposite_or_always_the_same_is_found(panel):
    given = panel(stories=150, reviewers=10, each=4)
    value = given.value.copy()
    value[given.reviewer == 3] = 6 - value[given.reviewer == 3]
    value[given.reviewer == 4] = 5.0
    found = check(given.story, given.reviewer, value, 150, 10)
    assert found.following[3] is Following.AGAINST
    assert found.slope[3] < 0
    assert found.following[4] is Following.ALIKE
    others = [found.following[r] for r in range(10) if r not in (3, 4)]
    assert set(others) == {Following.FOLLOWS}


def test_honest_readers_are_hardly_ever_suspected(panel):
    suspected = 0
    for seed in range(20):
        given = panel(seed=seed, stories=80, reviewers=12)
        found = check(*given.columns, 80, 12)
        suspected += sum(word is not Following.FOLLOWS for word in found.following)
    assert suspected <= 3


def test_the_slope_of_honest_readers_is_about_one(panel):
    given = panel(stories=3000, reviewers=10)
    found = check(*given.columns, 3000, 10)
    assert found.slope == pytest.approx(np.ones(10), abs=0.25)


@pytest.mark.parametrize(
    ("story", "reviewer"),
    [(np.arange(20), np.zeros(20, dtype=int)), (np.zeros(20, dtype=int), np.arange(20))],
    ids=["one reader", "one story"],
)
def test_nothing_shared_is_unknown_without_a_warning(story, reviewer):
    found = check(story, reviewer, np.arange(20) % 5 + 1.0, 20, 20)
    assert set(found.following) == {Following.UNKNOWN}
    assert np.all(np.isfinite(found.slope))
    assert np.all(np.isfinite(found.slope_se))


def test_no_ratings_and_readers_without_any():
    nothing = np.zeros(0, dtype=int)
    found = check(nothing, nothing, np.zeros(0), 3, 2)
    assert found.tendency == (Tendency.UNKNOWN, Tendency.UNKNOWN)
    assert found.following == (Following.UNKNOWN, Following.UNKNOWN)
