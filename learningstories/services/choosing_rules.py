"""The rules that a proposal keeps to: kept in the challenge, changed one step at a time."""

from dataclasses import replace
from uuid import uuid4

from learningstories.domain.challenge import MOST_EVENT_MINUTES, MOST_READINGS
from learningstories.domain.errors import ShortlistLocked
from learningstories.domain.shortlist import ChoosingRules, ChoosingRulesId
from learningstories.i18n import _
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

MOST_STORIES = 10_000
_HIGHEST = {"minutes": MOST_EVENT_MINUTES, "readings_least": MOST_READINGS}


def rules_for(unit: UnitOfWork) -> ChoosingRules:
    """The rules as they are kept; the usual ones until somebody sets any."""
    return next(iter(unit.choosing_rules.all()), None) or ChoosingRules(id=ChoosingRulesId(uuid4()))


def minutes_for(unit: UnitOfWork, rules: ChoosingRules) -> int | None:
    """The time for stories by these rules; None where it does not matter."""
    return (unit.challenge().event_minutes if rules.minutes is None else rules.minutes) or None


def set_rules(workspace: Workspace, **limits: int | None) -> None:
    """Keep the rules with these limits (fields of `ChoosingRules`) changed; raises `ShortlistLocked`."""
    label = _("Change the rules for the proposal")
    with workspace.change(label, merge="rules " + " ".join(sorted(limits))) as unit:
        if unit.locks.exist():
            raise ShortlistLocked
        keep_rules(unit, with_limits(rules_for(unit), **limits))


def with_limits(rules: ChoosingRules, **limits: int | None) -> ChoosingRules:
    """The rules with other limits, each within what makes sense."""
    bounded = {
        name: limit if limit is None else max(0, min(limit, _HIGHEST.get(name, MOST_STORIES)))
        for name, limit in limits.items()
    }
    return replace(rules, **bounded)  # type: ignore[arg-type]  # the names are checked by `replace`


def within(rules: ChoosingRules, *, size: int | None, minutes: int | None) -> ChoosingRules:
    """The rules with another number or time, if either is given; the one that is not given is no limit."""
    if size is None and minutes is None:
        return rules
    return replace(rules, size=size, minutes=minutes or 0)


def keep_rules(unit: UnitOfWork, rules: ChoosingRules) -> None:
    """Store the rules, inside a step that is under way."""
    known = next(iter(unit.choosing_rules.all()), None)
    if known is None:
        unit.choosing_rules.add(rules)
    elif rules != known:
        unit.choosing_rules.replace(replace(rules, id=known.id))
