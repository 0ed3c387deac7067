"""What an organiser does with stories that are there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from learningstories.domain.deadline import IN_TIME, LateDecision
from learningstories.domain.errors import NoSuchVersion, NotLate
from learningstories.domain.story import Mood, Story, StoryVersion, VersionId, story_verdict
from learningstories.domain.words import count_words
from learningstories.i18n import _, plural
from learningstories.services.meanwhile import TEXT, refuse_clashes
from learningstories.services.ports import UnitOfWork
from learningstories.services.reasons import reason_in
from learningstories.services.workspace import Workspace


def edit(
    workspace: Workspace,
    number: int,
    *,
    markdown: str | None = None,
    seen: Story | None = None,
    **fields: Any,
) -> Story:
    """Change a story's fields, and its text if one is given; the text before stays in its versions.

    With `seen`, the story as it was shown, raises `ChangedMeanwhile` where others changed the same since.
    """
    with workspace.change(_("Edit #{number}").format(number=number)) as unit:
        before = unit.story(number)
        if seen is not None:
            text = {} if markdown is None else {TEXT: unit.texts.put(markdown)}
            refuse_clashes(seen, before, {**fields, **text})
        story = replace(before, **fields)
        unit.stories.replace(story)
        return put_text(unit, story, markdown, now=workspace.clock()) if markdown is not None else story


def put_text(unit: UnitOfWork, story: Story, markdown: str, *, now: datetime) -> Story:
    """Give a story another text; the one before stays in its versions."""
    sha = unit.texts.put(markdown)
    if sha == story.text_sha:
        return story
    words = count_words(markdown)
    story = replace(story, text_sha=sha, words=words, version=story.version + 1)
    unit.stories.replace(story)
    unit.versions.add(
        StoryVersion(
            id=VersionId(uuid4()),
            story_id=story.id,
            version=story.version,
            text_sha=sha,
            words=words,
            source=_("edited here"),
            created_at=now,
        )
    )
    return story


def bring_back(workspace: Workspace, number: int, version: int) -> Story:
    """Give a story a text that it had, as its newest; raises `NoSuchStory`, `NoSuchVersion`."""
    told = _("Bring version {version} of #{number} back").format(version=version, number=number)
    with workspace.change(told) as unit:
        story = unit.story(number)
        found = unit.versions.find(story_id=story.id, version=version)
        if not found:
            raise NoSuchVersion(number, version)
        return put_text(unit, story, unit.texts.get(found[0].text_sha), now=workspace.clock())


def set_moods(workspace: Workspace, moods: Mapping[int, Mood]) -> None:
    """Say how stories are to be heard, by their numbers, as one step; raises `NoSuchStory`."""
    label = plural("Say the mood of #{number}", "Say the mood of {count} stories", len(moods))
    _each(workspace, label, list(moods), lambda s: replace(s, mood=moods[s.number]))


def withdraw(workspace: Workspace, numbers: Sequence[int], reason: str = "") -> None:
    """Take stories out of the challenge; nothing of them is lost."""
    label = plural("Withdraw #{number}", "Withdraw {count} stories", len(numbers))
    _each(workspace, label, numbers, lambda s: replace(s, withdrawn=True, withdrawn_reason=reason))


def restore(workspace: Workspace, numbers: Sequence[int]) -> None:
    """Take withdrawn stories in again."""
    label = plural("Restore #{number}", "Restore {count} stories", len(numbers))
    _each(workspace, label, numbers, lambda s: replace(s, withdrawn=False, withdrawn_reason=""))


def decide_late(
    workspace: Workspace, numbers: Sequence[int], decision: LateDecision, reason: str = ""
) -> Sequence[int]:
    """Accept or refuse late stories, with a reason, or open the question again, and tell which.

    Those that are not late are passed over. Raises `ReasonNeeded`, `NoSuchStory` and, where none is late,
    `NotLate`.
    """
    opening = decision is LateDecision.OPEN
    reason = "" if opening else reason_in(reason)
    late = list(numbers) if opening else _late(workspace, numbers)
    labels = {
        LateDecision.ACCEPT: plural("Accept late story #{number}", "Accept {count} late stories", len(late)),
        LateDecision.REFUSE: plural("Refuse late story #{number}", "Refuse {count} late stories", len(late)),
        LateDecision.OPEN: plural(
            "Reconsider late story #{number}", "Reconsider {count} late stories", len(late)
        ),
    }
    _each(
        workspace,
        labels[decision],
        late,
        lambda s: replace(s, late_decision=decision, late_reason=reason),
    )
    return late


def _late(workspace: Workspace, numbers: Sequence[int]) -> list[int]:
    with workspace.read() as unit:
        challenge = unit.challenge()
        stories = [unit.story(number) for number in numbers]
    late = [story.number for story in stories if story_verdict(story, challenge) not in IN_TIME]
    if stories and not late:
        raise NotLate(stories[0].number)
    return late


def _each(workspace: Workspace, label: str, numbers: Sequence[int], alter: Callable[[Story], Story]) -> None:
    if not numbers:
        return
    with workspace.change(label.format(number=numbers[0], count=len(numbers))) as unit:
        for number in numbers:
            unit.stories.replace(alter(unit.story(number)))
