from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learningstories.domain.deadline import Verdict
from learningstories.domain.errors import ExtensionTooShort, NoExtension, NotAnEmail, ReasonNeeded
from learningstories.domain.story import Story, StoryState, story_verdict
from learningstories.services import extensions
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace

NOON = datetime(2013, 3, 22, 12, tzinfo=UTC)


@pytest.fixture
def late(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """Two stories, both some hours late."""
    for name, email in (("Amina Yusuf", "amina@example.org"), ("Tom Hale", "tom@example.org")):
        add_story(workspace, author=name, email=email, received_at=NOON - timedelta(hours=3))
    return workspace


def verdicts(workspace: Workspace) -> list[Verdict]:
    with workspace.read() as unit:
        return [story_verdict(story, unit.challenge()) for story in unit.stories.all()]


def test_one_author_gets_more_time_and_it_can_be_undone(late: Workspace, challenge: OpenChallenge) -> None:
    extensions.grant(late, "Amina@Example.org", NOON, "In hospital")
    assert verdicts(late) == [Verdict.ON_TIME, Verdict.LATE]
    assert challenge.lists.state_counts() == {StoryState.READING: 1, StoryState.LATE: 1}
    assert late.undo_label() == "Give Amina Yusuf until Fri 22 March 2013, 12:00"
    late.undo()
    assert verdicts(late) == [Verdict.LATE, Verdict.LATE]
    assert challenge.lists.state_counts() == {StoryState.LATE: 2}


def test_what_is_given_again_replaces_what_was_given(late: Workspace, clock: Any) -> None:
    extensions.grant(late, "amina@example.org", NOON, "In hospital")
    clock.on(hours=1)
    extensions.grant(late, "AMINA@example.org", NOON - timedelta(hours=4), "Out again")
    with late.read() as unit:
        (kept,) = unit.challenge().extensions
    assert (kept.until, kept.reason, kept.granted_at) == (NOON - timedelta(hours=4), "Out again", clock())
    assert verdicts(late) == [Verdict.LATE, Verdict.LATE]


def test_taking_it_back_needs_a_reason_which_history_keeps(late: Workspace) -> None:
    extensions.grant(late, "amina@example.org", NOON, "In hospital")
    with pytest.raises(ReasonNeeded):
        extensions.take_back(late, "amina@example.org", " ")
    extensions.take_back(late, "Amina@example.org", "Asked for by mistake")
    assert late.undo_label() == "Take back the extra time of Amina Yusuf: Asked for by mistake"
    assert verdicts(late) == [Verdict.LATE, Verdict.LATE]
    with pytest.raises(NoExtension):
        extensions.take_back(late, "amina@example.org", "again")


def test_an_author_who_has_not_sent_anything_yet_is_named_by_the_address(late: Workspace) -> None:
    extensions.grant(late, " new@example.org ", NOON, "Asked in time")
    assert late.undo_label() == "Give new@example.org until Fri 22 March 2013, 12:00"


@pytest.mark.parametrize(
    ("email", "until", "reason", "error"),
    [
        ("nobody", NOON, "ill", NotAnEmail),
        ("", NOON, "ill", NotAnEmail),
        ("a@b.org", datetime(2013, 3, 21, 23, 59, tzinfo=UTC), "ill", ExtensionTooShort),
        ("a@b.org", NOON, "", ReasonNeeded),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    late: Workspace, email: str, until: datetime, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        extensions.grant(late, email, until, reason)
    with late.read() as unit:
        assert unit.challenge().extensions == ()


def test_letters_that_no_database_takes_do_no_harm(late: Workspace) -> None:
    extensions.grant(late, "amina@example.org", NOON, "half \ud800 a letter")
    assert verdicts(late)[0] is Verdict.ON_TIME
    extensions.take_back(late, "amina@example.org", "a \udfff")
    assert verdicts(late)[0] is Verdict.LATE
