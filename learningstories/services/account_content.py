"""The facts of the account: how the shortlist came about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import ShortlistEmpty
from learningstories.domain.shortlist import Lock
from learningstories.services.changes import HistoryLine, Kind, StepKind
from learningstories.services.choosing_rules import rules_out_of
from learningstories.services.locking import without_readers
from learningstories.services.progress import Control
from learningstories.services.rule_words import rules_words
from learningstories.services.shortlist_facts import BY_RULES, shortlist_facts
from learningstories.services.since_lock import changes_since
from learningstories.services.workspace import Workspace

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results

_STEPS = 100_000  # of history, which is read back for who opened the lock and why


class OverrideKind(StrEnum):
    """What the organiser decided apart from the figures."""

    PINNED = "pinned"
    EXCLUDED = "excluded"
    READER_SET_ASIDE = "reader_set_aside"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChoice:
    """A story that was chosen; `rank` and the figures are None where it was not ranked."""

    number: int
    title: str
    position: int
    minutes: int
    rank: int | None
    readings: int | None
    p_top: float | None
    pinned: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One decision with its reason; `what` is a story's title or a reader's address, empty for the lock."""

    kind: OverrideKind
    number: int | None
    what: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutOne:
    """Without the answers of one reader: which stories would enter the best and which would leave."""

    name: str
    readings: int
    enter: tuple[tuple[int, str], ...]
    leave: tuple[tuple[int, str], ...]

    @property
    def changes(self) -> bool:
        """Whether anything would be different."""
        return bool(self.enter or self.leave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far readers agree: `alpha` from 0 (chance) to 1; None with the cause in `missing`."""

    alpha: float | None
    low: float | None
    high: float | None
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the shortlist came about; of a locked one everything is as it was at the lock.

    `rules` are lines in a person's words. Without a ranking `agreement` is None and `method`, `version`
    empty. `top` is how many stories the chances are about. `since_lock` are sentences. `whole` is False for
    a lock of an earlier version, which kept neither counts and rules nor what each reader changed, `by_rules`
    for one of a version that told of `without` as the best of the ranking, whatever the rules.
    """

    challenge: Challenge
    locked_at: datetime | None
    locked_by: str
    stories: int
    taking_part: int
    withdrawn: int
    read: int
    readings: int
    readers: int
    minutes: int
    pause_minutes: int
    rules: tuple[str, ...]
    method: str
    version: str
    seed: int | None
    top: int | None
    agreement: Agreement | None
    choices: tuple[AccountChoice, ...]
    overrides: tuple[Override, ...]
    without: tuple[WithoutOne, ...]
    since_lock: tuple[str, ...]
    whole: bool = True
    by_rules: bool = True


def account(workspace: Workspace, results: "Results | None", control: Control) -> Account:
    """Tell how the shortlist came about; raises `ShortlistEmpty`, `Cancelled`.

    `results` are those of this moment, None while nothing is ranked.
    """
    with workspace.read() as unit:
        lock = next(iter(unit.locks.all()), None)
        challenge = unit.challenge()
        since = changes_since(unit, lock, results) if lock else ()
    facts: Mapping[str, Any] = lock.snapshot if lock else _as_it_is(workspace, results, control)
    if not facts.get("stories"):
        raise ShortlistEmpty
    ranking = facts.get("results") or {}
    counts = facts.get("counts") or {}
    return Account(
        challenge=challenge,
        locked_at=lock.locked_at if lock else None,
        locked_by=lock.locked_by if lock else "",
        **{name: counts.get(name, 0) for name in _COUNTS},
        minutes=sum(story["minutes"] for story in facts["stories"]),
        pause_minutes=sum(pause["minutes"] for pause in facts.get("pauses", ())),
        rules=_rules(facts.get("rules") or {}),
        method=ranking.get("method", ""),
        version=ranking.get("version", ""),
        seed=ranking.get("seed"),
        top=ranking.get("top"),
        agreement=_agreement(ranking),
        choices=tuple(_choices(facts["stories"], ranking)),
        overrides=(*_overrides(facts, ranking), *_unlocked(workspace.history(limit=_STEPS), lock)),
        without=tuple(_without(one) for one in facts.get("without", ())),
        since_lock=since,
        whole="counts" in facts,
        by_rules=facts.get("without_by") == BY_RULES,
    )


_NOT_RANKED: Mapping[str, Any] = {}
_COUNTS = ("stories", "taking_part", "withdrawn", "read", "readings", "readers")


def _as_it_is(workspace: Workspace, results: "Results | None", control: Control) -> Mapping[str, Any]:
    without = without_readers(workspace, results, control)
    with workspace.read() as unit:
        return shortlist_facts(unit, results, without)


def _rules(kept: Mapping[str, Any]) -> tuple[str, ...]:
    return rules_words(rules_out_of(kept), kept.get("minutes"))


def _agreement(ranking: Mapping[str, Any]) -> Agreement | None:
    if not ranking:
        return None
    low, high = ranking.get("alpha_range") or (None, None)
    return Agreement(alpha=ranking.get("alpha"), low=low, high=high, missing=ranking.get("alpha_missing", ""))


def _choices(stories: Sequence[Mapping[str, Any]], ranking: Mapping[str, Any]) -> Iterator[AccountChoice]:
    ranked: dict[int, tuple[int, Mapping[str, Any]]] = {
        story["number"]: (rank, story) for rank, story in enumerate(ranking.get("stories", ()), start=1)
    }
    for story in stories:
        place = ranked.get(story["number"])
        rank, figure = place if place else (None, _NOT_RANKED)
        yield AccountChoice(
            number=story["number"],
            title=story["title"],
            position=story["position"],
            minutes=story["minutes"],
            rank=rank,
            readings=figure.get("n"),
            p_top=figure.get("p_top"),
            pinned=story["pinned"],
            reason=story["reason"],
            by=story["chosen_by"],
            at=datetime.fromisoformat(story["chosen_at"]),
        )


def _overrides(facts: Mapping[str, Any], ranking: Mapping[str, Any]) -> Iterator[Override]:
    pinned = [story for story in facts["stories"] if story["pinned"]]
    for kind, stories in (
        (OverrideKind.PINNED, pinned),
        (OverrideKind.EXCLUDED, facts.get("excluded", ())),
    ):
        for story in stories:
            yield Override(
                kind=kind,
                number=story["number"],
                what=story["title"],
                reason=story["reason"],
                by=story["chosen_by"],
                at=datetime.fromisoformat(story["chosen_at"]),
            )
    for reader in ranking.get("readers", ()):
        aside = reader.get("set_aside")
        if aside:
            yield Override(
                kind=OverrideKind.READER_SET_ASIDE,
                number=None,
                what=reader["email"],
                reason=aside["reason"],
                by=aside["by"],
                at=datetime.fromisoformat(aside["at"]) if aside["at"] else None,
            )


def _unlocked(history: Sequence[HistoryLine], lock: Lock | None) -> Iterator[Override]:
    """Each time that a lock was opened, the oldest first; the step's name holds the reason."""
    for line in reversed(history):
        opened = any(
            record.kind is Kind.LOCK and record.after is None and (lock is None or record.key != lock.id)
            for record in line.changes.records
        )
        if opened and line.kind is StepKind.STEP and not line.undone:
            reason = line.label.partition(": ")[2] or line.label
            yield Override(
                kind=OverrideKind.UNLOCKED, number=None, what="", reason=reason, by=line.who, at=line.at
            )


def _without(one: Mapping[str, Any]) -> WithoutOne:
    return WithoutOne(
        name=one["name"],
        readings=one["readings"],
        enter=tuple((number, title) for number, title in one["enter"]),
        leave=tuple((number, title) for number, title in one["leave"]),
    )
