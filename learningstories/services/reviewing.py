"""Reviewers and what they answer."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    NoSuchLanguage,
    NoSuchReviewer,
    NotAnEmail,
    ReviewerExists,
    StoryWithdrawn,
)
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Aside, PromiseUse, Reviewer, ReviewerId
from learningstories.domain.revision import HERE, Wish, joined, spoken
from learningstories.domain.story import Story, may_be_read
from learningstories.i18n import _
from learningstories.services.answering import answered, blank_reading
from learningstories.services.keeping import keep_words
from learningstories.services.meanwhile import refuse_clashes
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

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
    aside: tuple[Aside, ...] = ()


def add_reviewers(workspace: Workspace, people: Sequence[NewReviewer]) -> list[Reviewer]:
    """Add reviewers as one step; raises `NotAnEmail`, `ReviewerExists`, `NoSuchLanguage`, and adds none."""
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
        themes=_themes(person.themes, unit.challenge()),
        languages=_languages(person.languages),
        capacity=_capacity(person.capacity),
        aside=person.aside,
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


def edit_reviewer(
    workspace: Workspace, email: str, /, *, seen: Reviewer | None = None, **fields: Any
) -> Reviewer:
    """Change what is known of a reviewer; raises `NoSuchReviewer` and what `add_reviewers` raises.

    With `seen`, the reviewer as shown, raises `ChangedMeanwhile` where others changed the same since.
    """
    with workspace.change(_("Edit a reviewer")) as unit:
        before = reviewer_of(unit, email)
        if seen is not None:
            refuse_clashes(seen, before, fields)
        if "email" in fields:
            others = {r.email.lower() for r in unit.reviewers.all() if r.id != before.id}
            fields["email"] = _free_address(fields["email"], others)
        if "themes" in fields:
            fields["themes"] = _themes(fields["themes"], unit.challenge())
        if "languages" in fields:
            fields["languages"] = _languages(fields["languages"])
        reviewer = replace(before, **fields)
        reviewer = replace(reviewer, capacity=_capacity(reviewer.capacity))
        unit.reviewers.replace(reviewer)
    return reviewer


def _themes(named: Sequence[str], challenge: Challenge) -> tuple[str, ...]:
    """By the challenge's own names, however they are written."""
    from learningstories.services.naming import fold  # noqa: PLC0415 - only where people are added or changed

    own = {fold(theme): theme for theme in challenge.themes}
    return tuple(dict.fromkeys(own.get(fold(name), name) for name in named))


def _languages(named: Sequence[str]) -> tuple[str, ...]:
    """By their codes: by them stories are given out; raises `NoSuchLanguage`."""
    if not named:
        return ()
    from learningstories.services.language_names import language_code  # noqa: PLC0415 - brings Babel along

    codes: dict[str, None] = {}
    for name in named:
        code = language_code(name)
        if code is None:
            # Kept as it is, nothing would ever be given out for it, without a word.
            raise NoSuchLanguage(name)
        codes |= {code: None} if code else {}
    return tuple(codes)


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
    if story.withdrawn:
        raise StoryWithdrawn(story.number)
    now = workspace.clock()
    before = known[0] if known else blank_reading(reviewer.id, story.id, story.text_sha, now)
    after = answered(unit.challenge(), story.number, before, now, **fields, text_sha=story.text_sha)
    if known:
        unit.readings.replace(after)
    else:
        unit.readings.add(after)
    return after


def allow_promises(workspace: Workspace, email: str, use: PromiseUse, *, ask_later: bool | None) -> Reviewer:
    """Note how a reviewer's promises may be shown, and whether we may ask after 30 days."""
    with workspace.change(_("Change what may be shown of a reviewer"), merge=f"promises {email}") as unit:
        reviewer = replace(reviewer_of(unit, email), promise_use=use, ask_later=ask_later)
        unit.reviewers.replace(reviewer)
        said = (kept.word for kept in unit.revisions.of([reviewer.id]))
        seen = joined(word.vector for word in said if isinstance(word, Wish))
        wish = Wish(
            reviewer_id=reviewer.id, device=HERE, vector=spoken(seen, HERE), at=workspace.clock(),
            promise_use=use, ask_later=ask_later,
        )  # fmt: skip
        keep_words(unit, [wish], workspace.clock())
    return reviewer
