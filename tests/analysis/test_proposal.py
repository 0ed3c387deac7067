"""The proposed set is the best one, within every rule; and an impossible wish is explained."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.analysis.dominance import worth_keeping
from learningstories.analysis.proposal import propose, worth
from learningstories.analysis.rules import Group, Rule, RuleKind


def ask(value, minutes, **rules):
    stories = len(value)
    inside = {"pinned": np.zeros(stories, dtype=bool), "excluded": np.zeros(stories, dtype=bool)}
    for name, column in inside.items():
        column[list(rules.pop(name, ()))] = True
    wish = {"size": None, "minutes_available": None, **inside, **rules}
    return propose(np.array(value, dtype=float), np.array(minutes, dtype=float), **wish)


def keeps(chosen, asked):
    """Whether a set keeps all rules of a proposal."""
    rules, inside = asked.rules, np.isin(np.arange(len(asked.value)), chosen)
    fits = (
        (rules.size is None or len(chosen) <= rules.size)
        and (rules.available is None or rules.minutes[inside].sum() <= rules.available + 1e-6)
        and not np.any(rules.pinned & ~inside)
        and not np.any(rules.excluded & inside)
    )
    counts = [
        (group, (inside & (group.label == label)).sum())
        for group in rules.groups
        for label in np.unique(group.label[group.label >= 0])
    ]
    return fits and all(
        count >= group.least and (group.most is None or count <= group.most) for group, count in counts
    )


@st.composite
def wishes(draw):
    stories = draw(st.integers(1, 9))

    def column(kind):
        return draw(st.lists(kind, min_size=stories, max_size=stories))

    least = draw(st.integers(0, 1))
    return ask(
        column(st.integers(0, 20)),
        column(st.integers(1, 6)),
        size=draw(st.none() | st.integers(0, 5)),
        minutes_available=draw(st.none() | st.integers(0, 20)),
        pinned=draw(st.sets(st.integers(0, stories - 1), max_size=2)),
        excluded=draw(st.sets(st.integers(0, stories - 1), max_size=2)),
        groups=(
            Group(name="author", label=np.array(column(st.integers(-1, 8))), most=draw(st.integers(0, 2))),
            Group(name="theme", label=np.array(column(st.integers(0, 1))), least=least),
        ),
    )


@settings(max_examples=80)
@given(wishes())
def test_no_set_within_the_rules_is_better(asked):
    count = len(asked.value)
    possible = [
        asked.value[list(chosen)].sum()
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
        if keeps(chosen, asked)
    ]
    if not possible:
        assert asked.clashes
        assert asked.chosen.size == 0
        assert not asked.optimal
        return
    assert asked.clashes == ()
    assert asked.optimal
    assert keeps(asked.chosen, asked)
    assert asked.worth == pytest.approx(max(possible))


def test_stories_that_cannot_matter_are_left_out_of_a_large_choice_without_loss():
    rng = np.random.default_rng(4)
    value, minutes = rng.random(3000), np.round(rng.lognormal(1.5, 0.35, 3000))
    groups = (
        Group(name="theme", label=rng.integers(0, 6, 3000), least=2),
        Group(name="author", label=rng.integers(0, 2500, 3000), most=1),
    )
    found = ask(value, minutes, size=20, minutes_available=70, groups=groups)
    assert found.optimal
    assert keeps(found.chosen, found)
    assert worth_keeping(found.value, found.rules).sum() < 1500
    everything = ask(value, minutes, size=20, minutes_available=70, groups=groups, pinned=found.chosen[:1])
    assert everything.worth == pytest.approx(found.worth)


def test_equal_odds_are_told_apart_by_the_score():
    value = worth(np.array([1.0, 1.0, 1.0]), np.array([3.0, 4.0, 3.5]))
    assert ask(value, [5, 5, 5], size=2).chosen.tolist() == [1, 2]


def test_pins_come_in_and_exclusions_stay_out():
    found = ask([9, 8, 7, 1], [5, 5, 5, 5], size=2, pinned=[3], excluded=[0])
    assert found.chosen.tolist() == [1, 3]
    assert found.minutes == 10


@pytest.mark.parametrize(
    ("rules", "clashes"),
    [
        ({"size": 1, "pinned": [0, 1]}, {Rule(RuleKind.PINNED), Rule(RuleKind.SIZE)}),
        (
            {"minutes_available": 9, "size": 3, "pinned": [0, 1]},
            {Rule(RuleKind.PINNED), Rule(RuleKind.MINUTES)},
        ),
        ({"pinned": [0], "excluded": [0, 2]}, {Rule(RuleKind.PINNED), Rule(RuleKind.EXCLUDED)}),
        (
            {"pinned": [0, 1], "groups": (Group(name="author", label=np.array([4, 4, -1]), most=1),)},
            {Rule(RuleKind.PINNED), Rule(RuleKind.GROUP_MOST, 0)},
        ),
        (
            {"size": 1, "groups": (Group(name="theme", label=np.array([0, 1, 1]), least=1),)},
            {Rule(RuleKind.SIZE), Rule(RuleKind.GROUP_LEAST, 0)},
        ),
        (
            {"groups": (Group(name="theme", label=np.array([0, 1, 1]), least=2),)},
            {Rule(RuleKind.GROUP_LEAST, 0)},
        ),
        (
            {"excluded": [0, 1, 2], "groups": (Group(name="theme", label=np.array([0, 1, 1]), least=1),)},
            {Rule(RuleKind.EXCLUDED), Rule(RuleKind.GROUP_LEAST, 0)},
        ),
    ],
)
def test_an_impossible_wish_names_the_rules_that_clash(rules, clashes):
    found = ask([3, 2, 1], [5, 5, 5], **rules)
    assert set(found.clashes) == clashes
    assert found.chosen.size == 0


def test_why_not_this_one_says_who_would_leave():
    found = ask([9, 8, 3], [5, 5, 5], size=2)
    answer = found.why_not(2)
    assert answer.possible
    assert answer.leaves.tolist() == [1]
    assert answer.joins.tolist() == [2]
    assert answer.cost == pytest.approx(5)


def test_why_not_a_story_that_is_in_changes_nothing():
    answer = ask([9, 8, 3], [5, 5, 5], size=2).why_not(0)
    assert (answer.leaves.size, answer.joins.size, answer.cost) == (0, 0, 0)


def test_why_not_a_story_that_is_excluded_or_too_long():
    found = ask([9, 8, 3], [5, 5, 50], minutes_available=20, excluded=[1])
    excluded, long = found.why_not(1), found.why_not(2)
    assert not excluded.possible
    assert set(excluded.clashes) == {Rule(RuleKind.PINNED), Rule(RuleKind.EXCLUDED)}
    assert set(long.clashes) == {Rule(RuleKind.PINNED), Rule(RuleKind.MINUTES)}
    assert (long.leaves.size, long.joins.size, long.cost) == (0, 0, 0)


def test_nothing_to_choose_from():
    found = ask([], [], size=3)
    assert (found.chosen.size, found.optimal, found.worth) == (0, True, 0)
    assert ask([1, 2], [5, 5], size=2, excluded=[0, 1]).chosen.size == 0
    assert ask([1, 2], [5, 5], size=0).chosen.size == 0


@pytest.mark.parametrize(
    "rules",
    [
        {"value": [float("nan"), 1]},
        {"value": [1, 2, 3]},
        {"minutes": [-1, 5]},
        {"minutes": [float("inf"), 5]},
        {"size": -1},
        {"minutes_available": -5},
        {"groups": (Group(name="theme", label=np.array([0])),)},
    ],
)
def test_what_makes_no_sense_is_refused(rules):
    with pytest.raises(ValueError, match=r"length|number|below|fit"):
        ask(rules.pop("value", [1, 2]), rules.pop("minutes", [5, 5]), **rules)


def test_a_group_has_no_negative_limits():
    with pytest.raises(ValueError, match="below 0"):
        Group(name="theme", label=np.array([0]), least=-1)
    with pytest.raises(ValueError, match="below 0"):
        Group(name="theme", label=np.array([0]), most=-1)
