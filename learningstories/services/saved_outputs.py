"""Which outputs were saved when, and what has changed since in what they were made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from learningstories.domain.showcase import SavedOutput, SavedOutputId
from learningstories.i18n import _, listed
from learningstories.services.changes import StepKind
from learningstories.services.gate import Admitted, Passed, passing
from learningstories.services.output import Output, Use
from learningstories.services.output_sources import changed_since, chosen_look, shows
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """When an output was saved last, under which name, and why that is out of date; no `stale`, no reason."""

    saved_at: datetime
    name: str
    stale: tuple[str, ...]


def note_saved(workspace: Workspace, output: Output, name: str, holds: Mapping[str, Any]) -> None:
    """Keep that the output was saved; no undo takes that back."""
    label = _("Saved “{title}”").format(title=output.title)
    with workspace.change(label, kind=StepKind.NOTE) as unit:
        known = unit.saved_outputs.find(kind=output.kind)
        saved = SavedOutput(
            id=known[0].id if known else SavedOutputId(uuid4()),
            kind=output.kind,
            name=name,
            saved_at=workspace.clock(),
            saved_by=workspace.who,
            holds=holds,
        )
        if known:
            unit.saved_outputs.replace(saved)
        else:
            unit.saved_outputs.add(saved)


def read_holds(workspace: Workspace, output: Output) -> Mapping[str, Any]:
    """What the output would be made of now; read before it is made."""
    with workspace.read() as unit:
        return {**holds_of(passing(unit, output.use), output), "step": unit.latest()}


def holds_of(passed: Passed, output: Output) -> dict[str, Any]:
    """All that the output shows of what passed, in digests: nobody's words are kept a second time."""
    challenge, book = passed.challenge, passed.book
    about = (challenge.title, challenge.community, challenge.language, challenge.zone, challenge.call)
    evening = (challenge.event_title, challenge.event_at, challenge.event_place, challenge.event_minutes)
    held: dict[str, Any] = {"about": _digest(about, evening), "look": _digest(chosen_look(book, output.kind))}
    if output.use is not Use.NONE:
        held["stories"] = {str(each.story.number): _story(each) for each in passed.stories}
        held["order"] = [[each.story.number, each.place.minutes] for each in passed.stories]
        held["promises"] = _digest(*_promises(passed, output.kind))
    return held


def _promises(passed: Passed, kind: str) -> Iterator[object]:
    """Those that the kind of output shows."""
    of_stories, of_the_evening = shows(kind)
    if of_stories:
        yield from (promise for each in passed.stories for promise in each.promises)
    if of_the_evening:
        yield from passed.promises


def _story(admitted: Admitted) -> str:
    story = admitted.story
    shown = (story.title, story.theme, story.language, story.text_sha, story.questions)
    return _digest(shown, admitted.author, admitted.said)


def standings(unit: UnitOfWork, outputs: tuple[Output, ...]) -> Mapping[str, Standing]:
    """Of each kind that was saved, how that stands now."""
    saved = {each.kind: each for each in unit.saved_outputs.all()}
    uses = {output.use for output in outputs if output.kind in saved}
    passed = {use: passing(unit, use) for use in uses}
    return {
        output.kind: Standing(
            saved_at=saved[output.kind].saved_at,
            name=saved[output.kind].name,
            stale=tuple(_changes(unit, saved[output.kind].holds, passed[output.use], output)),
        )
        for output in outputs
        if output.kind in saved
    }


def _changes(unit: UnitOfWork, then: Mapping[str, Any], passed: Passed, output: Output) -> Iterator[str]:
    """A sentence for each thing that is otherwise now."""
    now = holds_of(passed, output)
    yield from _story_changes(then.get("stories", {}), now.get("stories", {}), passed)
    if then.get("order") != now.get("order") and not _came_or_went(then, now):
        yield _("The running order was changed.")
    if then.get("promises") != now.get("promises"):
        yield _("What people will do was changed, or how it may be shown.")
    if then.get("about") != now["about"]:
        yield _("What is said of the challenge and the evening was changed.")
    if then.get("look") != now["look"]:
        yield _("How it is to look was changed.")
    step = then.get("step")
    changed = changed_since(unit, step, output.kind) if isinstance(step, int) else ()
    if changed:
        yield _("Changed since: {stories}.").format(stories=listed(changed))


def _story_changes(then: Mapping[str, str], now: Mapping[str, str], passed: Passed) -> Iterator[str]:
    not_agreed = {str(out.number) for out in passed.left_out}
    gone = [number for number in then if number not in now]
    for numbers, words in (
        ([n for n in gone if n in not_agreed], _("It holds what may not be shown any more: {stories}.")),
        ([n for n in gone if n not in not_agreed], _("Not on the shortlist any more: {stories}.")),
        ([n for n in now if n not in then], _("New in it: {stories}.")),
        ([n for n in now if n in then and now[n] != then[n]], _("Changed since: {stories}.")),
    ):
        if numbers:
            yield words.format(stories=_named(numbers))


def _came_or_went(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return set(then.get("stories", {})) != set(now.get("stories", {}))


def _named(numbers: list[str]) -> str:
    more = ["…"] if len(numbers) > _MOST_NAMED else []
    return listed([*(f"#{number}" for number in numbers[:_MOST_NAMED]), *more])


def _digest(*facts: object) -> str:
    return sha256(repr(facts).encode("utf-8", "replace")).hexdigest()
