"""What cannot be given out is told: which stories, why, and who or how many more would be enough."""

from collections.abc import Callable

import pytest

from learningstories.domain.reviewer import Aside, Reviewer
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.assign_words import apart_words, unmet_words
from learningstories.services.assigning import USUAL, Way, assign_stories, plan_hand_over, plan_stories
from learningstories.services.distribution import WhyShort
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control

ANN, BEN = "ann@example.org", "ben@example.org"
AddStory = Callable[..., Story]
AddReviewer = Callable[..., Reviewer]


def told(challenge: OpenChallenge, per_story: int) -> list[str]:
    return [unmet_words(each) for each in plan_stories(challenge.workspace, challenge.lists, per_story).unmet]


def add_stories(challenge: OpenChallenge, add_story: AddStory, *languages: str) -> None:
    for place, language in enumerate(languages, start=1):
        add_story(challenge.workspace, f"Text {place}", title=f"S{place}", language=language, author="Zoë")


def test_nobody_reads_a_language(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "ar", "ar")
    for name in ("Ann", "Ben"):
        add_reviewer(challenge.workspace, name)
    for email in (ANN, BEN):
        reviewing.edit_reviewer(challenge.workspace, email, languages=("en",))
    assert told(challenge, 1) == [
        "2 stories in Arabic lack 2 readings: #2, #3. Nobody here reads Arabic. "
        "One more person who reads Arabic, with room for 2, is enough."
    ]
    add_reviewer(challenge.workspace, "Layla")
    reviewing.edit_reviewer(challenge.workspace, "layla@example.org", languages=("ar",), capacity=2)
    assert told(challenge, 1) == []
    apart = apart_words(plan_stories(challenge.workspace, challenge.lists, 1))
    assert "With two readers for each story they could be compared." in apart


def test_without_reviewers_nothing_is_given_out(challenge: OpenChallenge, add_story: AddStory) -> None:
    assert plan_stories(challenge.workspace, challenge.lists, 3).unmet == ()
    add_stories(challenge, add_story, "en")
    done = plan_stories(challenge.workspace, challenge.lists, 3)
    assert (done.new, done.loads, [each.why for each in done.unmet]) == (0, (), [WhyShort.NOBODY])
    assert done.groups == 0


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (WhyShort.FULL, "No room left: Ann, Ben."),
        (WhyShort.ASIDE, "Whoever else could read it steps aside."),
        (WhyShort.ALL_HAVE_IT, "Everybody who could read it has it."),
    ],
)
def test_why_a_story_is_short(
    why: WhyShort, words: str, challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "en")
    for name in ("Ann", "Ben"):
        add_reviewer(challenge.workspace, name)
    for email in (ANN, BEN):
        if why is WhyShort.FULL:
            reviewing.edit_reviewer(challenge.workspace, email, capacity=0)
        if why is WhyShort.ASIDE:
            reviewing.edit_reviewer(challenge.workspace, email, aside=(Aside(author="Zoe"),))
    (found,) = plan_stories(challenge.workspace, challenge.lists, 3).unmet
    assert found.why is why
    assert words in unmet_words(found)


@pytest.mark.parametrize("capacities", [(1, 2), (0, 3), (2, 2)])
def test_those_who_are_said_to_be_enough_are_enough(
    capacities: tuple[int, int], challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "en", "en")
    for email, most in zip((ANN, BEN), capacities, strict=True):
        add_reviewer(challenge.workspace, email.split("@")[0].title())
        reviewing.edit_reviewer(challenge.workspace, email, languages=("en",), capacity=most)
    found = assign_stories(challenge.workspace, challenge.lists, 3).unmet
    for place, room in enumerate(each.room for each in found for _person in range(each.people)):
        more = add_reviewer(challenge.workspace, f"More{place}")
        reviewing.edit_reviewer(challenge.workspace, more.email, languages=("en",), capacity=room)
    assert found
    assert assign_stories(challenge.workspace, challenge.lists, 3).unmet == ()


def test_what_nobody_has_begun_is_shared_out_anew_only_when_asked(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "en", "en", "en")
    add_reviewer(challenge.workspace, "Ann")
    assign_stories(challenge.workspace, challenge.lists, 1)
    reviewing.answer(challenge.workspace, ANN, 2, value=4)
    add_reviewer(challenge.workspace, "Ben")
    assert plan_stories(challenge.workspace, challenge.lists, 1).new == 0
    done = assign_stories(challenge.workspace, challenge.lists, 1, Way(anew=True))
    assert {reviewer.email: load for reviewer, load in done.loads} == {ANN: 2, BEN: 2}
    assert (done.new, done.taken) == (2, 2)
    assert 2 not in done.given[next(r.id for r, _load in done.loads if r.email == BEN)]
    for story in done.stories:
        assert len(story.kept) + len(story.new) == 1
        assert bool(story.taken) == bool(story.new)
    challenge.workspace.undo()
    before = plan_stories(challenge.workspace, challenge.lists, 1, USUAL)
    assert sorted(load for _reviewer, load in before.loads) == [0, 4]


def test_a_drop_out_whom_nobody_can_stand_in_for_is_told(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "en")
    for name in ("Ann", "Ben"):
        add_reviewer(challenge.workspace, name)
    reviewing.edit_reviewer(challenge.workspace, BEN, capacity=1)
    assign_stories(challenge.workspace, challenge.lists, 1)
    reviewing.edit_reviewer(challenge.workspace, BEN, capacity=0)
    plan = plan_hand_over(challenge.workspace, challenge.lists, ANN)
    assert (plan.new, [each.why for each in plan.unmet]) == (0, [WhyShort.FULL])


def test_how_far_it_is_can_be_followed(
    challenge: OpenChallenge, add_story: AddStory, add_reviewer: AddReviewer
) -> None:
    add_stories(challenge, add_story, "en", "en")
    add_reviewer(challenge.workspace, "Ann")
    heard: list[tuple[int, int]] = []
    way = Way(step=Control(lambda done, total: heard.append((done, total))).step)
    plan_stories(challenge.workspace, challenge.lists, 1, way)
    assert heard[0] == (0, 2)
