"""The stories that a proposal chooses from, with the rules it keeps to."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from learningstories.analysis import proposal
from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.rules import Group, Rule, RuleKind
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import PinsDoNotFit
from learningstories.domain.shortlist import ChoiceKind, ChoosingRules, language, theme, voice
from learningstories.domain.story import Story, StoryState, apart_from_consent, may_be_published
from learningstories.services.ports import UnitOfWork
from learningstories.services.results import Results, StoryResult
from learningstories.services.shortlisting import minutes_of

_ONLY_PRINTED = 0.001
_OUT_BY_RULE = frozenset(StoryState) - {StoryState.READING, StoryState.READY}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """The ranked stories, a row each; `barred` rows may not be chosen. `named` tells what each group is."""

    stories: Sequence[Story]
    value: FloatArray
    minutes: FloatArray
    pinned: Collection[int]
    barred: Collection[int]
    size: int | None
    available: int | None
    groups: Sequence[Group]
    named: Sequence[tuple[str, str]]

    def best(self) -> proposal.Proposal:
        """The best set within the rules; raises `PinsDoNotFit`."""
        rows = np.arange(len(self.stories))
        pinned = np.isin(rows, list(self.pinned))
        _check_pins(len(self.pinned), self.size, "stories")
        _check_pins(int(self.minutes[pinned].sum()), self.available, "minutes")
        return proposal.propose(
            self.value,
            self.minutes,
            size=self.size,
            minutes_available=self.available,
            pinned=pinned,
            excluded=np.isin(rows, list(self.barred)),
            groups=self.groups,
        )

    def worth(self, p_top: FloatArray, score: FloatArray) -> FloatArray:
        """What choosing each story would be worth by other figures, a row each."""
        return _worth(self.stories, p_top, score)

    def told(self, rules: Sequence[Rule]) -> tuple[tuple[str, str, int], ...]:
        """Rules as (kind, theme or language, limit)."""
        return tuple(self._told(rule) for rule in rules)

    def _told(self, rule: Rule) -> tuple[str, str, int]:
        if rule.group is not None:
            group, (kind, name) = self.groups[rule.group], self.named[rule.group]
            return kind, name, group.least or group.most or 0
        limits = {
            RuleKind.PINNED: len(self.pinned),
            RuleKind.EXCLUDED: len(self.barred),
            RuleKind.SIZE: self.size or 0,
            RuleKind.MINUTES: self.available or 0,
        }
        return str(rule.kind), "", limits[rule.kind]


def candidates(unit: UnitOfWork, results: Results, rules: ChoosingRules, available: int | None) -> Candidates:
    """All ranked stories as the rules and the organiser's decisions see them."""
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
            or result.n < rules.readings_least
        )
    }
    groups = list(_groups(stories, rules))
    return Candidates(
        stories=stories,
        value=_worth(
            stories,
            np.array([result.p_top for result in ranked]),
            np.array([result.score for result in ranked]),
        ),
        minutes=np.array([minutes_of(s, c) for s, c in zip(stories, decided, strict=True)], dtype=np.float64),
        pinned=pinned,
        barred=barred,
        size=rules.size or None,
        available=available,
        groups=[group for group, _named in groups],
        named=[named for _group, named in groups],
    )


def may_be_proposed(story: Story, challenge: Challenge, result: StoryResult) -> bool:
    """Whether a story may be chosen without the organiser's own word for it."""
    concern = result.state is StoryState.CONCERN
    state = apart_from_consent(story, challenge, result.n, concern=concern)
    return state not in _OUT_BY_RULE and result.n > 0 and may_be_published(story)


def labels(words: Sequence[str]) -> IntArray:
    """A number for each word, -1 for none."""
    numbers = {word: place for place, word in enumerate(sorted(set(words) - {""}))}
    return np.array([numbers.get(word, -1) for word in words], dtype=np.int64)


def _groups(stories: Sequence[Story], rules: ChoosingRules) -> Iterator[tuple[Group, tuple[str, str]]]:
    author = labels([voice(story) for story in stories])
    if rules.author_most:
        yield Group(name="author", label=author, most=rules.author_most), ("author_most", "")
    for kind, key in (("theme", theme), ("language", language)):
        keys = [key(story) for story in stories]
        names = {
            one: story.theme.strip() if kind == "theme" else one
            for one, story in zip(keys, stories, strict=True)
        }
        yield from _most(f"{kind}_most", keys, rules)
        yield from _least(f"{kind}_least", keys, rules, names)


def _most(kind: str, keys: Sequence[str], rules: ChoosingRules) -> Iterator[tuple[Group, tuple[str, str]]]:
    """At most so many of each, but for those with a limit of their own."""
    own = {one.key: one for one in rules.named if one.kind == kind}
    most = getattr(rules, kind)
    if most:
        others = labels(["" if key in own else key for key in keys])
        yield Group(name=kind, label=others, most=most), (kind, "")
    for key, one in own.items():
        yield Group(name=kind, label=_only(key, keys), most=one.limit), (kind, one.name)


def _least(
    kind: str, keys: Sequence[str], rules: ChoosingRules, names: Mapping[str, str]
) -> Iterator[tuple[Group, tuple[str, str]]]:
    """At least so many of each that there is, and of each with a limit of its own."""
    named = {one.key: one.name for one in rules.named if one.kind == kind}
    for key in sorted({*keys, *named} - {""}):
        least = rules.limit(kind, key)
        if least:
            yield Group(name=kind, label=_only(key, keys), least=least), (kind, named.get(key) or names[key])


def _only(key: str, keys: Sequence[str]) -> IntArray:
    """0 where that is the key, -1 for all others."""
    return np.array([0 if one == key else -1 for one in keys], dtype=np.int64)


def _worth(stories: Sequence[Story], p_top: FloatArray, score: FloatArray) -> FloatArray:
    """What choosing each story is worth; one that is only to be printed fills what time the others leave."""
    told = np.where([story.consent_stage for story in stories], 1.0, _ONLY_PRINTED)
    return proposal.worth(p_top, score) * told


def _check_pins(taken: int, allowed: int | None, unit: str) -> None:
    if allowed is not None and taken > allowed:
        raise PinsDoNotFit(taken, allowed, unit)
