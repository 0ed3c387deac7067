"""Shortlists are kept as drafts under a name, compared side by side, and taken up again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from learningstories.domain.errors import NoSuchDraft, ShortlistEmpty
from learningstories.domain.shortlist import ChoiceKind, Pause, PauseId, ShortlistDraft
from learningstories.domain.shortlist import ShortlistDraftId as DraftId
from learningstories.domain.story import StoryId, takes_part
from learningstories.i18n import _
from learningstories.services.choosing_rules import keep_rules, plain_rules, rules_for, rules_out_of
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlist_facts import shortlist_facts
from learningstories.services.shortlisting import close_gaps, decide_one, put_in_order, unlocked
from learningstories.services.wording import short_moment
from learningstories.services.workspace import Workspace

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results

MOST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStory:
    """A story of a draft; `rank` and `p_top` are None where it was not ranked."""

    number: int
    title: str
    position: int
    minutes: int
    pinned: bool
    rank: int | None
    p_top: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A shortlist as it stood; `id` is None for the one that stands now."""

    id: UUID | None
    name: str
    made_by: str
    stories: tuple[DraftStory, ...]
    minutes: int
    pause_minutes: int

    @property
    def odds(self) -> float:
        """How many of its stories can be expected among the best."""
        return sum(story.p_top or 0.0 for story in self.stories)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A story and its place in each of two drafts, None where it is not in."""

    number: int
    title: str
    first: int | None
    second: int | None


def keep_draft(workspace: Workspace, results: "Results | None", name: str) -> ShortlistDraft:
    """Keep the shortlist as it stands, as one step; without a name it is called after the moment.

    Raises `ShortlistEmpty`.
    """
    now = workspace.clock()
    with workspace.read() as unit:
        told = one_line(name, MOST_NAME) or short_moment(now, unit.challenge().zone)
    with workspace.change(_("Keep the draft “{name}”").format(name=told)) as unit:
        snapshot = _snapshot(unit, results)
        if not snapshot["stories"]:
            raise ShortlistEmpty
        draft = ShortlistDraft(
            id=DraftId(uuid4()), name=told, made_at=now, made_by=workspace.who, snapshot=snapshot
        )
        unit.shortlist_drafts.add(draft)
    return draft


def drafts(workspace: Workspace, results: "Results | None") -> tuple[Draft, ...]:
    """The shortlist as it stands, if there is one, and the drafts that are kept, the newest first."""
    with workspace.read() as unit:
        kept = sorted(unit.shortlist_drafts.all(), key=lambda draft: (draft.made_at, draft.id), reverse=True)
        standing = _told(None, _("Now"), "", _snapshot(unit, results))
    found = [_told(draft.id, draft.name, draft.made_by, draft.snapshot) for draft in kept]
    return (standing, *found) if standing.stories else tuple(found)


def compared(first: Draft, second: Draft) -> tuple[SideBySide, ...]:
    """Every story of either draft, in the order of the first, then of the second."""
    one = {story.number: story.position for story in first.stories}
    other = {story.number: story.position for story in second.stories}
    titles = {story.number: story.title for story in (*second.stories, *first.stories)}
    numbers = [*one, *(number for number in other if number not in one)]
    return tuple(
        SideBySide(number=n, title=titles[n], first=one.get(n), second=other.get(n)) for n in numbers
    )


def take_up(workspace: Workspace, key: UUID) -> tuple[int, ...]:
    """Make a draft the shortlist again, with its pauses, rules and exclusions, as one step.

    Returns the stories that cannot be on it any more. Raises `NoSuchDraft`, `ShortlistLocked`.
    """
    with workspace.read() as unit:
        name = _draft(unit, key).name
    with workspace.change(_("Take up the draft “{name}”").format(name=name)) as unit:
        unlocked(unit)
        kept = _draft(unit, key).snapshot
        challenge, stories = unit.challenge(), {story.number: story for story in unit.stories.all()}
        there = [
            told
            for told in kept["stories"]
            if told["number"] in stories and takes_part(stories[told["number"]], challenge)
        ]
        # A decision that becomes another one keeps its place, so that the step can be undone.
        excluded = {told["number"]: told["reason"] for told in kept["excluded"] if told["number"] in stories}
        for number, reason in excluded.items():
            decide_one(workspace, unit, number, kind=ChoiceKind.EXCLUDED, reason=reason)
        put_in_order(workspace, unit, [told["number"] for told in there])
        for told in there:
            fields = {"pinned": told["pinned"], "minutes": told["own_minutes"], "reason": told["reason"]}
            decide_one(workspace, unit, told["number"], kind=ChoiceKind.CHOSEN, **fields)
        _lift_others(unit, {stories[number].id for number in excluded})
        close_gaps(unit)
        _put_pauses(unit, kept["pauses"])
        keep_rules(unit, rules_out_of(kept["own_rules"]))
    inside = {told["number"] for told in there}
    return tuple(told["number"] for told in kept["stories"] if told["number"] not in inside)


def remove_draft(workspace: Workspace, key: UUID) -> None:
    """Remove a draft, as one step; raises `NoSuchDraft`."""
    with workspace.read() as unit:
        name = _draft(unit, key).name
    with workspace.change(_("Remove the draft “{name}”").format(name=name)) as unit:
        unit.shortlist_drafts.remove(_draft(unit, key).id)


def _lift_others(unit: UnitOfWork, excluded: Collection[StoryId]) -> None:
    for choice in unit.choices.find(kind=ChoiceKind.EXCLUDED):
        if choice.story_id not in excluded:
            unit.choices.remove(choice.id)


def _put_pauses(unit: UnitOfWork, told: Sequence[Mapping[str, Any]]) -> None:
    for pause in unit.pauses.all():
        unit.pauses.remove(pause.id)
    unit.pauses.add_all([Pause(id=PauseId(uuid4()), **pause) for pause in told])


def _snapshot(unit: UnitOfWork, results: "Results | None") -> dict[str, Any]:
    """The facts without the ranking of all stories, but with what it says of those that are in."""
    facts = shortlist_facts(unit, None)
    own = {choice.story_id: choice.minutes for choice in unit.choices.find(kind=ChoiceKind.CHOSEN)}
    keys = {story.number: story.id for story in unit.stories.find(id=list(own))}
    for story in facts["stories"]:
        ranked = results.story(story["number"]) if results is not None else None
        story |= {"rank": ranked.rank if ranked else None, "p_top": ranked.p_top if ranked else None}
        story["own_minutes"] = own[keys[story["number"]]]
    kept = {name: facts[name] for name in ("stories", "excluded", "pauses", "minutes")}
    return {**kept, "own_rules": plain_rules(rules_for(unit))}


def _told(key: UUID | None, name: str, by: str, snapshot: Mapping[str, Any]) -> Draft:
    return Draft(
        id=key,
        name=name,
        made_by=by,
        stories=tuple(
            DraftStory(**{field: story[field] for field in DraftStory.__dataclass_fields__})
            for story in snapshot["stories"]
        ),
        minutes=snapshot["minutes"],
        pause_minutes=sum(pause["minutes"] for pause in snapshot["pauses"]),
    )


def _draft(unit: UnitOfWork, key: UUID) -> ShortlistDraft:
    found = next(iter(unit.shortlist_drafts.find(id=key)), None)
    if found is None:
        raise NoSuchDraft
    return found
