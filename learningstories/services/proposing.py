"""Proposes a shortlist from the ranking, within what the organiser has decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from learningstories.analysis.arrays import IntArray
from learningstories.analysis.running_order import running_order
from learningstories.domain.errors import ReasonNeeded, RulesClash, ShortlistLocked
from learningstories.domain.shortlist import ChoiceKind, ChoosingRules, language, mood, theme, voice
from learningstories.i18n import _, plural
from learningstories.services.candidates import Candidates, candidates, labels
from learningstories.services.choosing_rules import keep_rules, minutes_for, rules_for
from learningstories.services.ports import UnitOfWork
from learningstories.services.results import Results
from learningstories.services.shortlisting import close_gaps, decide_one, put_in_order
from learningstories.services.workspace import Workspace


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
    rules: ChoosingRules | None = None,
    decisions: Decisions | None = None,
) -> Proposed:
    """Store, as one step, the set of stories with the best chances within the challenge's rules.

    `rules` are kept from now on. What is pinned stays in and what is excluded stays out; `decisions` adds to
    both. Chosen are only stories that were read, break no rule and may be told and printed. Raises what
    `decide` raises, `PinsDoNotFit` and `RulesClash`.
    """
    with workspace.change(_("Propose a shortlist")) as unit:
        _decide(workspace, unit, decisions or Decisions(exclusions={}))
        if rules is not None:
            keep_rules(unit, rules)
        wanted = rules or rules_for(unit)
        table = candidates(unit, results, wanted, minutes_for(unit, wanted))
        proposed = _chosen(table, wanted.readings_least)
        put_in_order(workspace, unit, proposed.numbers)
        _explain(unit, results, table, proposed.numbers)
    return proposed


def _label(decisions: Decisions) -> str:
    if len(decisions.pins) == 1 and not decisions.exclusions:
        return _("Pin #{number}").format(number=decisions.pins[0])
    if len(decisions.exclusions) == 1 and not decisions.pins:
        return _("Exclude #{number}").format(number=next(iter(decisions.exclusions)))
    count = len(decisions.pins) + len(decisions.exclusions)
    return plural("Decide about {count} story", "Decide about {count} stories", count).format(count=count)


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


def _chosen(table: Candidates, readings_least: int) -> Proposed:
    found = table.best()
    if not len(found.chosen) and found.clashes:
        raise RulesClash(table.told(found.clashes))
    if not len(found.chosen) and readings_least > 1:
        raise RulesClash((("readings_least", "", readings_least),))
    heard = [found.chosen[place] for place in _order(table, found.chosen)]
    return Proposed(numbers=tuple(table.stories[row].number for row in heard), proved=found.optimal)


def _order(table: Candidates, rows: IntArray) -> IntArray:
    """The places of `rows` in the order to be heard: themes and moods alternate, voices are mixed."""
    stories = [table.stories[row] for row in rows]
    kinds = [labels([key(story) for story in stories]) for key in (theme, mood, voice, language)]
    return running_order(table.value[rows], kinds)


def _explain(unit: UnitOfWork, results: Results, table: Candidates, numbers: Sequence[int]) -> None:
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
