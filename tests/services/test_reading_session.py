from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.errors import NoSuchReviewer, NoSuchStory
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import NameUse, Story
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.reading_session import pages, reading_session, with_new_answers
from learningstories.services.reviewing import answer
from learningstories.services.workspace import Workspace

EMAIL = "grace@example.org"
AddStory = Callable[..., Story]
AddReviewer = Callable[..., Reviewer]


@pytest.fixture
def reviewer(workspace: Workspace, add_story: AddStory, add_reviewer: AddReviewer) -> Reviewer:
    for number in range(1, 7):
        add_story(workspace, title=f"Story {number}", words=230 * number)
    return add_reviewer(workspace)


def order(workspace: Workspace, email: str = EMAIL) -> list[int]:
    return [story.number for story in reading_session(workspace, email).stories]


def test_everyone_reads_all_stories_in_an_own_order_that_stays(
    workspace: Workspace, reviewer: Reviewer, add_reviewer: AddReviewer
) -> None:
    others = [add_reviewer(workspace, f"Reader{n} X") for n in range(5)]
    orders = {tuple(order(workspace, one.email)) for one in (reviewer, *others)}
    assert all(sorted(one) == [1, 2, 3, 4, 5, 6] for one in orders)
    assert len(orders) > 1
    assert order(workspace) == order(workspace)
    assert [story.place for story in reading_session(workspace, EMAIL).stories] == [1, 2, 3, 4, 5, 6]


def test_a_story_that_comes_later_moves_no_other(
    workspace: Workspace, reviewer: Reviewer, add_story: AddStory
) -> None:
    before = order(workspace)
    add_story(workspace, title="Late one")
    assert [number for number in order(workspace) if number != 7] == before


def test_what_may_not_be_read_is_not_there(
    workspace: Workspace, reviewer: Reviewer, add_story: AddStory
) -> None:
    add_story(workspace, consent_read=False)
    stories.withdraw(workspace, [2])
    assert sorted(order(workspace)) == [1, 3, 4, 5, 6]


def test_it_counts_what_is_done_and_the_minutes_left(workspace: Workspace, reviewer: Reviewer) -> None:
    answer(workspace, EMAIL, 6, value=4)
    answer(workspace, EMAIL, 5, knows=Knows.ASIDE, aside_reason="a friend")
    answer(workspace, EMAIL, 4, skipped=True)
    answer(workspace, EMAIL, 3, action="Call my aunt")
    session = reading_session(workspace, EMAIL)
    assert (session.done, session.skipped, session.minutes_left) == (2, 1, 1 + 2 + 3 + 4)
    aside = session.story(5)
    assert aside is not None
    assert aside.aside
    assert aside.value is None


def test_the_next_is_the_first_open_story_after_the_last_change(
    workspace: Workspace, reviewer: Reviewer, clock: Any
) -> None:
    row = order(workspace)
    assert reading_session(workspace, EMAIL).first() == row[0]
    answer(workspace, EMAIL, row[3], value=2)
    clock.on(minutes=1)
    answer(workspace, EMAIL, row[1], value=2)
    clock.on(minutes=1)
    answer(workspace, EMAIL, row[2], skipped=True)
    session = reading_session(workspace, EMAIL)
    assert session.first() == row[4]
    assert session.after(row[5]) == row[0]  # round to the beginning
    for number in (row[0], row[4], row[5]):
        clock.on(minutes=1)
        answer(workspace, EMAIL, number, value=3)
    session = reading_session(workspace, EMAIL)
    assert session.after(row[5]) is None
    assert session.first() == row[2]  # only what was put off is left
    answer(workspace, EMAIL, row[2], value=1)
    assert reading_session(workspace, EMAIL).first() is None


def test_new_answers_come_without_reading_the_stories_again(workspace: Workspace, reviewer: Reviewer) -> None:
    session = reading_session(workspace, EMAIL)
    answer(workspace, EMAIL, 2, value=5)
    renewed = with_new_answers(workspace, session)
    assert [(s.number, s.value) for s in renewed.stories if s.done] == [(2, 5)]
    assert [s.number for s in renewed.stories] == [s.number for s in session.stories]


def test_the_author_is_named_as_wished_and_not_at_all_in_a_blind_challenge(
    workspace: Workspace, add_story: AddStory, new_challenge: Callable[..., OpenChallenge], tmp_path: Any
) -> None:
    add_story(workspace, "One\n\nTwo", author="Ada Lovelace", name_use=NameUse.FIRST)
    found = pages(workspace, 1)
    assert (found.author, found.markdown) == ("Ada", "One\n\nTwo")
    blind = new_challenge(tmp_path / "blind.stories", blind=True)
    add_story(blind.workspace, author="Ada Lovelace")
    assert pages(blind.workspace, 1).author == ""


def test_unknown_people_and_stories_are_said_so(workspace: Workspace) -> None:
    with pytest.raises(NoSuchReviewer):
        reading_session(workspace, "nobody@example.org")
    with pytest.raises(NoSuchStory):
        pages(workspace, 9)
