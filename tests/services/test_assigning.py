"""Stories are assigned by language, theme, capacity and what reviewers step aside from, and handed on."""

from collections.abc import Callable

import pytest

from learningstories.domain.errors import NoSuchReviewer
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services import counting, reviewing
from learningstories.services.assigning import Assigned, assign_stories, hand_over
from learningstories.services.opening import OpenChallenge
from learningstories.services.reading_session import reading_session
from learningstories.services.reviewer_list import reviewer_list
from learningstories.services.stepping_aside import step_aside, step_back_in

ANN, BEN, CLEO = (f"{name}@example.org" for name in ("ann", "ben", "cleo"))


@pytest.fixture
def people(challenge: OpenChallenge, add_reviewer: Callable[..., Reviewer]) -> list[Reviewer]:
    return [add_reviewer(challenge.workspace, name) for name in ("Ann", "Ben", "Cleo")]


def numbers(challenge: OpenChallenge, email: str) -> list[int]:
    return sorted(story.number for story in reading_session(challenge.workspace, email).stories)


def by_address(done: Assigned) -> dict[str, int]:
    return {reviewer.email: load for reviewer, load in done.loads}


def test_what_was_assigned_is_what_is_read_and_told(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    for number in range(6):
        add_story(challenge.workspace, f"Story {number}")
    assert numbers(challenge, ANN) == [1, 2, 3, 4, 5, 6]
    done = assign_stories(challenge.workspace, challenge.lists, 2)
    assert (done.new, done.short, done.groups) == (12, (), 1)
    assert by_address(done) == {ANN: 4, BEN: 4, CLEO: 4}
    assert sorted(numbers(challenge, ANN) + numbers(challenge, BEN) + numbers(challenge, CLEO)) == sorted(
        [1, 2, 3, 4, 5, 6] * 2
    )
    assert [line.wanted for line in reviewer_list(challenge.workspace, challenge.lists).lines] == [4, 4, 4]
    assert assign_stories(challenge.workspace, challenge.lists, 2).new == 0
    add_story(challenge.workspace, "One more")
    assert assign_stories(challenge.workspace, challenge.lists, 2).new == 2
    challenge.workspace.undo()
    challenge.workspace.undo()
    challenge.workspace.undo()
    assert numbers(challenge, ANN) == [1, 2, 3, 4, 5, 6]


def test_languages_and_themes_are_minded(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    reviewing.edit_reviewer(challenge.workspace, ANN, languages=("pt-BR",))
    reviewing.edit_reviewer(challenge.workspace, BEN, languages=("en",), themes=("Work",))
    reviewing.edit_reviewer(challenge.workspace, CLEO, languages=("en",), themes=("Home",))
    add_story(challenge.workspace, "Aprendi.", language="pt")
    for number in range(4):
        add_story(
            challenge.workspace, f"I learned {number}.", language="en-GB", theme=("Work", "Home")[number % 2]
        )
    add_story(challenge.workspace, "?", language="ja")
    done = assign_stories(challenge.workspace, challenge.lists, 1)
    assert (numbers(challenge, ANN), numbers(challenge, BEN), numbers(challenge, CLEO)) == (
        [1],
        [2, 4],
        [3, 5],
    )
    assert [(short.number, short.missing) for short in done.short] == [(6, 1)]


def test_nobody_gets_what_they_step_aside_from(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "By Zoë", author="Zoë Müller", email="zoe@example.net")
    add_story(challenge.workspace, "By Ann", email=ANN)
    add_story(challenge.workspace, "By somebody")
    step_aside(challenge.workspace, ANN, author="ZOE MULLER", reason="colleague")
    step_aside(challenge.workspace, BEN, author="zoe@example.net")
    reviewer = step_aside(challenge.workspace, BEN, number=3, reason="was there")
    assert [(aside.author, aside.reason) for aside in reviewer.aside] == [
        ("zoe@example.net", ""),
        ("", "was there"),
    ]
    assign_stories(challenge.workspace, challenge.lists, 3)
    assert (numbers(challenge, ANN), numbers(challenge, BEN), numbers(challenge, CLEO)) == (
        [3],
        [2],
        [1, 2, 3],
    )
    step_back_in(challenge.workspace, BEN, reviewer.aside)
    assign_stories(challenge.workspace, challenge.lists, 3)
    assert numbers(challenge, BEN) == [1, 2, 3]


def test_unread_stories_are_handed_to_others_and_read_ones_kept(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    for number in range(6):
        add_story(challenge.workspace, f"Story {number}")
    assign_stories(challenge.workspace, challenge.lists, 1)
    mine = numbers(challenge, ANN)
    reviewing.answer(challenge.workspace, ANN, mine[0], value=4)
    done = hand_over(challenge.workspace, challenge.lists, ANN)
    assert (done.new, done.short) == (1, ())
    assert numbers(challenge, ANN) == mine[:1]
    assert sorted(numbers(challenge, BEN) + numbers(challenge, CLEO) + mine[:1]) == [1, 2, 3, 4, 5, 6]
    assert challenge.workspace.undo()
    assert numbers(challenge, ANN) == mine
    with pytest.raises(NoSuchReviewer):
        hand_over(challenge.workspace, challenge.lists, "no@example.org")


def test_what_was_read_without_being_asked_for_is_the_readers_from_then_on(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    for number in range(4):
        add_story(challenge.workspace, f"Story {number}")
    for number in (1, 2, 3):
        reviewing.answer(challenge.workspace, ANN, number, value=4)
    assert assign_stories(challenge.workspace, challenge.lists, 1).new == 1
    lines = reviewer_list(challenge.workspace, challenge.lists).lines
    assert sorted((line.read, line.wanted) for line in lines) == [(0, 0), (0, 1), (3, 3)]
    assert numbers(challenge, ANN) == [1, 2, 3]


def test_who_was_set_aside_is_given_nothing_and_the_story_gets_another_reader(
    challenge: OpenChallenge, people: list[Reviewer], add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "Story 1")
    reviewing.answer(challenge.workspace, ANN, 1, value=4)
    counting.set_aside(challenge.workspace, ANN, "Knows all authors")
    assert assign_stories(challenge.workspace, challenge.lists, 2).new == 2
    assert [numbers(challenge, email) for email in (BEN, CLEO)] == [[1], [1]]
