from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learningstories.domain.challenge import Criterion, LateRule
from learningstories.domain.errors import (
    ChanceOutOfRange,
    ChanceWithoutAction,
    ExpectedError,
    NoSuchReviewer,
    NoSuchStory,
    NotAnEmail,
    ReviewerExists,
    SteppedAside,
    StoryWithdrawn,
    ValueOutOfScale,
)
from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import Story
from learningstories.services import challenges, reviewing, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.reviewing import NewReviewer
from learningstories.services.workspace import Workspace

GRACE = "grace@example.org"


@pytest.fixture
def ready(
    workspace: Workspace, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> Workspace:
    """A challenge with a story and a reviewer."""
    add_story(workspace)
    add_reviewer(workspace)
    return workspace


def answers(workspace: Workspace) -> list[Reading]:
    with workspace.read() as unit:
        return list(unit.readings.all())


def test_reviewers_are_added_in_one_step(workspace: Workspace) -> None:
    people = [NewReviewer(name=" Ada ", email=" ada@example.org "), NewReviewer(name="", email="bo@x.org")]
    ada, bo = reviewing.add_reviewers(workspace, people)
    assert (ada.name, ada.email, bo.name) == ("Ada", "ada@example.org", "bo@x.org")
    assert ada.seed != bo.seed
    assert workspace.undo_label() == "Add 2 reviewers"
    assert reviewing.add_reviewers(workspace, []) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [(" ", "cleo@example.org"), ("Cleo\u202e\nMay", "Cleo May"), ("راما\u200cن", "راما\u200cن")],
)
def test_a_name_is_one_plain_line_and_never_missing(workspace: Workspace, name: str, shown: str) -> None:
    cleo = reviewing.add_reviewers(workspace, [NewReviewer(name=name, email=" cleo@example.org ")])[0]
    assert cleo.name == shown
    assert workspace.undo_label() == f"Add reviewer {shown}"


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@example.org", "a b@example.org", "ada@example", "a@b@c.org"]
)
def test_what_is_no_address_is_refused(workspace: Workspace, email: str) -> None:
    with pytest.raises(NotAnEmail):
        reviewing.add_reviewers(workspace, [NewReviewer(name="Ada", email=email)])


def test_an_address_is_one_reviewers_only(ready: Workspace) -> None:
    twice = [NewReviewer(name="B", email="b@x.org"), NewReviewer(name="C", email="GRACE@example.org")]
    with pytest.raises(ReviewerExists):
        reviewing.add_reviewers(ready, twice)
    with pytest.raises(ReviewerExists):
        reviewing.add_reviewers(ready, [twice[0], NewReviewer(name="D", email="B@X.org")])
    with ready.read() as unit:
        assert len(unit.reviewers.all()) == 1


def test_a_reviewer_can_be_edited(ready: Workspace) -> None:
    reviewing.add_reviewers(ready, [NewReviewer(name="B", email="b@x.org")])
    reviewing.edit_reviewer(ready, GRACE, name="G", capacity=10**30)
    assert reviewing.edit_reviewer(ready, GRACE, email="GRACE@example.org").email == "GRACE@example.org"
    with pytest.raises(ReviewerExists):
        reviewing.edit_reviewer(ready, GRACE, email="B@x.org")
    with pytest.raises(NotAnEmail):
        reviewing.edit_reviewer(ready, GRACE, email="nowhere")
    with pytest.raises(NoSuchReviewer):
        reviewing.edit_reviewer(ready, "nobody@x.org", name="N")


def test_answers_are_kept_and_the_others_stay(ready: Workspace, clock: Any) -> None:
    reviewing.answer(ready, "GRACE@example.org ", 1, value=4)
    clock.on(minutes=1)
    reviewing.answer(ready, GRACE, 1, action="Start a club", chance=7, why="It moved me", share_why=True)
    (reading,) = answers(ready)
    assert (reading.value, reading.action, reading.chance, reading.why) == (
        4,
        "Start a club",
        7,
        "It moved me",
    )
    assert (reading.share_why, reading.changed_at, reading.counts) == (True, clock.now, True)
    assert len(reading.text_sha) == 64


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"value": 0}, ValueOutOfScale),
        ({"value": 6}, ValueOutOfScale),
        ({"value": 10**30}, ValueOutOfScale),
        ({"action": "Go", "chance": -1}, ChanceOutOfRange),
        ({"action": "Go", "chance": 11}, ChanceOutOfRange),
        ({"chance": 5}, ChanceWithoutAction),
        ({"action": "  ", "chance": 5}, ChanceWithoutAction),
        ({"criteria": (1,)}, ValueOutOfScale),
    ],
)
def test_what_is_no_answer_is_refused(
    ready: Workspace, fields: dict[str, Any], kind: type[ExpectedError]
) -> None:
    with pytest.raises(kind):
        reviewing.answer(ready, GRACE, 1, **fields)
    assert answers(ready) == []


def test_further_criteria_have_scales_of_their_own(ready: Workspace) -> None:
    challenges.alter(ready, criteria=(Criterion(question="Clear?", scale=("no", "so so", "yes")),))
    assert reviewing.answer(ready, GRACE, 1, criteria=(3,)).criteria == (3,)
    for wrong in ((4,), (-1,), (1, 1)):
        with pytest.raises(ValueOutOfScale):
            reviewing.answer(ready, GRACE, 1, criteria=wrong)


def test_a_chance_goes_with_its_action(ready: Workspace) -> None:
    reviewing.answer(ready, GRACE, 1, action="Go", chance=5)
    assert reviewing.answer(ready, GRACE, 1, action="Go on").chance == 5
    assert reviewing.answer(ready, GRACE, 1, action="").chance is None


def test_the_newest_of_two_answers_that_exclude_each_other_holds(ready: Workspace) -> None:
    reviewing.answer(ready, GRACE, 1, action="Go", chance=5)
    reading = reviewing.answer(ready, GRACE, 1, no_action=True)
    assert (reading.no_action, reading.action, reading.chance) == (True, "", None)
    reading = reviewing.answer(ready, GRACE, 1, action="Go after all")
    assert (reading.no_action, reading.action) == (False, "Go after all")


def test_a_rating_lifts_a_skip(ready: Workspace) -> None:
    assert reviewing.answer(ready, GRACE, 1, skipped=True).skipped
    assert not reviewing.answer(ready, GRACE, 1, value=1).skipped


def test_who_steps_aside_does_not_rate(challenge: OpenChallenge, ready: Workspace) -> None:
    reviewing.answer(ready, GRACE, 1, value=5)
    reading = reviewing.answer(ready, GRACE, 1, knows=Knows.ASIDE, aside_reason="My sister")
    assert not reading.counts
    assert challenge.lists.ratings() == []
    reviewing.answer(ready, GRACE, 1, value=None)
    with pytest.raises(SteppedAside):
        reviewing.answer(ready, GRACE, 1, value=5)
    assert reviewing.answer(ready, GRACE, 1, knows=Knows.NO, value=5).counts


def test_a_concern_may_be_raised_without_a_rating(ready: Workspace) -> None:
    reading = reviewing.answer(ready, GRACE, 1, concern=Concern.SAFETY, concern_note="Names a school")
    assert (reading.concern, reading.counts) == (Concern.SAFETY, False)


def test_only_what_may_be_read_is_given_to_readers(
    ready: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    add_story(ready, consent_read=False)
    add_story(ready, received_at=clock() + timedelta(days=9))
    challenges.alter(ready, late_rule=LateRule.REFUSE)
    stories.withdraw(ready, [1])
    for number, kind in ((1, StoryWithdrawn), (4, NoSuchStory)):
        with pytest.raises(kind):
            reviewing.answer(ready, GRACE, number, value=3)
    with pytest.raises(NoSuchReviewer):
        reviewing.answer(ready, "nobody@example.org", 1, value=3)
    with ready.read() as unit:
        assert reviewing.readable(unit, unit.challenge()) == []


def test_what_was_read_all_the_same_is_noted_and_counts_by_the_rules(
    ready: Workspace, challenge: Any, add_story: Callable[..., Story], clock: Any
) -> None:
    add_story(ready, consent_read=False)
    add_story(ready, received_at=clock() + timedelta(days=9))
    challenges.alter(ready, late_rule=LateRule.REFUSE)
    for number in (2, 3):
        reviewing.answer(ready, GRACE, number, value=3)
    assert [rating.story for rating in challenge.lists.ratings()] == [2]
    challenges.alter(ready, late_rule=LateRule.ACCEPT)
    assert [rating.story for rating in challenge.lists.ratings()] == [2, 3]


def test_what_may_be_shown_of_promises_can_be_changed(ready: Workspace, clock: Any) -> None:
    reviewing.allow_promises(ready, GRACE, PromiseUse.NAMED, ask_later=True)
    clock.on(hours=1)
    changed = reviewing.allow_promises(ready, GRACE, PromiseUse.HIDDEN, ask_later=None)
    assert (changed.promise_use, changed.ask_later) == (PromiseUse.HIDDEN, None)
    ready.undo()
    with ready.read() as unit:
        assert reviewing.reviewer_of(unit, GRACE).promise_use is PromiseUse.NAMED
