from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.errors import NoSuchClaim, NoSuchStory, ReasonNeeded, TimeNotCome
from learningstories.domain.story import Story
from learningstories.services import received
from learningstories.services.workspace import Workspace

STAMP = Claim(by=ReceivedBy.RECEIVED_HEADER, at=datetime(2013, 3, 17, 9, 12, tzinfo=UTC), said="by mx1")
SAID = Claim(by=ReceivedBy.DATE_HEADER, at=datetime(2013, 3, 17, 8, 2, tzinfo=UTC))
SENSELESS = Claim(by=ReceivedBy.FORM_STAMP, said="yesterday")
ADDED = Claim(by=ReceivedBy.ENTERED, at=datetime(2013, 3, 18, 8, tzinfo=UTC))
NEWER = Claim(by=ReceivedBy.FORM_STAMP, at=datetime(2013, 3, 19, 8, tzinfo=UTC))
CLAIMS = (SENSELESS, STAMP, SAID, ADDED, NEWER)


@pytest.fixture
def mailed(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """One story with several claims, the surest of which counts."""
    add_story(workspace, received_at=STAMP.at, received_by=STAMP.by, claims=CLAIMS)
    return workspace


def counting(workspace: Workspace) -> tuple[datetime, ReceivedBy, str]:
    with workspace.read() as unit:
        story = unit.story(1)
    return story.received_at, story.received_by, story.received_reason


def test_another_claim_counts_with_a_reason_and_undo_takes_it_back(mailed: Workspace) -> None:
    before = counting(mailed)
    received.rest_on(mailed, 1, SAID, " Our server\nstood still ")
    assert counting(mailed) == (SAID.at, ReceivedBy.DATE_HEADER, "Our server stood still")
    assert mailed.undo_label() == "Count Sun 17 March 2013, 08:02 as when #1 came"
    mailed.undo()
    assert counting(mailed) == before
    mailed.redo()
    assert counting(mailed)[1] is ReceivedBy.DATE_HEADER


def test_a_typed_time_counts_and_no_claim_is_lost(mailed: Workspace, clock: Any) -> None:
    received.set_time(mailed, 1, clock() - timedelta(days=2), "Handed over on paper")
    assert counting(mailed) == (clock() - timedelta(days=2), ReceivedBy.DECIDED, "Handed over on paper")
    with mailed.read() as unit:
        assert unit.story(1).claims == CLAIMS


def test_the_way_back_is_the_surest_claim_of_the_first_text(mailed: Workspace, clock: Any) -> None:
    received.set_time(mailed, 1, clock(), "Handed over on paper")
    received.back_to_surest(mailed, 1)
    assert counting(mailed) == (STAMP.at, ReceivedBy.RECEIVED_HEADER, "")


def test_the_time_of_a_story_without_claims_can_be_gone_back_to(
    workspace: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    """Stories of older files have none."""
    before = add_story(workspace, received_by=ReceivedBy.FRONT_MATTER)
    received.set_time(workspace, 1, clock() - timedelta(days=1), "On paper")
    received.set_time(workspace, 1, clock() - timedelta(days=2), "On paper, a day earlier")
    received.back_to_surest(workspace, 1)
    assert counting(workspace) == (before.received_at, ReceivedBy.FRONT_MATTER, "")


@pytest.mark.parametrize("reason", ["", " \n "])
def test_no_time_is_changed_without_a_reason(mailed: Workspace, clock: Any, reason: str) -> None:
    before = counting(mailed)
    with pytest.raises(ReasonNeeded):
        received.set_time(mailed, 1, clock(), reason)
    with pytest.raises(ReasonNeeded):
        received.rest_on(mailed, 1, SAID, reason)
    assert counting(mailed) == before


def test_a_time_that_is_none_is_refused(mailed: Workspace, clock: Any) -> None:
    with pytest.raises(TimeNotCome):
        received.set_time(mailed, 1, clock() + timedelta(seconds=1), "a slip")
    for claim in (SENSELESS, replace(STAMP, at=ADDED.at)):
        with pytest.raises(NoSuchClaim):
            received.rest_on(mailed, 1, claim, "a slip")
    with pytest.raises(NoSuchStory):
        received.back_to_surest(mailed, 2)
    assert counting(mailed)[0] == STAMP.at


def test_where_nothing_says_when_it_came_there_is_no_way_back(
    workspace: Workspace, add_story: Callable[..., Story]
) -> None:
    add_story(workspace)
    with pytest.raises(NoSuchClaim):
        received.back_to_surest(workspace, 1)


def test_a_very_long_reason_is_cut(mailed: Workspace, clock: Any) -> None:
    received.set_time(mailed, 1, clock(), "x" * 5_000)
    reason = counting(mailed)[2]
    assert reason == "x" * 999 + "…"
