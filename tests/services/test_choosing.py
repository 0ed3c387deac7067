"""From ratings to a ranking, and from the ranking to a shortlist and its reasons."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from learningstories.domain.counting import Rule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import NothingToRank, PinsDoNotFit, StoryRefused, StoryWithdrawn
from learningstories.domain.reading import Concern
from learningstories.services import challenges, counting, proposing, reviewing, shortlisting, stories
from learningstories.services.choosing_rules import set_rules
from learningstories.services.left_out import left_out
from learningstories.services.opening import OpenChallenge
from learningstories.services.proposing import Decisions, decide
from learningstories.services.results import Results, compute
from tests.services.choosing_world import READERS, MakeStory, fill_challenge


@pytest.fixture
def fill(challenge: OpenChallenge, make_story: MakeStory) -> Callable[..., OpenChallenge]:
    """Stores stories, each with its readers' ratings; further fields of a story may be given."""
    return partial(fill_challenge, challenge, make_story)


def ranked(opened: OpenChallenge, **options: int) -> Results:
    return compute(opened.workspace, opened.lists, **options)


def chosen(opened: OpenChallenge) -> list[int]:
    with opened.workspace.read() as unit:
        return [place.story.number for place in shortlisting.programme(unit).places]


def reasons(opened: OpenChallenge, results: Results | None = None) -> dict[int, str]:
    with opened.workspace.read() as unit:
        return {out.story.number: out.why for out in left_out(unit, results)}


def propose(
    opened: OpenChallenge,
    results: Results,
    *,
    size: int | None = None,
    minutes: int = 0,
    decisions: Decisions | None = None,
) -> None:
    """A proposal of so many stories, or of what fits the minutes; the rules are kept."""
    set_rules(opened.workspace, size=size, minutes=minutes)
    proposing.propose(opened.workspace, results, decisions=decisions)


def test_nothing_to_rank(challenge: OpenChallenge) -> None:
    with pytest.raises(NothingToRank):
        ranked(challenge)


def test_the_best_rated_comes_first_and_plain_figures_are_kept(fill: Callable[..., OpenChallenge]) -> None:
    results = ranked(fill([(2, 1, 2), (5, 5, 4, 5), (3,), ()]), top=1)
    assert results.stories[0].number == 2
    best = results.stories[0]
    assert (best.n, best.mean, best.median, best.rank) == (4, 4.75, 5.0, 1)
    assert best.spread == pytest.approx(0.5)
    one, none = (next(s for s in results.stories if s.n == n) for n in (1, 0))
    assert (one.mean, one.spread) == (3.0, None)
    assert (none.mean, none.median, none.spread) == (None, None, None)
    assert none.high - none.low > best.high - best.low
    assert (results.given, results.expected) == (3 + 3 + 1, 12)


def test_the_same_again_is_the_same(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(2, 1, 2), (5, 5, 4), (3, 3, 1)])
    assert ranked(opened) == ranked(opened)


def test_flags(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(1, 5, 3), (4, 4, 4), (3, 4), (), (5, 5, 5)])
    stories.edit(opened.workspace, 2, markdown="Quite another text")
    flags = {story.number: story.flags for story in ranked(opened, top=2).stories}
    assert flags[1] == ("readers_split",)
    assert flags[2] == ("changed_since_read",)
    assert flags[3] == ("few_readings", "one_more_reader")
    assert "few_readings" in flags[4]
    assert flags[5] == ()


def test_no_further_reader_is_asked_for_what_may_not_be_read(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(3, 4), (5, 5, 5), (1, 1, 1), (4, 3)], consent_read={4: False})
    flags = {story.number: story.flags for story in ranked(opened, top=2).stories}
    assert flags[1] == ("few_readings", "one_more_reader")
    assert flags[4] == ("few_readings",)


def test_a_rating_of_the_newer_text_lifts_the_flag(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(4, 4, 4), (3, 3, 3)])
    stories.edit(opened.workspace, 1, markdown="Quite another text")
    for email in READERS[:3]:
        reviewing.answer(opened.workspace, email, 1, value=4)
    assert all("changed_since_read" not in story.flags for story in ranked(opened).stories)


def test_withdrawn_and_refused_stories_are_left_out(
    fill: Callable[..., OpenChallenge], clock: Callable[[], object]
) -> None:
    opened = fill([(4, 4), (5, 5), (3, 3)], received_at={3: clock() + timedelta(days=9)})
    stories.withdraw(opened.workspace, [2])
    stories.decide_late(opened.workspace, [3], LateDecision.REFUSE, "too late")
    assert [story.number for story in ranked(opened).stories] == [1]
    assert reasons(opened)[3] == "It came late and was refused: too late"


def test_only_what_was_read_and_may_be_told_or_printed_is_proposed(
    fill: Callable[..., OpenChallenge], clock: Callable[[], object]
) -> None:
    opened = fill(
        [(4, 4), (5, 5), (5, 5), (), (5, 5), (5, 5), (3, 4)],
        consent_print={2: False, 3: False},
        consent_stage={1: False, 3: False},
        received_at={5: clock() + timedelta(days=9)},
        words={6: 5000},
    )
    challenges.alter(opened.workspace, words_most=900)
    results = ranked(opened)
    propose(opened, results, size=7)
    assert sorted(chosen(opened)) == [1, 2, 7]
    assert reasons(opened, results) == {
        3: "The author has agreed neither to its being printed nor to its being told",
        4: "Nobody has read it yet",
        5: "It came late, and nobody has decided yet whether it counts",
        6: "Over the word limit: 5,000 of 900",
    }


def test_what_does_not_count_is_not_proposed_and_it_is_said_why(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(4, 4), (5, 5), (3, 5)])
    workspace = opened.workspace
    reviewing.answer(workspace, READERS[0], 2, concern=Concern.SAFETY)
    stories.edit(workspace, 3, markdown="Told otherwise.")
    counting.set_rule(workspace, Rule.CONCERN, counts=False)
    counting.set_rule(workspace, Rule.CHANGED_SINCE_READ, counts=False)
    results = ranked(opened)
    assert [(story.number, story.n) for story in results.stories] == [(1, 2), (3, 0)]
    propose(opened, results, size=3)
    assert chosen(opened) == [1]
    assert reasons(opened, results) == {
        2: "A reader raised a concern that nobody has decided about yet",
        3: "None of its readings counts",
    }


def test_a_pin_brings_in_what_would_not_be_proposed(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(4, 4), (5, 5), ()], consent_stage={2: False}, consent_print={2: False})
    propose(opened, ranked(opened), size=2, decisions=Decisions(pins=(3, 2), exclusions={}))
    assert sorted(chosen(opened)) == [2, 3]


def test_pins_of_stories_that_are_not_in_the_challenge(
    fill: Callable[..., OpenChallenge], clock: Callable[[], object]
) -> None:
    opened = fill([(4, 4), (5, 5)], received_at={2: clock() + timedelta(days=9)})
    stories.withdraw(opened.workspace, [1])
    stories.decide_late(opened.workspace, [2], LateDecision.REFUSE, "too late")
    with pytest.raises(StoryWithdrawn):
        decide(opened.workspace, Decisions(pins=(1,), exclusions={}))
    with pytest.raises(StoryRefused):
        decide(opened.workspace, Decisions(pins=(2,), exclusions={}))
    assert chosen(opened) == []


def test_a_pinned_story_that_is_withdrawn_leaves_at_the_next_proposal(
    fill: Callable[..., OpenChallenge],
) -> None:
    opened = fill([(4, 4), (5, 5)])
    shortlisting.pin(opened.workspace, 1)
    stories.withdraw(opened.workspace, [1])
    propose(opened, ranked(opened), size=2)
    assert chosen(opened) == [2]
    assert reasons(opened) == {1: "Withdrawn"}


def test_pins_that_do_not_fit_store_nothing(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(4, 4), (5, 5), (3, 3)])
    with pytest.raises(PinsDoNotFit):
        propose(opened, ranked(opened), minutes=5, decisions=Decisions(pins=(1, 2), exclusions={3: "x"}))
    assert chosen(opened) == []
    assert "Excluded" not in str(reasons(opened))


def test_the_organisers_own_minutes_count(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 5, 5), (4, 4, 4), (3, 3, 3)])
    shortlisting.add(opened.workspace, [1])
    shortlisting.set_minutes(opened.workspace, 1, 9)
    propose(opened, ranked(opened), minutes=9)
    assert sorted(chosen(opened)) == [2, 3]


def test_the_best_opens_and_the_second_best_closes(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(3, 3, 3), (5, 5, 5), (4, 4, 5), (3, 3, 2)])
    propose(opened, ranked(opened, top=2), size=4)
    assert (chosen(opened)[0], chosen(opened)[-1]) == (2, 3)


def test_why_says_who_would_have_to_go(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 5, 5), (4, 4, 4), (3, 3, 3), (2, 2, 2)])
    results = ranked(opened, top=2)
    propose(opened, results, minutes=7)
    assert reasons(opened, results) == {
        3: "Ranked 3; 2 minutes over the time you have: would take the place of “T2”",
        4: "Ranked 4; 2 minutes over the time you have: would take the place of “T2”",
    }
    shortlisting.pin(opened.workspace, 1)
    shortlisting.pin(opened.workspace, 2)
    assert reasons(opened, results)[3] == "Ranked 3; the pinned stories leave no room for it"
    set_rules(opened.workspace, minutes=60)
    assert reasons(opened, results)[3] == "Ranked 3; there is still room for it"
    set_rules(opened.workspace, minutes=0, size=2)
    assert reasons(opened, results)[3] == "Ranked 3; the pinned stories leave no room for it"


def test_a_reason_of_the_organisers_own_is_kept(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 5, 5), (4, 4, 4)])
    shortlisting.pin(opened.workspace, 1, reason="a first in Welsh")
    propose(opened, ranked(opened), size=2)
    with opened.workspace.read() as unit:
        told = {p.story.number: p.choice.reason for p in shortlisting.programme(unit).places}
    assert told[1] == "a first in Welsh"
    assert told[2].startswith("Ranked 2, ")


def test_everybody_is_either_in_or_out(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 5, 5), (4, 4, 4), (), (1, 1, 2)])
    propose(opened, ranked(opened), size=1)
    assert sorted([*chosen(opened), *reasons(opened)]) == [1, 2, 3, 4]
    assert all(reasons(opened, ranked(opened)).values())


def test_what_is_only_to_be_printed_fills_the_time_that_is_left(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 5), (4, 4), (3, 3)], consent_stage={1: False})
    results = ranked(opened)
    propose(opened, results, size=2)
    assert sorted(chosen(opened)) == [2, 3]
    assert reasons(opened, results) == {1: "Its author has not agreed to its being told on stage"}
    propose(opened, results, size=3)
    assert sorted(chosen(opened)) == [1, 2, 3]


def test_a_story_that_may_not_be_read_is_ranked_only_if_it_was(fill: Callable[..., OpenChallenge]) -> None:
    opened = fill([(5, 4), (), (4, 4), ()], consent_read={2: False, 3: False})
    results = ranked(opened)
    assert sorted(story.number for story in results.stories) == [1, 3, 4]
    assert results.expected == 3 * 3
