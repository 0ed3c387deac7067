"""The account tells how the shortlist came about, as it was when it was locked."""

import pytest

from learningstories.domain.errors import ShortlistEmpty
from learningstories.services import counting, shortlisting, stories
from learningstories.services.account_content import Account, OverrideKind, account
from learningstories.services.choosing_rules import set_rules
from learningstories.services.locking import lock_with_figures
from learningstories.services.opening import OpenChallenge
from learningstories.services.pauses import add_pause
from learningstories.services.progress import Control
from learningstories.services.proposing import Decisions, propose
from learningstories.services.results import compute
from tests.services.choosing_world import READERS, MakeStory, fill_challenge

RATINGS = ((5, 5, 5, 4), (4, 5, 4, 4), (3, 4, 3, 3), (2, 2, 2, 5), (1, 2, 1, 1))


@pytest.fixture
def decided(challenge: OpenChallenge, make_story: MakeStory) -> OpenChallenge:
    """Two of five stories are chosen, one is pinned, one excluded."""
    opened = fill_challenge(challenge, make_story, RATINGS)
    set_rules(opened.workspace, size=2, theme_most=2)
    results = compute(opened.workspace, opened.lists, top=2)
    shortlisting.pin(opened.workspace, 3, reason="a first in Welsh")
    propose(opened.workspace, results, decisions=Decisions(exclusions={2: "told last year"}))
    return opened


def told(opened: OpenChallenge) -> Account:
    return account(opened.workspace, compute(opened.workspace, opened.lists, top=2), Control())


def lock(opened: OpenChallenge) -> None:
    lock_with_figures(opened.workspace, compute(opened.workspace, opened.lists, top=2), Control())


def test_it_tells_counts_rules_choices_and_overrides(decided: OpenChallenge) -> None:
    add_pause(decided.workspace, 1, 15)
    found = told(decided)
    assert (found.stories, found.taking_part, found.read, found.readings, found.readers) == (5, 5, 5, 20, 4)
    assert "at most 2 stories" in found.rules
    assert "at most 2 on one theme" in found.rules
    assert found.pause_minutes == 15
    assert found.method
    assert found.locked_at is None
    by_number = {choice.number: choice for choice in found.choices}
    assert sorted(by_number) == [1, 3]
    assert (by_number[1].rank, by_number[1].readings) == (1, 4)
    assert by_number[1].reason.startswith("Ranked 1")
    assert [(each.kind, each.number, each.reason) for each in found.overrides] == [
        (OverrideKind.PINNED, 3, "a first in Welsh"),
        (OverrideKind.EXCLUDED, 2, "told last year"),
    ]
    assert [one.readings for one in found.without] == [5, 5, 5, 5]
    assert not any(one.changes for one in found.without)  # what is excluded enters for nobody


def test_a_locked_one_stays_as_it_was_and_tells_what_has_changed_since(decided: OpenChallenge) -> None:
    lock(decided)
    before = told(decided)
    assert before.since_lock == ()
    counting.set_aside(decided.workspace, READERS[3], "rated all alike")
    stories.edit(decided.workspace, 1, title="Another name")
    after = told(decided)
    assert after.readings == before.readings == 20
    assert after.choices == before.choices
    assert any("Another name" in sentence for sentence in after.since_lock)
    assert any("no longer count" in sentence for sentence in after.since_lock)


def test_who_opened_the_lock_and_why_is_told(decided: OpenChallenge) -> None:
    lock(decided)
    shortlisting.unlock(decided.workspace, "A reader came late: her answers count")
    lock(decided)
    opened = [each for each in told(decided).overrides if each.kind is OverrideKind.UNLOCKED]
    assert [each.reason for each in opened] == ["A reader came late: her answers count"]


def test_there_is_nothing_to_account_for_without_a_choice(challenge: OpenChallenge) -> None:
    with pytest.raises(ShortlistEmpty):
        account(challenge.workspace, None, Control())
