"""Whom and what a reviewer does not judge."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from learningstories.domain.reviewer import Aside, Reviewer
from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.naming import fold
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


def steps_aside(reviewer: Reviewer, story: Story) -> bool:
    """Whether the reviewer is not to read this story: an own one, a known author's, or this very one."""
    address = story.email.strip().lower()
    if address and address == reviewer.email.lower():
        return True
    names = {address, _name(story.author)} - {""}
    return any(each.story_id == story.id or _name(each.author) in names for each in reviewer.aside)


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


def _name(text: str) -> str:
    return fold(" ".join(text.split()))
