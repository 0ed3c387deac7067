"""Reviewers and what they answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ChanceOutOfRange,
    ChanceWithoutAction,
    NoSuchReviewer,
    NotAnEmail,
    NotReadable,
    ReviewerExists,
    SteppedAside,
    StoryWithdrawn,
    ValueOutOfScale,
)
from learningstories.domain.reading import Knows, Reading, ReadingId
from learningstories.domain.reviewer import PromiseUse, Reviewer, ReviewerId
from learningstories.domain.story import Story, may_be_read
from learningstories.i18n import _
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

MOST_CHANCE = 10
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReviewer:
    """What is known of a reviewer who is about to be added."""

    name: str
    email: str
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None


def add_reviewers(workspace: Workspace, people: Sequence[NewReviewer]) -> list[Reviewer]:
    """Add reviewers as one step; raises `NotAnEmail`, `ReviewerExists` and then adds none."""
    label = _("Add reviewer {name}").format(name=people[0].name)
    if len(people) > 1:
        label = _("Add {count} reviewers").format(count=len(people))
    with workspace.change(label) as unit:
        return [_add(unit, workspace, person) for person in people]


def _add(unit: UnitOfWork, workspace: Workspace, person: NewReviewer) -> Reviewer:
    email = person.email.strip()
    if not _ADDRESS.fullmatch(email):
        raise NotAnEmail(person.email)
    if any(r.email.lower() == email.lower() for r in unit.reviewers.all()):
        raise ReviewerExists(email)
    key = ReviewerId(uuid4())
    reviewer = Reviewer(
        id=key,
        name=person.name.strip() or email,
        email=email,
        themes=person.themes,
        languages=person.languages,
        capacity=person.capacity,
        seed=key.int % 2**31,
        added_at=workspace.clock(),
    )
    unit.reviewers.add(reviewer)
    return reviewer


def edit_reviewer(workspace: Workspace, email: str, **fields: Any) -> Reviewer:
    """Change what is known of a reviewer."""
    with workspace.change(_("Edit a reviewer")) as unit:
        reviewer = replace(reviewer_of(unit, email), **fields)
        unit.reviewers.replace(reviewer)
    return reviewer


def reviewer_of(unit: UnitOfWork, email: str) -> Reviewer:
    """The reviewer with this address, in whatever case; raises `NoSuchReviewer`."""
    wanted = email.strip().lower()
    found = next((r for r in unit.reviewers.all() if r.email.lower() == wanted), None)
    if found is None:
        raise NoSuchReviewer(email)
    return found


def readable(unit: UnitOfWork, challenge: Challenge) -> list[Story]:
    """The stories that reviewers may be given, by number."""
    stories = [s for s in unit.stories.all() if may_be_read(s, challenge)]
    return sorted(stories, key=lambda story: story.number)


def answer(workspace: Workspace, email: str, number: int, **fields: Any) -> Reading:
    """Store a reviewer's answers to one story: any fields of `Reading`; the others stay as they are.

    Answers to one story that follow each other closely are one step of history. Raises
    `NoSuchReviewer`, `NoSuchStory`, `StoryWithdrawn`, `NotReadable`, `ValueOutOfScale`,
    `ChanceOutOfRange`, `ChanceWithoutAction`, `SteppedAside`.
    """
    label = _("{name} reads #{number}")
    with workspace.read() as unit:
        name = reviewer_of(unit, email).name
    merge = f"reading {email.lower()} {number}"
    with workspace.change(label.format(name=name, number=number), merge=merge) as unit:
        challenge = unit.challenge()
        reviewer, story = reviewer_of(unit, email), unit.story(number)
        known = unit.readings.find(story_id=story.id, reviewer_id=reviewer.id)
        before = known[0] if known else _blank(workspace, reviewer, story)
        after = _settled(replace(before, **fields, text_sha=story.text_sha, changed_at=workspace.clock()))
        _check(challenge, story, before, after)
        if known:
            unit.readings.replace(after)
        else:
            unit.readings.add(after)
    return after


def _blank(workspace: Workspace, reviewer: Reviewer, story: Story) -> Reading:
    return Reading(
        id=ReadingId(uuid4()),
        story_id=story.id,
        reviewer_id=reviewer.id,
        text_sha=story.text_sha,
        changed_at=workspace.clock(),
    )


def _settled(reading: Reading) -> Reading:
    """Answers that contradict each other, made one: what was said of an action goes with the action."""
    if reading.no_action and reading.action.strip():
        reading = replace(reading, no_action=False)
    if reading.value is not None and reading.skipped:
        reading = replace(reading, skipped=False)
    return reading


def _check(challenge: Challenge, story: Story, before: Reading, after: Reading) -> None:
    if story.withdrawn:
        raise StoryWithdrawn(story.number)
    if not may_be_read(story, challenge):
        raise NotReadable(story.number)
    points = len(challenge.scale)
    if after.value is not None and not 1 <= after.value <= points:
        raise ValueOutOfScale(after.value, points)
    if after.chance is not None and not 0 <= after.chance <= MOST_CHANCE:
        raise ChanceOutOfRange(after.chance)
    if after.chance is not None and before.chance is None and not after.action.strip():
        raise ChanceWithoutAction
    stepped_aside = before.knows is Knows.ASIDE and after.knows is Knows.ASIDE
    if stepped_aside and after.value is not None and before.value is None:
        raise SteppedAside(story.number)


def allow_promises(workspace: Workspace, email: str, use: PromiseUse, *, ask_later: bool | None) -> Reviewer:
    """Note how a reviewer's promises may be shown, and whether we may ask after 30 days."""
    with workspace.change(_("Change what may be shown of a reviewer"), merge=f"promises {email}") as unit:
        reviewer = replace(reviewer_of(unit, email), promise_use=use, ask_later=ask_later)
        unit.reviewers.replace(reviewer)
    return reviewer
