"""Reviewers and what they answer."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ChanceOutOfRange,
    ChanceWithoutAction,
    NoSuchReviewer,
    NotAnEmail,
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
MOST_CAPACITY = 10_000
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
    if not people:
        return []
    label = _("Add reviewer {name}").format(name=_name(people[0]))
    if len(people) > 1:
        label = _("Add {count} reviewers").format(count=len(people))
    with workspace.change(label) as unit:
        known = {reviewer.email.lower() for reviewer in unit.reviewers.all()}
        return [_add(unit, workspace, person, known) for person in people]


def is_address(text: str) -> bool:
    """Whether `text` could be an e-mail address."""
    return bool(_ADDRESS.fullmatch(text))


def _add(unit: UnitOfWork, workspace: Workspace, person: NewReviewer, known: set[str]) -> Reviewer:
    """`known` holds the addresses there are, and the new one after this."""
    email = _free_address(person.email, known)
    known.add(email.lower())
    key = ReviewerId(uuid4())
    reviewer = Reviewer(
        id=key,
        name=_name(person),
        email=email,
        themes=person.themes,
        languages=person.languages,
        capacity=_capacity(person.capacity),
        seed=key.int % 2**31,
        added_at=workspace.clock(),
    )
    unit.reviewers.add(reviewer)
    return reviewer


def _name(person: NewReviewer) -> str:
    """The name in one line, without hidden marks; the address where there is none."""
    from learningstories.services.markup import normal_text  # noqa: PLC0415 - brings the Markdown reader along

    return " ".join(normal_text(person.name).split()) or person.email.strip()


def _free_address(text: str, known: Collection[str]) -> str:
    email = text.strip()
    if not is_address(email):
        raise NotAnEmail(text)
    if email.lower() in known:
        raise ReviewerExists(email)
    return email


def edit_reviewer(workspace: Workspace, email: str, /, **fields: Any) -> Reviewer:
    """Change what is known of a reviewer; raises `NoSuchReviewer`, `NotAnEmail`, `ReviewerExists`."""
    with workspace.change(_("Edit a reviewer")) as unit:
        before = reviewer_of(unit, email)
        if "email" in fields:
            others = {r.email.lower() for r in unit.reviewers.all() if r.id != before.id}
            fields["email"] = _free_address(fields["email"], others)
        reviewer = replace(before, **fields)
        reviewer = replace(reviewer, capacity=_capacity(reviewer.capacity))
        unit.reviewers.replace(reviewer)
    return reviewer


def _capacity(capacity: int | None) -> int | None:
    return None if capacity is None else max(0, min(capacity, MOST_CAPACITY))


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
    `NoSuchReviewer`, `NoSuchStory`, `StoryWithdrawn`, `ValueOutOfScale`,
    `ChanceOutOfRange`, `ChanceWithoutAction`, `SteppedAside`.
    """
    label = _("{name} reads #{number}")
    with workspace.read() as unit:
        name = reviewer_of(unit, email).name
    merge = f"reading {email.lower()} {number}"
    with workspace.change(label.format(name=name, number=number), merge=merge) as unit:
        return put_answer(workspace, unit, reviewer_of(unit, email), unit.story(number), **fields)


def put_answer(
    workspace: Workspace, unit: UnitOfWork, reviewer: Reviewer, story: Story, **fields: Any
) -> Reading:
    """Store answers inside a step that is under way; raises what `answer` raises of the answers."""
    known = unit.readings.find(story_id=story.id, reviewer_id=reviewer.id)
    before = known[0] if known else _blank(workspace, reviewer, story)
    after = replace(before, **fields, text_sha=story.text_sha, changed_at=workspace.clock())
    after = _settled(before, after)
    challenge = unit.challenge()
    if story.withdrawn:
        raise StoryWithdrawn(story.number)
    _check_answers(challenge, story, before, after)
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


def _settled(before: Reading, after: Reading) -> Reading:
    """Answers that contradict each other, made one: the newest holds, and a chance goes with its action."""
    if after.no_action and not before.no_action and after.action == before.action:
        after = replace(after, action="")
    if after.no_action and after.action.strip():
        after = replace(after, no_action=False)
    if not after.action.strip() and after.chance == before.chance:
        after = replace(after, chance=None)
    if after.value is not None and after.skipped:
        after = replace(after, skipped=False)
    return after


def _check_answers(challenge: Challenge, story: Story, before: Reading, after: Reading) -> None:
    points = len(challenge.scale)
    if after.value is not None and after.value != before.value and not 1 <= after.value <= points:
        raise ValueOutOfScale(after.value, points)
    if after.criteria != before.criteria:
        _check_criteria(challenge, after.criteria)
    if after.chance is not None and not 0 <= after.chance <= MOST_CHANCE:
        raise ChanceOutOfRange(after.chance)
    if after.chance is not None and not after.action.strip():
        raise ChanceWithoutAction
    stepped_aside = before.knows is Knows.ASIDE and after.knows is Knows.ASIDE
    if stepped_aside and after.value is not None and before.value is None:
        raise SteppedAside(story.number)


def _check_criteria(challenge: Challenge, points: tuple[int, ...]) -> None:
    for place, point in enumerate(points):
        most = len(challenge.criteria[place].scale) if place < len(challenge.criteria) else 0
        if not 0 <= point <= most:
            raise ValueOutOfScale(point, most)


def allow_promises(workspace: Workspace, email: str, use: PromiseUse, *, ask_later: bool | None) -> Reviewer:
    """Note how a reviewer's promises may be shown, and whether we may ask after 30 days."""
    with workspace.change(_("Change what may be shown of a reviewer"), merge=f"promises {email}") as unit:
        reviewer = replace(reviewer_of(unit, email), promise_use=use, ask_later=ask_later)
        unit.reviewers.replace(reviewer)
    return reviewer
