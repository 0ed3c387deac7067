"""The rules that a proposal keeps to: kept in the challenge, changed one step at a time."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import MOST_EVENT_MINUTES, MOST_READINGS
from learningstories.domain.errors import ShortlistLocked
from learningstories.domain.shortlist import ChoosingRules, ChoosingRulesId, NamedLimit
from learningstories.domain.story import main_language
from learningstories.i18n import _
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

MOST_STORIES = 10_000
MOST_NAME, MOST_NAMED = 200, 200
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


def with_size(rules: ChoosingRules, size: int | None) -> ChoosingRules:
    """The rules with this number, if one is given, in the place of a time and number."""
    return rules if size is None else replace(rules, size=size, minutes=0)


def set_named(workspace: Workspace, kind: str, name: str, limit: int | None) -> None:
    """Keep a limit for one theme or language, None for none of its own; raises `ShortlistLocked`."""
    label = _("Change the rules for the proposal")
    with workspace.change(label, merge=f"rules {kind} {name}") as unit:
        if unit.locks.exist():
            raise ShortlistLocked
        keep_rules(unit, with_named(rules_for(unit), kind, name, limit))


def with_named(rules: ChoosingRules, kind: str, name: str, limit: int | None) -> ChoosingRules:
    """The rules with another limit of that kind (one of `LIMITS`) for one theme or language, or without it.

    A limit that is changed keeps its place; above `MOST_NAMED` none is added.
    """
    told = main_language(name) if kind.startswith("language") else one_line(name, MOST_NAME)
    given = NamedLimit(kind=kind, name=told, limit=0)
    if limit is not None:
        given = replace(given, limit=max(0, min(limit, MOST_STORIES)))
    same = [(each.kind, each.key) == (given.kind, given.key) for each in rules.named]
    if limit is None or not given.key:
        kept = [each for each, is_it in zip(rules.named, same, strict=True) if not is_it]
    elif any(same):
        kept = [given if is_it else each for each, is_it in zip(rules.named, same, strict=True)]
    else:
        kept = [*rules.named, given][:MOST_NAMED]
    return replace(rules, named=tuple(kept))


def plain_rules(rules: ChoosingRules) -> dict[str, Any]:
    """The rules as JSON can hold them, for a lock or a draft."""
    return {name: value for name, value in asdict(rules).items() if name != "id"}


def rules_out_of(plain: Mapping[str, Any]) -> ChoosingRules:
    """The rules that a lock or a draft holds; what an earlier version did not know of is as usual."""
    known = {name: plain[name] for name in ChoosingRules.__dataclass_fields__ if name in plain}
    known["named"] = tuple(NamedLimit(**each) for each in known.get("named", ()))
    return ChoosingRules(**{"id": ChoosingRulesId(uuid4()), **known})


def keep_rules(unit: UnitOfWork, rules: ChoosingRules) -> None:
    """Store the rules, inside a step that is under way."""
    known = next(iter(unit.choosing_rules.all()), None)
    if known is None:
        unit.choosing_rules.add(rules)
    elif rules != known:
        unit.choosing_rules.replace(replace(rules, id=known.id))
