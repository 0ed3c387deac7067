"""Results are kept under a name, and what is different since is told in sentences."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from learningstories.domain.challenge import Criterion
from learningstories.domain.counting import Rule
from learningstories.domain.errors import KeptResultsUnreadable, NoSuchKeptResults
from learningstories.domain.results_draft import ResultsDraft, ResultsDraftId
from learningstories.services import counting, reviewing
from learningstories.services.challenges import alter
from learningstories.services.criteria import set_weight
from learningstories.services.kept_results import change_since, keep_results, remove_results
from learningstories.services.opening import OpenChallenge
from learningstories.services.results import Results, compute
from learningstories.services.results_change import ResultsChange
from learningstories.services.results_change_words import change_words
from tests.plain import plain

# Story number -> the answers of three readers; the third alone holds story 3 up, and nobody has read 5.
ANSWERS = {1: (5, 5, 4), 2: (4, 4, 1), 3: (3, 3, 5), 4: (1, 1, 2), 5: ()}


@pytest.fixture
def rated(
    challenge: OpenChallenge, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]
) -> OpenChallenge:
    for number in ANSWERS:
        add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Cy")):
        add_reviewer(challenge.workspace, name)
        for number, values in ANSWERS.items():
            if values:
                reviewing.answer(
                    challenge.workspace, f"{name.lower()}@example.org", number, value=values[place]
                )
    return challenge


def ranked(opened: OpenChallenge, top: int = 2) -> Results:
    return compute(opened.workspace, opened.lists, top=top)


def since(opened: OpenChallenge, kept: ResultsDraft, top: int = 2) -> ResultsChange:
    return change_since(opened.workspace, kept.id, ranked(opened, top))


def test_kept_results_are_listed_newest_first_and_stay_as_they_were(rated: OpenChallenge, clock: Any) -> None:
    workspace = rated.workspace
    first = keep_results(workspace, ranked(rated), "  Before\nthe call ")
    clock.on(hours=2)
    second = keep_results(workspace, ranked(rated), " ")
    assert [(line.name, line.made_by) for line in rated.lists.drafts()] == [
        (second.name, workspace.who),
        ("Before the call", workspace.who),
    ]
    assert rated.lists.drafts()[1].made_at == first.made_at
    assert second.name.strip()
    reviewing.answer(workspace, "ada@example.org", 5, value=5)
    told = change_words(change_since(workspace, first.id, second.id))
    assert told == [
        "The same stories are the best 2.",
        "Every story stands where it stood.",
        "12 readings count, as many as before.",
        "How far readers agree can be told in neither.",
    ]


def test_keeping_and_removing_are_steps(rated: OpenChallenge) -> None:
    workspace = rated.workspace
    kept = keep_results(workspace, ranked(rated), "Draft")
    assert workspace.undo_label() == "Keep the results “Draft”"
    remove_results(workspace, kept.id)
    assert workspace.undo_label() == "Remove the kept results “Draft”"
    assert not rated.lists.drafts()
    with pytest.raises(NoSuchKeptResults):
        remove_results(workspace, kept.id)
    workspace.undo()
    assert [line.name for line in rated.lists.drafts()] == ["Draft"]
    assert len(since(rated, kept).stories) == len(ANSWERS)


def test_what_changed_is_told(rated: OpenChallenge) -> None:
    kept = keep_results(rated.workspace, ranked(rated), "Draft")
    counting.set_aside(rated.workspace, "cy@example.org", "Knows two authors")
    counting.set_rule(rated.workspace, Rule.UNREAD_STORY, counts=False)
    change = since(rated, kept)
    places = {
        story.number: (
            story.before and story.before.rank,
            story.after and story.after.rank,
            story.enters,
            story.leaves,
        )
        for story in change.stories
    }
    # By the answers of Ada and Ben alone they stand in the order of their numbers.
    assert {number: place[1] for number, place in places.items()} == {1: 1, 2: 2, 3: 3, 4: 4, 5: None}
    assert [number for number, place in places.items() if place[2]] == [2]
    assert [number for number, place in places.items() if place[3]] == [3]
    told = [plain(words) for words in change_words(change)]
    assert told[:2] == [
        "Into the best 2 came “Story 2”.",
        "Out of the best 2 went “Story 3”.",
    ]
    assert "8 readings count, 4 fewer than before." in told
    assert "Do not count any more: Stories without a reading that counts." in told
    assert told[-1] == "Cy was set aside: Knows two authors"
    counting.take_back(rated.workspace, "cy@example.org")
    again = keep_results(rated.workspace, ranked(rated), "Again")
    back = change_since(rated.workspace, again.id, kept.id)
    assert "Count now and did not: Stories without a reading that counts." in change_words(back)
    assert [story.number for story in back.stories if story.before is None] == [5]


def test_other_weights_are_told(rated: OpenChallenge) -> None:
    alter(rated.workspace, criteria=(Criterion(question="How clear is it?", scale=("No", "Yes")),))
    kept = keep_results(rated.workspace, ranked(rated), "Before")
    set_weight(rated.workspace, "How clear is it?", 50)
    told = "“How clear is it?” counted 0 where the headline counts 100, and counts 50 now."
    assert told in change_words(since(rated, kept))


def test_another_number_is_sought(rated: OpenChallenge) -> None:
    kept = keep_results(rated.workspace, ranked(rated), "Two")
    change = since(rated, kept, top=3)
    assert [story.number for story in change.stories if story.enters] == [
        story.number for story in ranked(rated).stories[2:3]
    ]
    assert change_words(change)[0] == "The best 2 were sought then, the best 3 now."


@pytest.mark.parametrize("snapshot", [{}, {"stories": 5}, {"top": 1, "stories": [{"number": "x"}]}])
def test_what_is_not_understood_is_said(rated: OpenChallenge, snapshot: dict[str, Any]) -> None:
    with rated.workspace.change("Something odd") as unit:
        unit.results_drafts.add(
            ResultsDraft(
                id=ResultsDraftId(uuid4()),
                name="Odd",
                made_at=rated.workspace.clock(),
                made_by="",
                snapshot=snapshot,
            )
        )
    with pytest.raises(KeptResultsUnreadable):
        change_since(rated.workspace, rated.lists.drafts()[0].id, ranked(rated))
