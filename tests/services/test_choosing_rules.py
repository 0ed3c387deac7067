"""The organiser's rules: kept in the challenge, kept to by a proposal, and told when they clash."""

from dataclasses import replace

import pytest

from learningstories.domain.errors import RulesClash, ShortlistLocked
from learningstories.domain.story import Mood
from learningstories.services import shortlisting, stories
from learningstories.services.choosing_rules import rules_for, set_named, set_rules, with_limits
from learningstories.services.left_out import left_out
from learningstories.services.opening import OpenChallenge
from learningstories.services.proposing import Decisions, propose
from learningstories.services.results import compute
from learningstories.services.sentences import advice
from tests.services.choosing_world import MakeStory, fill_challenge

RATINGS = ((5, 5, 5), (5, 5, 4), (4, 4, 4), (3, 3), (2, 2, 2), (1, 1, 1))


@pytest.fixture
def six(challenge: OpenChallenge, make_story: MakeStory) -> OpenChallenge:
    """Six stories from good to poor; #1 to #3 on one theme and by two authors, #4 read twice."""
    themes: dict[int, object] = {1: "Teams", 2: "Teams", 3: "Teams", 4: "School", 5: "School", 6: "Change"}
    authors: dict[int, object] = {number: f"author{number}@example.org" for number in range(1, 7)}
    languages: dict[int, object] = {**dict.fromkeys(range(1, 6), "en-GB"), 3: "en", 6: "ar"}
    emails = {**authors, 2: "author1@example.org"}
    return fill_challenge(challenge, make_story, RATINGS, theme=themes, email=emails, language=languages)


def proposed(opened: OpenChallenge, decisions: Decisions | None = None) -> list[int]:
    results = compute(opened.workspace, opened.lists, top=3)
    return sorted(propose(opened.workspace, results, decisions=decisions).numbers)


def whys(opened: OpenChallenge) -> dict[int, str]:
    results = compute(opened.workspace, opened.lists, top=3)
    with opened.workspace.read() as unit:
        return {out.story.number: out.why for out in left_out(unit, results)}


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"author_most": 1}, [1, 3, 4]),
        ({"theme_most": 1}, [1, 4, 6]),
        ({"theme_most": 2}, [1, 2, 4]),
        ({"theme_most": 2, "readings_least": 3}, [1, 2, 5]),
        ({"theme_least": 1}, [1, 4, 6]),
        ({"language_least": 1}, [1, 2, 6]),
        ({"language_most": 1}, [1, 6]),
        ({"minutes": 7}, [1, 2]),
    ],
)
def test_a_proposal_keeps_to_the_rules(
    six: OpenChallenge, limits: dict[str, int], expected: list[int]
) -> None:
    set_rules(six.workspace, size=3, **limits)
    assert proposed(six) == expected


@pytest.mark.parametrize(
    ("kind", "name", "limit", "expected"),
    [
        ("theme_least", "change ", 1, [1, 2, 6]),
        ("theme_least", "School", 2, [1, 4, 5]),
        ("theme_most", "Teams", 1, [1, 4, 5]),
        ("theme_most", "Teams", 0, [4, 5, 6]),
        ("language_least", "ar", 1, [1, 2, 6]),
        ("language_most", "en-GB", 1, [1, 6]),
    ],
)
def test_a_rule_may_be_about_one_theme_or_language(
    six: OpenChallenge, kind: str, name: str, limit: int, expected: list[int]
) -> None:
    set_rules(six.workspace, size=3)
    set_named(six.workspace, kind, name, limit)
    assert proposed(six) == expected
    set_named(six.workspace, kind, name, None)
    assert proposed(six) == [1, 2, 3]


def test_a_rule_about_one_theme_goes_before_that_about_each(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=3, theme_most=1, theme_least=1)
    set_named(six.workspace, "theme_most", "Teams", 2)
    set_named(six.workspace, "theme_least", "Change", 0)
    assert proposed(six) == [1, 2, 4]
    assert whys(six)[3] == "Theme “Teams” is already in the programme: at most 2 on it"
    assert whys(six)[5] == "Theme “School” is already in the programme: at most 1 on one theme"
    set_named(six.workspace, "theme_most", "Teams", 0)
    assert whys(six)[3] == "No story on “Teams” is to be chosen, by the rules"


def test_a_theme_that_nobody_wrote_about_is_named(six: OpenChallenge) -> None:
    set_named(six.workspace, "theme_least", "Failure", 2)
    with pytest.raises(RulesClash) as caught:
        proposed(six)
    assert advice(caught.value) == (
        "No set of stories keeps these rules together: at least 2 on “Failure”. Loosen one of them."
    )


def test_moods_alternate_where_themes_do_not_say_otherwise(six: OpenChallenge) -> None:
    moods = dict.fromkeys((1, 2, 3), Mood.SERIOUS) | dict.fromkeys((4, 5), Mood.LIGHT)
    stories.set_moods(six.workspace, moods)
    with six.workspace.change("One theme") as unit:
        for story in unit.stories.all():
            unit.stories.replace(replace(story, theme=""))
    set_rules(six.workspace, size=5)
    heard = propose(six.workspace, compute(six.workspace, six.lists, top=3)).numbers
    assert [number in (4, 5) for number in heard] == [False, True, False, True, False]


def test_the_rules_are_kept_and_undone(six: OpenChallenge) -> None:
    set_rules(six.workspace, theme_most=2, size=-5)
    with six.workspace.read() as unit:
        assert (rules_for(unit).theme_most, rules_for(unit).size) == (2, 0)
    six.workspace.undo()
    with six.workspace.read() as unit:
        assert rules_for(unit).theme_most is None


def test_no_rule_changes_while_the_shortlist_is_locked(six: OpenChallenge) -> None:
    proposed(six)
    shortlisting.lock(six.workspace, lambda _unit: {})
    with pytest.raises(ShortlistLocked):
        set_rules(six.workspace, theme_most=2)


def test_only_the_rules_that_clash_are_named(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=3, theme_most=2, author_most=1, minutes=60)
    with pytest.raises(RulesClash) as caught:
        proposed(six, Decisions(pins=(1, 2), exclusions={}))
    said = advice(caught.value)
    assert "the 2 stories that are pinned" in said
    assert "at most 1 by one author" in said
    assert "theme" not in said
    assert "minutes" not in said


def test_a_theme_that_cannot_be_had_is_named(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=3, theme_least=1)
    with pytest.raises(RulesClash) as caught:
        proposed(six, Decisions(pins=(), exclusions={6: "told last year"}))
    said = advice(caught.value)
    assert "“Change”" in said
    assert "excluded" in said
    assert "School" not in said


def test_each_story_says_which_rule_keeps_it_out(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=3, theme_most=1, author_most=1, readings_least=3)
    assert proposed(six) == [1, 5, 6]
    found = whys(six)
    assert "already in" in found[2]
    assert "“Teams” is already in the programme" in found[3]
    assert found[4] == "Read 2 times; it may be chosen from 3 readings on"


def test_limits_that_make_no_sense_are_brought_within_what_does(six: OpenChallenge) -> None:
    with six.workspace.read() as unit:
        rules = with_limits(rules_for(unit), minutes=10**9, readings_least=-1)
    assert rules.minutes == 7 * 24 * 60
    assert rules.readings_least == 0
