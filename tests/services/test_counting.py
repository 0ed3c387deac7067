from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learningstories.domain.counting import Rule
from learningstories.domain.errors import NoSuchReviewer, NothingToRank, ReasonNeeded
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.story import Story
from learningstories.services import challenges, counting, reviewing, stories
from learningstories.services.counting_words import concerned_words, counting_words, rule_hint, rule_words
from learningstories.services.opening import OpenChallenge
from learningstories.services.result_words import method_words
from learningstories.services.results import compute
from learningstories.services.setting_aside import (
    consequence_words,
    consequences,
    consequences_of_return,
)

NAMES = ("Ada", "Ben", "Cleo")


@pytest.fixture
def read(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any], clock: Any
) -> OpenChallenge:
    """Four stories that three reviewers have read; the fifth nobody has."""
    challenges.alter(challenge.workspace, late_rule="decide")
    late = challenge.workspace.clock() + timedelta(days=400)
    for number in range(1, 6):
        at = {"received_at": late} if number == 4 else {}
        add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}", **at)
    for name in NAMES:
        add_reviewer(challenge.workspace, name)
    for number, values in {1: (5, 4, 1), 2: (4, 4, 2), 3: (3, 3, 5), 4: (1, 2, 4)}.items():
        for name, value in zip(NAMES, values, strict=True):
            answer(challenge, name, number, value=value)
    return challenge


def address(name: str) -> str:
    return f"{name.lower()}@example.org"


def answer(opened: OpenChallenge, name: str, number: int, **given: Any) -> None:
    reviewing.answer(opened.workspace, address(name), number, **given)


def ranked(opened: OpenChallenge) -> dict[int, int]:
    """The stories that are ranked, and by how many readings."""
    return {story.number: story.n for story in compute(opened.workspace, opened.lists).stories}


CASES: dict[Rule, tuple[Callable[[OpenChallenge], object], dict[int, int], dict[int, int]]] = {
    # What happens, and what is ranked while it counts and while it does not.
    Rule.LATE_STORY: (
        lambda _c: None,
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 3, 2: 3, 3: 3, 5: 0},
    ),
    Rule.UNREAD_STORY: (
        lambda _c: None,
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 3, 2: 3, 3: 3, 4: 3},
    ),
    Rule.WITHDRAWN_STORY: (
        lambda c: stories.withdraw(c.workspace, [1], "Mine no more"),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {2: 3, 3: 3, 4: 3, 5: 0},
    ),
    Rule.CONCERN: (
        lambda c: answer(c, "Ada", 2, concern=Concern.SAFETY),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 3, 3: 3, 4: 3, 5: 0},
    ),
    Rule.CHANGED_SINCE_READ: (
        lambda c: stories.edit(c.workspace, 3, markdown="Another text altogether."),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 3, 2: 3, 3: 0, 4: 3, 5: 0},
    ),
    Rule.STEPPED_ASIDE: (
        lambda c: answer(c, "Ben", 1, knows=Knows.ASIDE),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 2, 2: 3, 3: 3, 4: 3, 5: 0},
    ),
    Rule.KNOWS_AUTHOR: (
        lambda c: answer(c, "Ben", 1, knows=Knows.YES),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 2, 2: 3, 3: 3, 4: 3, 5: 0},
    ),
    Rule.GUESSES_AUTHOR: (
        lambda c: answer(c, "Cleo", 2, knows=Knows.GUESS),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 3, 2: 2, 3: 3, 4: 3, 5: 0},
    ),
    Rule.READER_SET_ASIDE: (
        lambda c: counting.set_aside(c.workspace, address("Cleo"), "We talked"),
        {1: 3, 2: 3, 3: 3, 4: 3, 5: 0},
        {1: 2, 2: 2, 3: 2, 4: 2, 5: 0},
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_is_put_on_and_off_and_nothing_is_lost(read: OpenChallenge, rule: Rule) -> None:
    happens, while_on, while_off = CASES[rule]
    happens(read)
    counting.set_rule(read.workspace, rule, counts=True)
    assert ranked(read) == while_on
    counting.set_rule(read.workspace, rule, counts=False)
    assert ranked(read) == while_off
    told = counting.what_counts(read.workspace, read.lists).counted
    assert rule in told.not_counted
    assert told.counting == sum(while_off.values())
    assert told.by_rule[rule].stories == (1 if rule is not Rule.READER_SET_ASIDE else 4)
    read.workspace.undo()
    assert ranked(read) == while_on
    assert len(read.lists.given()) >= 8


def test_a_rule_is_one_named_step_and_none_where_nothing_changes(read: OpenChallenge) -> None:
    counting.set_rule(read.workspace, Rule.CONCERN, counts=False)
    label = read.workspace.undo_label()
    assert label == "Do not count: Stories with a concern that nobody has decided about"
    counting.set_rule(read.workspace, Rule.CONCERN, counts=False)
    read.workspace.undo()
    assert read.workspace.undo_label() != label


def test_a_reader_is_set_aside_with_a_reason_and_taken_back(read: OpenChallenge) -> None:
    before = compute(read.workspace, read.lists)
    counting.set_aside(read.workspace, "CLEO@example.org", "  Answered\nin the night ")
    after = compute(read.workspace, read.lists)
    cleo = next(reader for reader in after.readers if reader.name == "Cleo")
    assert cleo.n == 0
    assert cleo.set_aside is not None
    assert (cleo.set_aside.reason, cleo.set_aside.by) == ("Answered in the night", read.workspace.who)
    assert cleo.set_aside.at == read.workspace.clock()
    assert [line.readings for line in read.lists.lines([1])] == [2]
    # What was answered was answered: nobody is reminded because of it.
    assert read.lists.answered_counts()
    assert len(read.lists.given()) == 12
    counting.take_back(read.workspace, address("Cleo"))
    assert compute(read.workspace, read.lists) == before
    read.workspace.undo()
    assert compute(read.workspace, read.lists) == after


def test_setting_aside_needs_a_reason_and_somebody(read: OpenChallenge) -> None:
    with pytest.raises(ReasonNeeded):
        counting.set_aside(read.workspace, address("Cleo"), " \n")
    with pytest.raises(NoSuchReviewer):
        counting.set_aside(read.workspace, "eve@example.org", "why")
    with pytest.raises(NoSuchReviewer):
        counting.take_back(read.workspace, "eve@example.org")


def test_what_setting_aside_would_change_is_told_and_then_comes_true(read: OpenChallenge) -> None:
    before = compute(read.workspace, read.lists, top=2)
    with read.workspace.read() as unit:
        cleo = reviewing.reviewer_of(unit, address("Cleo")).id
    found = consequences(read.workspace, read.lists, before, cleo)
    words = consequence_words(found)
    assert words[0] == "4 readings would not count any more."
    assert words[-1] == "How far readers agree can be told neither with nor without."
    assert compute(read.workspace, read.lists, top=2) == before
    counting.set_aside(read.workspace, address("Cleo"), "why")
    then = {story.number for story in compute(read.workspace, read.lists, top=2).stories[:2]}
    was = {story.number for story in before.stories[:2]}
    assert {story.number for story in found.entering} == then - was
    assert {story.number for story in found.leaving} == was - then
    assert then != was
    back = consequences_of_return(
        read.workspace, read.lists, compute(read.workspace, read.lists, top=2), cleo
    )
    assert back.readings == 4
    assert {story.number for story in back.entering} == was - then
    assert {story.number for story in back.leaving} == then - was
    counting.take_back(read.workspace, address("Cleo"))
    assert {story.number for story in compute(read.workspace, read.lists, top=2).stories[:2]} == was


def test_the_last_reader_leaves_nothing_to_rank(read: OpenChallenge) -> None:
    for name in NAMES[:2]:
        counting.set_aside(read.workspace, address(name), "why")
    with read.workspace.read() as unit:
        last = reviewing.reviewer_of(unit, address(NAMES[2])).id
    found = consequences(read.workspace, read.lists, compute(read.workspace, read.lists), last)
    told = method_words(compute(read.workspace, read.lists))
    assert (
        "4 of 12 readings count. Left out: Readings by readers whom you set aside (8 readings, 4 stor" in told
    )
    assert consequence_words(found)[1] == "No reading would be left, so there would be nothing to rank."
    counting.set_aside(read.workspace, address(NAMES[2]), "why")
    with pytest.raises(NothingToRank):
        compute(read.workspace, read.lists)
    told = counting.what_counts(read.workspace, read.lists)
    assert counting_words(told.counted) == "0 of 12 readings count."
    assert [reviewer.name for reviewer in told.set_aside] == list(NAMES)


def test_every_rule_has_words() -> None:
    assert len({rule_words(rule) for rule in Rule}) == len(Rule)
    assert all(rule_hint(rule).endswith(".") for rule in Rule)


def test_how_much_a_rule_is_about_is_told(read: OpenChallenge) -> None:
    told = counting.what_counts(read.workspace, read.lists).counted.by_rule
    assert concerned_words(Rule.LATE_STORY, told[Rule.LATE_STORY]) == "3 readings, 1 story"
    assert concerned_words(Rule.UNREAD_STORY, told[Rule.UNREAD_STORY]) == "1 story"
    assert concerned_words(Rule.CONCERN, told[Rule.CONCERN]) == "none"


def test_how_long_a_reader_takes_is_known_from_eight_answers_on(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any], clock: Any
) -> None:
    for number in range(1, 11):
        add_story(challenge.workspace, f"Text {number}.")
    quick, slow = add_reviewer(challenge.workspace, "Ada"), add_reviewer(challenge.workspace, "Ben")
    for number in range(1, 11):
        clock.on(minutes=3)
        answer(challenge, "Ada", number, value=3)
        if number < 8:
            answer(challenge, "Ben", number, value=3)
    assert challenge.lists.paces() == {quick.id: pytest.approx(180)}
    assert slow.id not in challenge.lists.paces()
