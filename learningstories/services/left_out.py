"""Why each story that is not on the shortlist is not on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Reading, has_open_concern
from learningstories.domain.shortlist import Choice, ChoosingRules, language, theme, voice
from learningstories.domain.story import (
    Story,
    StoryId,
    StoryState,
    apart_from_consent,
    may_be_published,
    minutes_on_stage,
)
from learningstories.i18n import _, plural
from learningstories.services.choosing_rules import minutes_for, rules_for
from learningstories.services.deriving import in_pieces
from learningstories.services.eligibility import against_words, decision_words
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import Place, Programme, programme
from learningstories.services.title_words import titles_words
from learningstories.services.wording import language_words

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results, StoryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that is not in, and why; `rank` is None where the story is not ranked.

    One that is `open` could be chosen within the rules, if others were not; `full` says of which author,
    theme or language there are as many as may be.
    """

    story: Story
    why: str
    rank: int | None
    minutes: int
    open: bool = False
    full: str = ""


def left_out(unit: UnitOfWork, results: "Results | None") -> tuple[LeftOut, ...]:
    """Every story that is not on the shortlist, the best first, those without a rank last."""
    made, challenge = programme(unit), unit.challenge()
    inside = {place.story.id for place in made.places}
    reasons = {story.id: choice for story, choice in made.excluded}
    ranked = {result.number: result for result in results.stories} if results else {}
    rules = rules_for(unit)
    room = _Room(made, _least_likely_first(made, ranked), rules, minutes_for(unit, rules), _counts(made))
    out = [story for story in unit.stories.all() if story.id not in inside]
    uncounted = [story.id for story in out if story.number not in ranked or not ranked[story.number].n]
    given = _readings(unit, uncounted)
    found = []
    for story in out:
        result = ranked.get(story.number)
        why = _decided(story, challenge, reasons.get(story.id), result, given.get(story.id, ()))
        found.append(
            LeftOut(
                story=story,
                why=why or room.why_not(story, result),
                rank=result.rank if result else None,
                minutes=minutes_on_stage(story.words),
                full=room.full(story),
                open=not why and result is not None and result.n >= rules.readings_least,
            )
        )
    return tuple(sorted(found, key=lambda x: (x.rank is None, x.rank or 0, x.story.number)))


def _readings(unit: UnitOfWork, stories: Sequence[StoryId]) -> Mapping[StoryId, Sequence[Reading]]:
    found: dict[StoryId, list[Reading]] = {}
    for some in in_pieces(stories):
        for reading in unit.readings.find(story_id=some):
            found.setdefault(reading.story_id, []).append(reading)
    return found


def _decided(
    story: Story,
    challenge: Challenge,
    choice: Choice | None,
    result: "StoryResult | None",
    given: Sequence[Reading],
) -> str:
    """Why the story cannot be chosen at all; empty if it can. `given` are its readings where none counts."""
    if choice is not None:
        return _("Excluded: {reason}").format(reason=choice.reason)
    concern = result is not None and result.state is StoryState.CONCERN
    concern = concern or has_open_concern(story, given)
    state = apart_from_consent(story, challenge, result.n if result else 0, concern=concern)
    by_state = {
        StoryState.WITHDRAWN: _("Withdrawn"),
        StoryState.REFUSED: _refused(story),
        StoryState.LATE: _("It came late, and nobody has decided yet whether it counts"),
        StoryState.NOT_ELIGIBLE: decision_words(story),
    }
    if state in by_state or may_be_published(story):
        why = by_state.get(state, "") or against_words(state, story, challenge)
        return why or ("" if result and result.n else _without_readings(given))
    return _("The author has agreed neither to its being printed nor to its being told")


def _without_readings(given: Sequence[Reading]) -> str:
    if any(reading.counts for reading in given):
        return _("None of its readings counts")
    return _("Nobody has read it yet")


def _refused(story: Story) -> str:
    if story.late_reason:
        return _("It came late and was refused: {reason}").format(reason=story.late_reason)
    return _("It came late and was refused")


@dataclass(frozen=True, slots=True)
class _Room:
    """The programme, who may have to leave it, the least likely first, what it may hold and what it does."""

    made: Programme
    may_go: Sequence[Place]
    rules: ChoosingRules
    minutes: int | None
    counts: Mapping[str, Mapping[str, int]]

    def why_not(self, story: Story, result: "StoryResult | None") -> str:
        """Why a story that could be chosen is not."""
        if result is None:
            return _("Not ranked yet")
        by_rule = _too_few_readings(result.n, self.rules.readings_least) or self.too_many_alike(story)
        if by_rule:
            return by_rule
        own = minutes_on_stage(story.words)
        over = self.made.minutes + own - self.minutes if self.minutes is not None else 0
        more = len(self.made.places) + 1 - self.rules.size if self.rules.size else 0
        if over <= 0 and more <= 0:
            return _("Ranked {rank}; there is still room for it").format(rank=result.rank)
        if not story.consent_stage:
            return _("Its author has not agreed to its being told on stage")
        return self._instead(result.rank, over, more)

    def too_many_alike(self, story: Story) -> str:
        """Whether as many as may be of its author, theme or language are in already."""
        kind = self._full_kind(story)
        if kind == "author_most":
            told = _("Another story by the same author is already in: at most {n} by one author")
            return told.format(n=self.rules.author_most)
        if kind == "theme_most":
            return _theme_full(self.rules, story)
        return _language_full(self.rules, story) if kind else ""

    def full(self, story: Story) -> str:
        """The same in a few words, to stand before what else is to be said."""
        kind, rules = self._full_kind(story), self.rules
        if kind == "author_most":
            return _("The author is in already (at most {n})").format(n=rules.author_most)
        if kind == "theme_most":
            most = rules.limit(kind, theme(story))
            return _("Theme “{theme}” is full (at most {n})").format(theme=story.theme.strip(), n=most)
        if kind:
            most = rules.limit(kind, language(story))
            name = language_words(language(story))
            return _("Enough are in {language} (at most {n})").format(language=name, n=most)
        return ""

    def _full_kind(self, story: Story) -> str:
        """Which rule about the most is in the way; empty for none."""
        keys = {
            "author_most": voice(story),
            "theme_most": theme(story),
            "language_most": language(story),
        }
        limits = {kind: self.rules.limit(kind, key) for kind, key in keys.items()}
        return next((kind for kind, most in limits.items() if _full(most, self.counts[kind], keys[kind])), "")

    def _instead(self, rank: int, over: int, more: int) -> str:
        """Which stories would have to go for a story of this rank."""
        leaving = self._leaving(over, more)
        facts = {
            "rank": rank,
            "over": over,
            "size": self.rules.size,
            "titles": titles_words([place.story.title for place in leaving]),
        }
        if not leaving:
            return _("Ranked {rank}; the pinned stories leave no room for it").format_map(facts)
        if over > 0:
            told = plural(
                "Ranked {rank}; {over} minute over the time you have: would take the place of {titles}",
                "Ranked {rank}; {over} minutes over the time you have: would take the place of {titles}",
                over,
            )
            return told.format_map(facts)
        return _("Ranked {rank}, and {size} were asked for: would take the place of {titles}").format_map(
            facts
        )

    def _leaving(self, over: int, more: int) -> list[Place]:
        """Those with the least chances who would have to go; none if the pinned ones are in the way."""
        going: list[Place] = []
        for place in self.may_go:
            if _enough(going, over, more):
                break
            going.append(place)
        if not _enough(going, over, more):
            return []
        for place in list(going):
            # A longer story that goes may make it needless that a shorter one goes too.
            rest = [other for other in going if other is not place]
            going = rest if _enough(rest, over, more) else going
        return going


def _counts(made: Programme) -> Mapping[str, Mapping[str, int]]:
    """How many stories of each author, theme and language are in."""
    chosen = [place.story for place in made.places]
    keys = {"author_most": voice, "theme_most": theme, "language_most": language}
    return {kind: Counter(map(key, chosen)) for kind, key in keys.items()}


def _full(most: int | None, chosen: Mapping[str, int], key: str) -> bool:
    """Whether there are already as many as may be; what has no author or theme is never too many."""
    return most is not None and bool(key) and chosen.get(key, 0) >= most


def _theme_full(rules: ChoosingRules, story: Story) -> str:
    most = rules.limit("theme_most", theme(story))
    facts: dict[str, Any] = {"theme": story.theme.strip(), "n": most}
    if not most:
        return _("No story on “{theme}” is to be chosen, by the rules").format_map(facts)
    if rules.own("theme_most", theme(story)):
        return _("Theme “{theme}” is already in the programme: at most {n} on it").format_map(facts)
    return _("Theme “{theme}” is already in the programme: at most {n} on one theme").format_map(facts)


def _language_full(rules: ChoosingRules, story: Story) -> str:
    most = rules.limit("language_most", language(story))
    facts: dict[str, Any] = {"language": language_words(language(story)), "n": most}
    if not most:
        return _("No story in {language} is to be chosen, by the rules").format_map(facts)
    if rules.own("language_most", language(story)):
        return _("There are stories in {language} already: at most {n} in it").format_map(facts)
    return _("There are stories in {language} already: at most {n} in one language").format_map(facts)


def _too_few_readings(given: int, least: int) -> str:
    if given >= least:
        return ""
    read = plural("Read {n} time", "Read {n} times", given).format(n=given)
    needed = plural("it may be chosen from {n} reading on", "it may be chosen from {n} readings on", least)
    return _("{read}; {needed}").format(read=read, needed=needed.format(n=least))


def _least_likely_first(made: Programme, ranked: "Mapping[int, StoryResult]") -> list[Place]:
    """The places that are not pinned, those with the least chances first."""

    def chance(place: Place) -> tuple[float, float]:
        result = ranked.get(place.story.number)
        return (result.p_top, result.score) if result else (0.0, 0.0)

    return sorted((place for place in made.places if not place.choice.pinned), key=chance)


def _enough(going: Sequence[Place], over: int, more: int) -> bool:
    return sum(place.minutes for place in going) >= over and len(going) >= more
