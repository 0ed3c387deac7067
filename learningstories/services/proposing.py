"""Proposes a shortlist from the ranking, within what the organiser has decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from learningstories.analysis import proposal
from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.running_order import running_order
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import PinsDoNotFit, ReasonNeeded, ShortlistLocked
from learningstories.domain.shortlist import ChoiceKind
from learningstories.domain.story import Story, StoryState, apart_from_consent, may_be_published
from learningstories.i18n import _
from learningstories.services.ports import UnitOfWork
from learningstories.services.results import Results, StoryResult
from learningstories.services.shortlisting import close_gaps, decide_one, minutes_of, put_in_order
from learningstories.services.workspace import Workspace

_ONLY_PRINTED = 0.001
_OUT_BY_RULE = frozenset(StoryState) - {StoryState.READING, StoryState.READY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What the organiser decides: stories held in, and stories kept out with the reason."""

    pins: tuple[int, ...] = ()
    exclusions: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The proposal as numbers in running order; `proved` when no better set exists."""

    numbers: tuple[int, ...]
    proved: bool


def decide(workspace: Workspace, decisions: Decisions) -> None:
    """Pin and exclude, as one step, and leave the rest of the shortlist as it is.

    Raises `ReasonNeeded`, `ShortlistLocked`, `NoSuchStory`, `StoryWithdrawn`, `StoryRefused`.
    """
    with workspace.change(_label(decisions)) as unit:
        _decide(workspace, unit, decisions)


def propose(
    workspace: Workspace,
    results: Results,
    *,
    size: int | None = None,
    minutes: int | None = None,
    decisions: Decisions | None = None,
) -> Proposed:
    """Store, as one step, the set of stories with the best chances: at most `size` and `minutes`.

    What is pinned stays in and what is excluded stays out; `decisions` adds to both. Chosen are
    only stories that were read, break no rule and may be told and printed. Raises what `decide`
    raises, and `PinsDoNotFit`.
    """
    with workspace.change(_("Propose a shortlist")) as unit:
        _decide(workspace, unit, decisions or Decisions(exclusions={}))
        table = _table(unit, results)
        proposed = _chosen(table, size=size, minutes=minutes)
        put_in_order(workspace, unit, proposed.numbers)
        _explain(unit, results, table, proposed.numbers)
    return proposed


def may_be_proposed(story: Story, challenge: Challenge, result: StoryResult) -> bool:
    """Whether a story may be chosen without the organiser's own word for it."""
    concern = result.state is StoryState.CONCERN
    state = apart_from_consent(story, challenge, result.n, concern=concern)
    return state not in _OUT_BY_RULE and result.n > 0 and may_be_published(story)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """The ranked stories, a row each."""

    stories: Sequence[Story]
    value: FloatArray
    minutes: FloatArray
    pinned: Collection[int]
    barred: Collection[int]  # rows that may not be chosen


def _label(decisions: Decisions) -> str:
    if len(decisions.pins) == 1 and not decisions.exclusions:
        return _("Pin #{number}").format(number=decisions.pins[0])
    if len(decisions.exclusions) == 1 and not decisions.pins:
        return _("Exclude #{number}").format(number=next(iter(decisions.exclusions)))
    count = len(decisions.pins) + len(decisions.exclusions)
    return _("Decide about {count} stories").format(count=count)


def _decide(workspace: Workspace, unit: UnitOfWork, decisions: Decisions) -> None:
    if unit.locks.all():
        raise ShortlistLocked
    for number in decisions.pins:
        decide_one(workspace, unit, number, kind=ChoiceKind.CHOSEN, pinned=True)
    for number, reason in decisions.exclusions.items():
        if not reason.strip():
            raise ReasonNeeded
        decide_one(workspace, unit, number, kind=ChoiceKind.EXCLUDED, reason=reason.strip())
    close_gaps(unit)


def _table(unit: UnitOfWork, results: Results) -> _Table:
    challenge = unit.challenge()
    choices = {choice.story_id: choice for choice in unit.choices.all()}
    by_number = {story.number: story for story in unit.stories.all()}
    ranked = [result for result in results.stories if result.number in by_number]
    stories = [by_number[result.number] for result in ranked]
    decided = [choices.get(story.id) for story in stories]
    pinned = {row for row, choice in enumerate(decided) if choice is not None and choice.pinned}
    barred = {
        row
        for row, (story, result, choice) in enumerate(zip(stories, ranked, decided, strict=True))
        if row not in pinned
        and (
            (choice is not None and choice.kind is ChoiceKind.EXCLUDED)
            or not may_be_proposed(story, challenge, result)
        )
    }
    return _Table(
        stories=stories,
        value=_worth(stories, ranked),
        minutes=np.array([minutes_of(s, c) for s, c in zip(stories, decided, strict=True)], dtype=np.float64),
        pinned=pinned,
        barred=barred,
    )


def _worth(stories: Sequence[Story], ranked: Sequence[StoryResult]) -> FloatArray:
    """What choosing each story is worth; one that is only to be printed fills what time the others leave."""
    worth = proposal.worth(
        np.array([result.p_top for result in ranked]), np.array([result.score for result in ranked])
    )
    return worth * np.where([story.consent_stage for story in stories], 1.0, _ONLY_PRINTED)


def _chosen(table: _Table, *, size: int | None, minutes: int | None) -> Proposed:
    rows = np.arange(len(table.stories))
    pinned = np.isin(rows, list(table.pinned))
    _check_pins(len(table.pinned), size, "stories")
    _check_pins(int(table.minutes[pinned].sum()), minutes, "minutes")
    found = proposal.propose(
        table.value,
        table.minutes,
        size=size,
        minutes_available=minutes,
        pinned=pinned,
        excluded=np.isin(rows, list(table.barred)),
    )
    heard = [found.chosen[place] for place in _order(table, found.chosen)]
    return Proposed(numbers=tuple(table.stories[row].number for row in heard), proved=found.optimal)


def _check_pins(taken: int, allowed: int | None, unit: str) -> None:
    if allowed is not None and taken > allowed:
        raise PinsDoNotFit(taken, allowed, unit)


def _order(table: _Table, rows: IntArray) -> IntArray:
    """The places of `rows` in the order in which the stories should be heard."""
    themes = _labels([table.stories[row].theme for row in rows])
    languages = _labels([table.stories[row].language for row in rows])
    return running_order(table.value[rows], [themes, languages])


def _labels(words: Sequence[str]) -> IntArray:
    """A number for each word, -1 for none."""
    numbers = {word: place for place, word in enumerate(sorted(set(words) - {""}))}
    return np.array([numbers.get(word, -1) for word in words], dtype=np.int64)


def _explain(unit: UnitOfWork, results: Results, table: _Table, numbers: Sequence[int]) -> None:
    """Say of each story that the proposal brought in on which figures it did."""
    by_number = {story.number: story for story in table.stories}
    for number in numbers:
        result = results.story(number)
        choice = unit.choices.find(story_id=by_number[number].id)[0]
        if result is not None and not choice.pinned:
            told = _("Ranked {rank}, {percent} % to be in the top {top}").format(
                rank=result.rank, percent=round(100 * result.p_top), top=results.top
            )
            unit.choices.replace(replace(choice, reason=told))
