"""What was saved and, by a step just taken, holds what may not be shown like that any more."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from learningstories.domain.story import StoryId
from learningstories.i18n import listed, plural, quoted
from learningstories.services.changes import ChangeSet, Kind, RecordChange
from learningstories.services.gate import passing
from learningstories.services.output import Output, Use
from learningstories.services.outputs import outputs
from learningstories.services.ports import UnitOfWork
from learningstories.services.saved_outputs import holds_of
from learningstories.services.workspace import Workspace

_AGREED = ("consent_print", "consent_stage", "consent_web")
_OTHERWISE = ("name_use", "withdrawn", "eligibility", "late_decision")
_PROMISES = {Kind.REVIEWER: "promise_use", Kind.PROMISE: "use"}


def may_take_back(changes: ChangeSet) -> bool:
    """Whether the step may have taken back what somebody had agreed to."""
    return any(_story_is_less(each) or _promises_are_other(each) for each in changes.records)


def taken_back_words(workspace: Workspace, changes: ChangeSet) -> str:
    """Which saved outputs hold what was taken back, in a sentence; empty if none does."""
    promises = any(map(_promises_are_other, changes.records))
    with workspace.read() as unit:
        keys = [StoryId(each.key) for each in changes.records if _story_is_less(each)]
        numbers = {str(unit.stories.get(key).number) for key in keys}
        titles = list(_holding(unit, numbers, promises=promises))
    told = plural(
        "What you saved as {outputs} holds what may not be shown like that any more.",
        "What you saved as {outputs} hold what may not be shown like that any more.",
        len(titles),
    )
    return told.format(outputs=listed(titles)) if titles else ""


def _story_is_less(change: RecordChange) -> bool:
    if change.kind is not Kind.STORY or change.before is None or change.after is None:
        return False
    after = change.after
    return any(after.get(name) is False for name in _AGREED) or any(name in after for name in _OTHERWISE)


def _promises_are_other(change: RecordChange) -> bool:
    return change.after is not None and _PROMISES.get(change.kind) in change.after


def _holding(unit: UnitOfWork, numbers: Collection[str], *, promises: bool) -> Iterator[str]:
    saved = {each.kind: each.holds for each in unit.saved_outputs.all()}
    for output in outputs():
        held = saved.get(output.kind)
        if held and output.use is not Use.NONE and _is_less(unit, held, output, numbers, promises=promises):
            yield quoted(output.title)


def _is_less(
    unit: UnitOfWork, then: Mapping[str, Any], output: Output, numbers: Collection[str], *, promises: bool
) -> bool:
    now = holds_of(passing(unit, output.use), output)
    before, after = then.get("stories", {}), now["stories"]
    if any(before[number] != after.get(number) for number in numbers if number in before):
        return True
    return promises and then.get("promises") != now["promises"]
