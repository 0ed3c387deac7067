"""Why a story is not in, worked out by choosing again with it held in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from learningstories.analysis.proposal import Proposal, WhyNot
from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, listed_apart, plural
from learningstories.services.candidates import Candidates, candidates
from learningstories.services.choosing_rules import minutes_for, rules_for
from learningstories.services.left_out import LeftOut
from learningstories.services.progress import Control
from learningstories.services.results import IN_DOUBT, Results
from learningstories.services.rule_words import rule_words
from learningstories.services.shortlisting import Programme, programme
from learningstories.services.standing import Standing, standing
from learningstories.services.title_words import titles_words
from learningstories.services.workspace import Workspace

MOST_TOLD = 20  # the best; each is a choice of its own
CLOSE = 0.1  # chances that differ by less than this are too close to call


def told_exactly(
    workspace: Workspace, results: Results, rest: Sequence[LeftOut], control: Control
) -> tuple[LeftOut, ...]:
    """The same stories; the best that could be chosen say what their being in would change.

    That is worked out by choosing once more from all; where the shortlist is not what would be proposed, from
    what stands on it. Raises `Cancelled`.
    """
    with workspace.read() as unit:
        rules = rules_for(unit)
        made, available = programme(unit), minutes_for(unit, rules)
        table = candidates(unit, results, rules, available)
    if not made.places:
        return tuple(rest)
    again = _Again(table=table, basis=_basis(table, made), results=results)
    asked = {one.story.number for one in [one for one in rest if one.open][:MOST_TOLD]}
    found = []
    for done, one in enumerate(rest):
        control.step(done, len(rest))
        why = again.why_not(one) if one.story.number in asked else ""
        found.append(replace(one, why=why) if why else one)
    return tuple(found)


def _basis(table: Candidates, made: Programme) -> Proposal | Standing:
    """The proposal, where that is what stands."""
    stands = standing(table, made)
    try:
        best = table.best()
    except ExpectedError:  # pins that do not fit: there is no proposal to hold anything against
        return stands
    return best if set(best.chosen.tolist()) == stands.rows and not stands.others else stands


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Again:
    """What stands, to be chosen again with one story held in."""

    table: Candidates
    basis: Proposal | Standing
    results: Results

    def why_not(self, one: LeftOut) -> str:
        """The sentence of one story; empty where nothing more is known than before."""
        numbers = [story.number for story in self.table.stories]
        row = numbers.index(one.story.number)
        found = self.basis.why_not(row)
        if not found.possible:
            return self._impossible(found)
        if not len(found.leaves):
            return ""
        close = self._too_close(found, row)
        return close or self._exchange(found, row, one.full)

    def _impossible(self, found: WhyNot) -> str:
        rules = [rule for rule in self.table.told(found.clashes) if rule[2]]  # none pinned but itself: 0
        if not rules:
            return ""
        told = listed_apart(rule_words(*rule) for rule in rules)
        return _("No set of stories with it keeps these rules: {rules}").format(rules=told)

    def _exchange(self, found: WhyNot, row: int, full: str) -> str:
        facts: dict[str, Any] = {
            "odds": self._odds(row),
            "titles": self._titles(found.leaves.tolist()),
            "joins": self._titles([other for other in found.joins.tolist() if other != row]),
        }
        over = self._over(row)
        if facts["joins"]:
            told = _("Would take the place of {titles} at {odds} % odds, and bring {joins} in with it")
        elif full:
            facts["rule"] = full
            told = _("{rule}: would take the place of {titles} at {odds} % odds")
        elif over > 0:
            facts["over"] = over
            told = plural(
                "{over} minute over the time you have: would take the place of {titles} at {odds} % odds",
                "{over} minutes over the time you have: would take the place of {titles} at {odds} % odds",
                over,
            )
        elif self.table.size is not None:
            facts["size"] = self.table.size
            told = _("{size} were asked for: would take the place of {titles} at {odds} % odds")
        else:
            told = _("Would take the place of {titles} at {odds} % odds")
        return told.format_map(facts)

    def _too_close(self, found: WhyNot, row: int) -> str:
        """Where one story would stand for one other with about the same chances."""
        if len(found.leaves) != 1 or len(found.joins) != 1:
            return ""
        other = int(found.leaves[0])
        mine, theirs = self._chance(row), self._chance(other)
        in_doubt = IN_DOUBT[0] < mine < IN_DOUBT[1] and IN_DOUBT[0] < theirs < IN_DOUBT[1]
        if abs(mine - theirs) >= CLOSE or not in_doubt:
            return ""
        told = _("Too close to call: {odds} % against {theirs} % for {titles}. One more reader may settle it")
        return told.format(odds=round(100 * mine), theirs=round(100 * theirs), titles=self._titles([other]))

    def _over(self, row: int) -> int:
        if self.table.available is None:
            return 0
        return round(self.basis.minutes + float(self.table.minutes[row])) - self.table.available

    def _chance(self, row: int) -> float:
        found = self.results.story(self.table.stories[row].number)
        return found.p_top if found else 0.0

    def _odds(self, row: int) -> int:
        return round(100 * self._chance(row))

    def _titles(self, rows: Sequence[int]) -> str:
        return titles_words([self.table.stories[row].title for row in rows])
