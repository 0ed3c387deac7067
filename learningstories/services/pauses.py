"""Pauses in the running order, and putting stories and pauses into another order."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from learningstories.domain.shortlist import ChoiceKind, Pause, PauseId
from learningstories.i18n import _
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import MOST_MINUTES, number_anew, programme, unlocked
from learningstories.services.workspace import Workspace

USUAL_MINUTES = 10
MOST_TITLE = 100
Heard = int | PauseId  # a story by its number, or a pause


def order_of(unit: UnitOfWork) -> list[Heard]:
    """Stories and pauses as they follow each other on the evening."""
    made = programme(unit)
    found: list[Heard] = []
    for told in range(len(made.places) + 1):
        found += [pause.id for pause in made.pauses if pause.after == told]
        found += [place.story.number for place in made.places[told : told + 1]]
    return found


def add_pause(workspace: Workspace, after: int, minutes: int = USUAL_MINUTES, title: str = "") -> PauseId:
    """Hold a pause once `after` stories are told; raises `ShortlistLocked`."""
    key = PauseId(uuid4())
    with workspace.change(_("Add a pause")) as unit:
        unlocked(unit)
        told = one_line(title, MOST_TITLE)
        unit.pauses.add(Pause(id=key, after=max(0, after), minutes=_bounded(minutes), title=told))
    return key


def set_pause(
    workspace: Workspace, key: PauseId, *, minutes: int | None = None, title: str | None = None
) -> None:
    """Give a pause other minutes or another name; one that is gone meanwhile stays so."""
    with workspace.change(_("Change the pause"), merge=f"pause {key}") as unit:
        unlocked(unit)
        for pause in unit.pauses.find(id=key):
            given = pause.minutes if minutes is None else _bounded(minutes)
            told = pause.title if title is None else one_line(title, MOST_TITLE)
            unit.pauses.replace(replace(pause, minutes=given, title=told))


def remove_pause(workspace: Workspace, key: PauseId) -> None:
    """Take a pause out of the running order."""
    with workspace.change(_("Take out the pause")) as unit:
        unlocked(unit)
        for pause in unit.pauses.find(id=key):
            unit.pauses.remove(pause.id)


def arrange(workspace: Workspace, moved: Heard, order: Sequence[Heard]) -> None:
    """Put stories and pauses into this order, in which `moved` has another place than before.

    What is not there any more is passed over; stories that came meanwhile are told last.
    """
    label = _("Move #{number}").format(number=moved) if isinstance(moved, int) else _("Move the pause")
    with workspace.change(label, merge=f"move {moved}") as unit:
        unlocked(unit)
        choices = {choice.story_id: choice for choice in unit.choices.find(kind=ChoiceKind.CHOSEN)}
        stories = {story.number: story.id for story in unit.stories.find(id=list(choices))}
        pauses = {pause.id: pause for pause in unit.pauses.all()}
        heard = []
        for one in order:
            if isinstance(one, int):
                heard += [choices.pop(stories[one])] if stories.get(one) in choices else []
            elif one in pauses and pauses[one].after != len(heard):
                unit.pauses.replace(replace(pauses[one], after=len(heard)))
        late = sorted(choices.values(), key=lambda choice: choice.position)
        number_anew(unit, [*heard, *late])


def _bounded(minutes: int) -> int:
    return max(1, min(minutes, MOST_MINUTES))
