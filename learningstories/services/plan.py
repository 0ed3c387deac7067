"""What is to be done with what was found: added, put in the place of an earlier text, or left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from learningstories.domain.arrival import came_before
from learningstories.domain.form import Form
from learningstories.domain.story import Story
from learningstories.services.adding import add
from learningstories.services.comparing import Comparison
from learningstories.services.found import Found
from learningstories.services.known_finds import FindsBefore, Sought, StoriesBefore
from learningstories.services.likeness import KNOWN_ALREADY, Alike, Likeness
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

_AT_ONCE = 500  # finds; the stories they may be like are read together


class Action(StrEnum):
    """What is done with a find."""

    ADD = "add"
    REPLACE = "replace"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Something that was found, what it is like, and what is to be done with it."""

    found: Found
    likeness: Likeness | None = None
    action: Action = Action.ADD


def preset(found: Found, likeness: Likeness | None) -> Action:
    """What is done unless somebody decides otherwise; nothing is refused for being like another's story."""
    if found.draft is None or (likeness is not None and likeness.kind in KNOWN_ALREADY):
        return Action.SKIP
    if likeness is not None and likeness.kind is Alike.OLDER_VERSION:
        return Action.SKIP
    newer = likeness is not None and likeness.kind is Alike.NEW_VERSION
    return Action.REPLACE if newer else Action.ADD


class Planner:
    """Plans the finds of one drop as they come; `place` counts those it was given before."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._before = FindsBefore()
        self._place = 0

    def plan(self, found: Sequence[Found], control: Control | None = None) -> list[Planned]:
        """What to do with these, which follow what was planned before; raises `Cancelled`."""
        planned: list[Planned] = []
        for start in range(0, len(found), _AT_ONCE):
            planned += self._some(found[start : start + _AT_ONCE], control or Control(), start, len(found))
        return planned

    def _some(self, found: Sequence[Found], control: Control, done: int, total: int) -> list[Planned]:
        drafts = {place: Sought.of(each.draft) for place, each in enumerate(found) if each.draft is not None}
        planned = []
        with self._workspace.read() as unit:
            stories = StoriesBefore(unit, list(drafts.values()))
            for place, each in enumerate(found):
                control.step(done + place, total)
                sought = drafts.get(place)
                likeness = self._likeness(sought, stories) if sought is not None else None
                if likeness is not None and _is_older(unit, each, likeness):
                    likeness = replace(likeness, kind=Alike.OLDER_VERSION)
                planned.append(Planned(found=each, likeness=likeness, action=preset(each, likeness)))
                self._place += 1
        return planned

    def _likeness(self, sought: Sought, stories: StoriesBefore) -> Likeness | None:
        found = [Comparison(sought, stories).closest()]
        if found[0] is None or found[0].kind not in KNOWN_ALREADY:
            found.append(Comparison(sought, self._before, is_drop=True).closest())
        self._before.put(self._place, sought)
        order = list(Alike)
        surest = [each for each in found if each is not None]
        return min(surest, key=lambda each: (order.index(each.kind), -each.percent), default=None)


def _is_older(unit: UnitOfWork, found: Found, likeness: Likeness) -> bool:
    """Whether the text that a story has now came after what looks like a newer one."""
    if likeness.kind is not Alike.NEW_VERSION or likeness.number is None:
        return False
    return came_before(found.claims, unit.story(likeness.number).claims)


def plan(workspace: Workspace, found: Sequence[Found], control: Control | None = None) -> list[Planned]:
    """What to do with everything that was found in one drop; nothing is stored. Raises `Cancelled`."""
    return Planner(workspace).plan(found, control)


def carry_out(
    workspace: Workspace,
    planned: Sequence[Planned],
    control: Control | None = None,
    *,
    forms: Sequence[Form] = (),
) -> list[Story | None]:
    """Do it, as one step: the story that each became, or None for what was left out.

    What is to replace an earlier find of the drop that is left out is a story of its own. `forms` are
    those that some of it comes from. Raises `Cancelled`, and then nothing is stored.
    """
    places = [n for n, each in enumerate(planned) if each.found.draft and each.action is not Action.SKIP]
    replacing, following = _newer([planned[place] for place in places], places)
    found = [planned[place].found for place in places]
    stories = iter(add(workspace, found, control, replacing=replacing, following=following, forms=forms))
    wanted = set(places)
    return [next(stories) if place in wanted else None for place in range(len(planned))]


def _newer(planned: Sequence[Planned], places: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """What each newer text replaces: a story, by its number, or another of these, by where it is here."""
    here = {place: n for n, place in enumerate(places)}
    first_of: dict[int, int] = {}  # of several newer texts of one story the others follow the first
    replacing: dict[int, int] = {}
    following: dict[int, int] = {}
    for n, each in enumerate(planned):
        likeness = each.likeness
        if each.action is not Action.REPLACE or likeness is None:
            continue
        if likeness.number is None:
            if likeness.place in here:
                following[n] = here[likeness.place]
        elif first_of.setdefault(likeness.number, n) != n:
            following[n] = first_of[likeness.number]
        else:
            replacing[n] = likeness.number
    return replacing, following
