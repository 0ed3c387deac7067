"""Drafts of the shortlist: kept, compared, taken up again."""

import pytest

from learningstories.domain.errors import NoSuchDraft, ShortlistEmpty, ShortlistLocked
from learningstories.services import shortlisting, stories
from learningstories.services.choosing_rules import rules_for, set_rules
from learningstories.services.opening import OpenChallenge
from learningstories.services.pauses import add_pause
from learningstories.services.results import compute
from learningstories.services.shortlist_drafts import compared, drafts, keep_draft, remove_draft, take_up
from tests.services.choosing_world import MakeStory, fill_challenge


@pytest.fixture
def kept(challenge: OpenChallenge, make_story: MakeStory) -> OpenChallenge:
    """A draft "First" of #1, a pause and #2 (pinned, of 9 minutes), with #4 excluded; then it is changed."""
    opened = fill_challenge(challenge, make_story, ((5, 5), (4, 4), (3, 3), (2, 2)))
    workspace = opened.workspace
    shortlisting.add(workspace, [1, 2])
    shortlisting.set_minutes(workspace, 2, 9)
    shortlisting.pin(workspace, 2, reason="a first")
    shortlisting.exclude(workspace, 4, "told last year")
    add_pause(workspace, 1, 15, "Tea")
    set_rules(workspace, theme_most=2)
    keep_draft(workspace, compute(workspace, opened.lists, top=2), " First\n")
    shortlisting.remove(workspace, 1)
    shortlisting.exclude(workspace, 2, "no")
    shortlisting.add(workspace, [3, 4])
    set_rules(workspace, theme_most=1)
    return opened


def order(opened: OpenChallenge) -> list[int]:
    with opened.workspace.read() as unit:
        return [place.story.number for place in shortlisting.programme(unit).places]


def test_drafts_stand_side_by_side(kept: OpenChallenge) -> None:
    now, first = drafts(kept.workspace, compute(kept.workspace, kept.lists, top=2))
    assert (now.name, first.name, first.made_by) == ("Now", "First", "Ada")
    assert [(row.number, row.first, row.second) for row in compared(now, first)] == [
        (3, 1, None),
        (4, 2, None),
        (1, None, 1),
        (2, None, 2),
    ]
    assert first.minutes - first.stories[0].minutes == 9
    assert first.pause_minutes == 15
    assert first.odds > now.odds > 0


def test_a_draft_is_taken_up_as_it_was_and_that_is_undone(kept: OpenChallenge) -> None:
    workspace = kept.workspace
    key = drafts(workspace, None)[1].id
    assert key is not None
    assert take_up(workspace, key) == ()
    assert order(kept) == [1, 2]
    with workspace.read() as unit:
        made, rules = shortlisting.programme(unit), rules_for(unit)
    assert [(p.minutes, p.choice.pinned, p.choice.reason) for p in made.places][1] == (9, True, "a first")
    assert [(story.number, choice.reason) for story, choice in made.excluded] == [(4, "told last year")]
    assert [(pause.after, pause.minutes, pause.title) for pause in made.pauses] == [(1, 15, "Tea")]
    assert rules.theme_most == 2
    assert workspace.undo() == "Take up the draft “First”"
    assert order(kept) == [3, 4]


def test_what_cannot_be_on_it_any_more_is_told(kept: OpenChallenge) -> None:
    stories.withdraw(kept.workspace, [1])
    key = drafts(kept.workspace, None)[1].id
    assert key is not None
    assert take_up(kept.workspace, key) == (1,)
    assert order(kept) == [2]


def test_a_locked_shortlist_stays_and_a_removed_draft_is_gone(kept: OpenChallenge) -> None:
    key = drafts(kept.workspace, None)[1].id
    assert key is not None
    shortlisting.lock(kept.workspace, lambda _unit: {})
    with pytest.raises(ShortlistLocked):
        take_up(kept.workspace, key)
    remove_draft(kept.workspace, key)
    with pytest.raises(NoSuchDraft):
        take_up(kept.workspace, key)


def test_nothing_is_no_draft(challenge: OpenChallenge) -> None:
    with pytest.raises(ShortlistEmpty):
        keep_draft(challenge.workspace, None, "Nothing")
    assert drafts(challenge.workspace, None) == ()
