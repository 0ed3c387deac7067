"""How many stories the chances are about: as many as the rules ask for, or as fit their time."""

from dataclasses import replace

from learningstories.domain.shortlist import ChoosingRules
from learningstories.services.choosing_rules import minutes_for, rules_for
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.rated import places
from learningstories.services.results import Results, compute, with_top
from learningstories.services.workspace import Workspace


def sought_by_rules(unit: UnitOfWork, results: Results, rules: ChoosingRules) -> int:
    """The number for this ranking, at least one."""
    if rules.size:
        return rules.size
    minutes = minutes_for(unit, rules) or unit.challenge().event_minutes
    return places(replace(unit.challenge(), event_minutes=minutes), results.table.lines)


def results_by_rules(workspace: Workspace, lists: Lists, rules: ChoosingRules | None = None) -> Results:
    """The ranking, with the chances of being among as many as `rules`, unless given those that are kept.

    Raises `NothingToRank`.
    """
    results = compute(workspace, lists)
    with workspace.read() as unit:
        top = sought_by_rules(unit, results, rules or rules_for(unit))
    return results if top == results.top else with_top(results, top)
