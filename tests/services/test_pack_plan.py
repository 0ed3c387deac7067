"""What is shown before stories are given out and packs are made is what then happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from learningstories.domain.errors import Cancelled, ReviewerHasPack
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Aside, Reviewer
from learningstories.domain.story import Story
from learningstories.packs.packs import PackFiles
from learningstories.services import challenges
from learningstories.services.assigning import (
    assign_stories,
    hand_over,
    plan_hand_over,
    plan_stories,
)
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_order import PackOrder
from learningstories.services.pack_plan import blind_looks, pack_plan
from learningstories.services.packing import make_packs, revoke
from learningstories.services.progress import Control
from learningstories.services.reviewer_details import reviewer_details
from learningstories.services.reviewer_list import remove_reviewer, reviewer_list
from learningstories.services.reviewing import answer, edit_reviewer

FILES = PackFiles()
ANN, BEN, CLEO = "ann@example.org", "ben@example.org", "cleo@example.org"


@pytest.fixture
def opened(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Reviewer]
) -> OpenChallenge:
    """Four stories, three reviewers."""
    for number in range(1, 5):
        add_story(challenge.workspace, f"{number} of my friends call me Rose.", author="Rose Miller")
    for name in ("Ann", "Ben", "Cleo"):
        add_reviewer(challenge.workspace, name)
    return challenge


def test_a_plan_of_assignments_is_what_then_is_assigned(opened: OpenChallenge) -> None:
    workspace, lists = opened.workspace, opened.lists
    plan = plan_stories(workspace, lists, 2)
    assert workspace.undo_label() == "Add reviewer Cleo"
    done = assign_stories(workspace, lists, 2)
    assert (done.new, done.given, done.short) == (plan.new, plan.given, plan.short)
    assert sum(map(len, plan.given.values())) == plan.new == 8
    again = plan_stories(workspace, lists, 2)
    assert (again.new, dict(again.given)) == (0, {})
    assert workspace.undo() == "Assign stories"
    assert plan_stories(workspace, lists, 2).new == 8


def test_a_plan_of_handing_over_is_what_then_happens(opened: OpenChallenge) -> None:
    workspace, lists = opened.workspace, opened.lists
    assign_stories(workspace, lists, 2)
    mine = reviewer_details(workspace, ANN).unread
    answer(workspace, ANN, mine[0], value=3)
    answer(workspace, ANN, mine[1], skipped=True)  # put off: not read yet
    assert reviewer_details(workspace, ANN).unread == mine[1:]
    plan = plan_hand_over(workspace, lists, ANN)
    done = hand_over(workspace, lists, ANN)
    assert (done.new, done.given) == (plan.new, plan.given)
    assert sorted(number for given in done.given.values() for number in given) == mine[1:]
    assert reviewer_details(workspace, ANN).unread == []
    workspace.undo()
    assert reviewer_details(workspace, ANN).unread == mine[1:]


def test_what_somebody_steps_aside_from_afterwards_needs_another_reader(opened: OpenChallenge) -> None:
    workspace, lists = opened.workspace, opened.lists
    assign_stories(workspace, lists, 1)
    mine = reviewer_details(workspace, ANN).unread
    with workspace.read() as unit:
        key = unit.story(mine[0]).id
    edit_reviewer(workspace, ANN, aside=(Aside(story_id=key),))
    line = next(x for x in reviewer_list(workspace, lists).lines if x.reviewer.email == ANN)
    assert line.wanted == len(mine) - 1
    assert list(plan_stories(workspace, lists, 1).given.values()) == [(mine[0],)]
    other = reviewer_details(workspace, BEN).unread[0]
    answer(workspace, BEN, other, knows=Knows.ASIDE, aside_reason="my aunt")
    assert plan_stories(workspace, lists, 1).new == 2


def test_packs_are_planned_for_who_has_something_to_read(opened: OpenChallenge, tmp_path: Path) -> None:
    workspace = opened.workspace
    edit_reviewer(workspace, BEN, aside=(Aside(author="Rose Miller"),))
    make_packs(workspace, FILES, PackOrder(folder=tmp_path, emails=(ANN,)), Control())
    plan = pack_plan(workspace, FILES)
    assert [(p.reviewer.email, len(p.stories), p.made_at is not None) for p in plan.packs] == [
        (ANN, 4, True),
        (BEN, 0, False),
        (CLEO, 4, False),
    ]
    assert plan.packs[0].minutes == 4


def test_what_is_to_be_looked_at_is_told_and_can_be_stopped(opened: OpenChallenge) -> None:
    workspace = opened.workspace
    stories = pack_plan(workspace, FILES).packs[0].stories
    looks = blind_looks(workspace, stories, Control())
    assert [(look.story.number, look.open) for look in looks] == [(1, True), (2, True), (3, True), (4, True)]
    stopped = Control()
    stopped.stop()
    with pytest.raises(Cancelled):
        blind_looks(workspace, stories, stopped)


def test_the_page_alone_is_made_and_mailed(opened: OpenChallenge, tmp_path: Path) -> None:
    def page(_contents: object, _phrase: str) -> bytes:
        return b"<!doctype html>"

    order = PackOrder(folder=tmp_path, emails=(ANN,), make_page=page, page_only=True, mail=True)
    (made,) = make_packs(opened.workspace, FILES, order, Control()).packs
    assert not list(tmp_path.glob("*.lspack"))
    assert (made.path, made.path.suffix) == (made.page, ".html")
    assert (made.size, made.mailed) == (15, 15)
    assert made.mail is not None
    text = made.mail.read_text("utf-8")
    assert "open it in a browser" in text
    assert "open it with Learning Stories" not in text


def test_the_day_of_return_is_set_kept_and_taken_away(opened: OpenChallenge, tmp_path: Path) -> None:
    workspace = opened.workspace
    day = datetime(2013, 4, 2, 18, tzinfo=UTC)

    def until() -> datetime | None:
        with workspace.read() as unit:
            return unit.challenge().returns_until

    for order in (
        PackOrder(folder=tmp_path, return_by=day),
        PackOrder(folder=tmp_path),
    ):
        make_packs(workspace, FILES, order, Control())
        assert until() == day
    make_packs(workspace, FILES, PackOrder(folder=tmp_path, any_time=True), Control())
    assert until() is None
    workspace.undo()
    assert until() == day


def test_who_has_a_pack_stays_and_who_was_only_given_stories_goes(
    opened: OpenChallenge, tmp_path: Path
) -> None:
    workspace = opened.workspace
    assign_stories(workspace, opened.lists, 1)
    make_packs(workspace, FILES, PackOrder(folder=tmp_path, emails=(ANN,)), Control())
    with pytest.raises(ReviewerHasPack):
        remove_reviewer(workspace, ANN)
    remove_reviewer(workspace, CLEO)
    workspace.undo()
    assert len(reviewer_list(workspace, opened.lists).lines) == 3


def test_lists_know_the_newest_pack_and_what_was_assigned(opened: OpenChallenge, tmp_path: Path) -> None:
    workspace, lists = opened.workspace, opened.lists
    assert (dict(lists.packs()), dict(lists.assigned_counts())) == ({}, {})
    assign_stories(workspace, lists, 3)
    make_packs(workspace, FILES, PackOrder(folder=tmp_path, emails=(ANN,)), Control())
    (pack,) = lists.packs().values()
    assert (pack.made_at, pack.stories, pack.revoked) == (workspace.clock(), 4, False)
    assert set(lists.assigned_counts().values()) == {4}
    revoke(workspace, reviewer_details(workspace, ANN).packs[0].id, "Astray")
    assert [pack.revoked for pack in lists.packs().values()] == [True]
    challenges.alter(workspace, blind=True)
    with workspace.change("Close a story") as unit:
        unit.stories.replace(replace(unit.story(1), consent_read=False))
    assert set(lists.assigned_counts().values()) == {3}
