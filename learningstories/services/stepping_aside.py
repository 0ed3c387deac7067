"""Whom and what a reviewer does not judge."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from learningstories.domain.reviewer import Aside, Reviewer, ReviewerId
from learningstories.domain.story import Story, StoryId
from learningstories.i18n import _
from learningstories.services.naming import fold
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


def steps_aside(reviewer: Reviewer, story: Story) -> bool:
    """Whether the reviewer is not to read this story: an own one, a known author's, or this very one."""
    address = story.email.strip().lower()
    if address and address == reviewer.email.lower():
        return True
    names = {address, author_name(story.author)} - {""}
    return any(each.story_id == story.id or author_name(each.author) in names for each in reviewer.aside)


def who_steps_aside(
    people: Sequence[Reviewer], stories: Sequence[Story]
) -> Mapping[StoryId, Collection[ReviewerId]]:
    """Who steps aside from which of the stories, without holding each person against each story."""
    by_name: dict[str, list[Story]] = {}
    for story in stories:
        for name in {story.email.strip().lower(), author_name(story.author)} - {""}:
            by_name.setdefault(name, []).append(story)
    by_id: Mapping[UUID | None, Story] = {story.id: story for story in stories}
    found: dict[StoryId, set[ReviewerId]] = {}
    for reviewer in people:
        names = {reviewer.email.lower(), *(author_name(each.author) for each in reviewer.aside)}
        single = [by_id[each.story_id] for each in reviewer.aside if each.story_id in by_id]
        for story in [*single, *(story for name in names for story in by_name.get(name, ()))]:
            if steps_aside(reviewer, story):
                found.setdefault(story.id, set()).add(reviewer.id)
    return found


def step_aside(
    workspace: Workspace, email: str, *, author: str = "", number: int | None = None, reason: str = ""
) -> Reviewer:
    """Note that a reviewer does not judge an author's stories, or one story.

    Raises `NoSuchReviewer`, `NoSuchStory`.
    """
    with workspace.change(_("{email} steps aside").format(email=email)) as unit:
        reviewer = reviewer_of(unit, email)
        key: UUID | None = unit.story(number).id if number is not None else None
        aside = Aside(author=" ".join(author.split()), story_id=key, reason=reason.strip())
        others = tuple(e for e in reviewer.aside if (e.author, e.story_id) != (aside.author, aside.story_id))
        reviewer = replace(reviewer, aside=(*others, aside))
        unit.reviewers.replace(reviewer)
    return reviewer


def step_back_in(workspace: Workspace, email: str, asides: Sequence[Aside]) -> Reviewer:
    """Take that back; raises `NoSuchReviewer`."""
    with workspace.change(_("{email} no longer steps aside").format(email=email)) as unit:
        reviewer = reviewer_of(unit, email)
        reviewer = replace(reviewer, aside=tuple(each for each in reviewer.aside if each not in asides))
        unit.reviewers.replace(reviewer)
    return reviewer


def author_name(text: str) -> str:
    """An author as authors are compared."""
    return fold(" ".join(text.split()))
