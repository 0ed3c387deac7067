"""What an organiser does with stories that are there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Story, StoryVersion, VersionId
from learningstories.domain.words import count_words
from learningstories.i18n import _, plural
from learningstories.services.reasons import reason_in
from learningstories.services.workspace import Workspace


def edit(workspace: Workspace, number: int, *, markdown: str | None = None, **fields: Any) -> Story:
    """Change a story's fields, and its text if one is given; the text before stays in its versions."""
    with workspace.change(_("Edit #{number}").format(number=number)) as unit:
        story = replace(unit.story(number), **fields)
        if markdown is not None:
            sha = unit.texts.put(markdown)
            if sha != story.text_sha:
                words = count_words(markdown)
                story = replace(story, text_sha=sha, words=words, version=story.version + 1)
                unit.versions.add(
                    StoryVersion(
                        id=VersionId(uuid4()),
                        story_id=story.id,
                        version=story.version,
                        text_sha=sha,
                        words=words,
                        source=_("edited here"),
                        created_at=workspace.clock(),
                    )
                )
        unit.stories.replace(story)
    return story


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
) -> None:
    """Accept or refuse late stories, with a reason, or open the question again; raises `ReasonNeeded`."""
    reason = "" if decision is LateDecision.OPEN else reason_in(reason)
    labels = {
        LateDecision.ACCEPT: plural(
            "Accept late story #{number}", "Accept {count} late stories", len(numbers)
        ),
        LateDecision.REFUSE: plural(
            "Refuse late story #{number}", "Refuse {count} late stories", len(numbers)
        ),
        LateDecision.OPEN: plural(
            "Reconsider late story #{number}", "Reconsider {count} late stories", len(numbers)
        ),
    }
    _each(
        workspace,
        labels[decision],
        numbers,
        lambda s: replace(s, late_decision=decision, late_reason=reason),
    )


def _each(workspace: Workspace, label: str, numbers: Sequence[int], alter: Callable[[Story], Story]) -> None:
    if not numbers:
        return
    with workspace.change(label.format(number=numbers[0], count=len(numbers))) as unit:
        for number in numbers:
            unit.stories.replace(alter(unit.story(number)))
