"""Why a story is not in, worked out exactly: also where a person has changed what was proposed."""

import pytest

from learningstories.services import shortlisting
from learningstories.services.choosing_rules import set_named, set_rules
from learningstories.services.left_out import left_out
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.proposing import propose
from learningstories.services.results import compute
from learningstories.services.why_not import told_exactly
from tests.services.choosing_world import MakeStory, fill_challenge

RATINGS = ((5, 5, 5, 5), (5, 4, 5, 5), (4, 4, 4, 4), (3, 3, 3, 3), (2, 2, 2, 2), ())


@pytest.fixture
def six(challenge: OpenChallenge, make_story: MakeStory) -> OpenChallenge:
    """Six stories of 3 minutes from good to poor, the last one not read; #1 and #3 are on one theme."""
    themes: dict[int, object] = {1: "Teams", 3: "Teams", 4: "School", 5: "School"}
    authors: dict[int, object] = {number: f"author{number}@example.org" for number in range(1, 7)}
    return fill_challenge(challenge, make_story, RATINGS, theme=themes, email=authors)


def whys(opened: OpenChallenge, *, proposed: bool = False) -> dict[int, str]:
    """Why each is not in; with a proposal made before, if so."""
    results = compute(opened.workspace, opened.lists, top=3)
    if proposed:
        propose(opened.workspace, results)
    with opened.workspace.read() as unit:
        rest = left_out(unit, results)
    found = told_exactly(opened.workspace, results, rest, Control())
    return {out.story.number: out.why for out in found}


def test_of_a_proposal_it_says_who_would_leave(six: OpenChallenge) -> None:
    set_rules(six.workspace, minutes=7)
    found = whys(six, proposed=True)
    assert found[3].startswith("2 minutes over the time you have: would take the place of “T2” at ")
    assert found[6] == "Nobody has read it yet"


def test_what_a_person_took_off_would_come_in_again(six: OpenChallenge) -> None:
    set_rules(six.workspace, minutes=7)
    whys(six, proposed=True)
    shortlisting.remove(six.workspace, 2)
    assert whys(six)[2] == "Ranked 2; there is still room for it"
    assert whys(six)[3] == "Ranked 3; there is still room for it"


def test_what_a_person_put_in_is_what_would_have_to_go(six: OpenChallenge) -> None:
    set_rules(six.workspace, minutes=7)
    whys(six, proposed=True)
    shortlisting.remove(six.workspace, 2)
    shortlisting.add(six.workspace, [5, 6])
    found = whys(six)
    assert found[2].startswith("5 minutes over the time you have: would take the place of “T6”, “T5” at ")
    assert found[4].startswith("5 minutes over the time you have: would take the place of “T6”, “T5” at ")
    shortlisting.remove(six.workspace, 6)
    assert whys(six)[2].startswith("2 minutes over the time you have: would take the place of “T5” at ")


def test_a_theme_that_is_full_is_said_first(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=3, minutes=0, theme_most=1)
    why = whys(six, proposed=True)[3]
    assert why.startswith("Theme “Teams” is full (at most 1): would take the place of “T1” at ")
    shortlisting.remove(six.workspace, 4)
    assert "would take the place of “T1” at " in whys(six)[3]


def test_a_rule_that_is_broken_by_hand_is_no_matter_of_another_story(six: OpenChallenge) -> None:
    set_rules(six.workspace, size=4, minutes=0, theme_most=1, theme_least=1)
    shortlisting.add(six.workspace, [1, 3])
    found = whys(six)
    assert found[2] == "Ranked 2; there is still room for it"
    assert found[4] == "Ranked 5; there is still room for it"


def test_rules_that_cannot_be_kept_leave_the_plain_reason(six: OpenChallenge) -> None:
    set_rules(six.workspace, minutes=7)
    whys(six, proposed=True)
    set_named(six.workspace, "theme_least", "Failure", 1)
    found = whys(six)
    assert found[3].startswith("2 minutes over the time you have: would take the place of “T2” at ")
    for number in (1, 2):
        shortlisting.pin(six.workspace, number)
    assert whys(six)[3] == "Ranked 3; the pinned stories leave no room for it"
