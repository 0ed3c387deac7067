from collections.abc import Callable

import pytest

from learningstories.domain.errors import NotAnEmail, ReviewerExists, ReviewerHasReadings
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services.assigning import assign_stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.reviewer_list import remove_reviewer, reviewer_list
from learningstories.services.reviewing import NewReviewer, add_reviewers, answer, edit_reviewer
from learningstories.services.stories import withdraw

AddStory = Callable[..., Story]
AddReviewer = Callable[..., Reviewer]


def test_the_list_says_who_read_what_and_how_well_stories_are_covered(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    workspace = challenge.workspace
    for number in range(3):
        add_story(workspace, title=f"S{number}")
    add_story(workspace, title="Not to be read", consent_read=False)
    add_reviewer(workspace, "Zed Young", capacity=2)
    add_reviewer(workspace, "Ann Archer")
    answer(workspace, "zed@example.org", 1, value=3)
    answer(workspace, "ann@example.org", 1, value=4)
    answer(workspace, "ann@example.org", 2, knows=Knows.ASIDE, aside_reason="my sister")
    found = reviewer_list(workspace, challenge.lists)
    assert [(x.reviewer.name, x.read, x.wanted, x.aside) for x in found.lines] == [
        ("Ann Archer", 1, 3, (2,)),
        ("Zed Young", 1, 2, ()),
    ]
    assert [(c.number, c.title, c.readers) for c in found.coverage.fewest] == [
        (1, "S0", 2),
        (2, "S1", 0),
        (3, "S2", 0),
    ]
    assert (found.coverage.stories, found.readings_wanted) == ({2: 1, 0: 2}, 3)


def test_nobody_has_answered_more_than_was_wanted(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    """Also where stories were answered before they were given out, or by somebody whose they are no more."""
    workspace = challenge.workspace
    for number in range(4):
        add_story(workspace, title=f"S{number}")
    add_reviewer(workspace, "Ann Archer", capacity=1)
    answer(workspace, "ann@example.org", 1, knows=Knows.ASIDE, aside_reason="my sister")
    answer(workspace, "ann@example.org", 2, value=4)

    def progress() -> tuple[int, int]:
        (line,) = reviewer_list(workspace, challenge.lists).lines
        return line.answered, line.wanted

    assert progress() == (2, 2)
    assign_stories(workspace, challenge.lists, 1)
    edit_reviewer(workspace, "ann@example.org", capacity=3)
    assign_stories(workspace, challenge.lists, 1)
    assert progress() == (2, 4)
    assert challenge.lists.assigned_counts() == dict.fromkeys(challenge.lists.answered_counts(), 4)
    withdraw(workspace, [2])
    assert progress() == (1, 3)  # what was read of a story that is gone makes up for no other


def test_a_reviewer_is_removed_only_before_the_first_answer(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    workspace = challenge.workspace
    add_story(workspace)
    add_reviewer(workspace, "Ann Archer")
    add_reviewer(workspace, "Zed Young")
    answer(workspace, "ann@example.org", 1, skipped=True)
    with pytest.raises(ReviewerHasReadings):
        remove_reviewer(workspace, "ann@example.org")
    remove_reviewer(workspace, "zed@example.org")
    assert [x.reviewer.name for x in reviewer_list(workspace, challenge.lists).lines] == ["Ann Archer"]
    workspace.undo()
    assert len(reviewer_list(workspace, challenge.lists).lines) == 2


def test_an_address_that_is_changed_must_be_one_and_be_free(
    challenge: OpenChallenge, add_reviewer: AddReviewer
) -> None:
    workspace = challenge.workspace
    add_reviewer(workspace, "Ann Archer")
    add_reviewer(workspace, "Zed Young")
    with pytest.raises(NotAnEmail):
        edit_reviewer(workspace, "ann@example.org", email="nowhere")
    with pytest.raises(ReviewerExists):
        edit_reviewer(workspace, "ann@example.org", email="ZED@example.org")
    assert edit_reviewer(workspace, "ann@example.org", email="Ann@example.org").email == "Ann@example.org"


def test_a_list_with_one_address_twice_adds_nobody(challenge: OpenChallenge) -> None:
    twice = [NewReviewer(name=name, email="ann@example.org") for name in ("Ann", "Anne")]
    with pytest.raises(ReviewerExists):
        add_reviewers(challenge.workspace, twice)
    assert not reviewer_list(challenge.workspace, challenge.lists).lines
