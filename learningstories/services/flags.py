"""What is to be said about a reading because of how it came, and answers among which somebody must choose.

All of it is worked out when it is asked for: give more time, restore a pack or a story, and it is gone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.counting import Rule
from learningstories.domain.reading import Knows, Reading
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.revision import Revision, standing
from learningstories.domain.story import Story
from learningstories.services.deriving import (
    Pair,
    by_pair,
    pair_of,
    readings_of,
    resolutions_of,
    words_by_pair,
)
from learningstories.services.kept_words import CLOCKS_DIFFER, KeptWord
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace


class Flag(StrEnum):
    """One thing to be said about a reading; which of them keep it from counting, `keeping_out` says."""

    CONFLICT = "conflict"
    CHOSEN = "chosen"
    LATE = "late"
    PACK_REVOKED = "pack_revoked"
    STORY_WITHDRAWN = "story_withdrawn"
    STORY_CHANGED_SINCE = "story_changed_since"
    CLOCK_AHEAD = "clock_ahead"
    READER_SET_ASIDE = "reader_set_aside"
    KNOWS_AUTHOR = "knows_author"
    GUESSES_AUTHOR = "guesses_author"


_RULES = {
    Flag.LATE: Rule.LATE_RETURN,
    Flag.PACK_REVOKED: Rule.PACK_REVOKED,
    Flag.STORY_WITHDRAWN: Rule.WITHDRAWN_STORY,
    Flag.STORY_CHANGED_SINCE: Rule.CHANGED_SINCE_READ,
    Flag.READER_SET_ASIDE: Rule.READER_SET_ASIDE,
    Flag.KNOWS_AUTHOR: Rule.KNOWS_AUTHOR,
    Flag.GUESSES_AUTHOR: Rule.GUESSES_AUTHOR,
}


def keeping_out(challenge: Challenge) -> frozenset[Flag]:
    """What keeps a reading from counting, by the challenge's rules."""
    return frozenset(flag for flag, rule in _RULES.items() if rule in challenge.not_counted)


_MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Answers of a reviewer to a story that contradict each other; `shown` is the one that holds for now."""

    reviewer: Reviewer
    story: Story
    heads: tuple[Revision, ...]
    shown: Revision


def flags(workspace: Workspace, reviewers: Collection[ReviewerId]) -> Mapping[Pair, frozenset[Flag]]:
    """What is to be said about each reading of these reviewers; readings with nothing to say are left out."""
    with workspace.read() as unit:
        readings = readings_of(unit, reviewers)
        said = words_by_pair(unit, reviewers)
        about = _About(unit, reviewers, unit.stories.all())
        found = {pair: about.flags(reading, said.get(pair, ())) for pair, reading in readings.items()}
    return {pair: each for pair, each in found.items() if each}


def flags_of_story(
    unit: UnitOfWork, story: Story, readings: Collection[Reading]
) -> Mapping[ReviewerId, frozenset[Flag]]:
    """What is to be said about each of a story's readings."""
    people = {reading.reviewer_id for reading in readings}
    said = by_pair(unit.revisions.of(people, story.id))
    about = _About(unit, people, [story])
    return {one.reviewer_id: about.flags(one, said.get(pair_of(one), ())) for one in readings}


def choices(workspace: Workspace) -> list[Choice]:
    """All answers among which the organiser is to choose, by reviewer and story."""
    with workspace.read() as unit:
        return open_choices(unit)


def open_choices(unit: UnitOfWork) -> list[Choice]:
    """The same within a transaction."""
    people = {key: unit.reviewers.get(key) for key in unit.revisions.in_doubt()}
    resolutions = resolutions_of(unit, people.keys())
    found = []
    for pair, kept in words_by_pair(unit, people.keys()).items():
        holds = standing([k.word for k in kept if isinstance(k.word, Revision)], resolutions.get(pair))
        # What was typed here since has seen them all, and is the answer.
        if holds is not None and holds.conflict and not _typed_since(unit, pair):
            story = unit.stories.get(pair[1])
            found.append(Choice(reviewer=people[pair[0]], story=story, heads=holds.heads, shown=holds.shown))
    return sorted(found, key=lambda each: (alphabetic(each.reviewer.name), each.story.number))


def _typed_since(unit: UnitOfWork, pair: Pair) -> bool:
    found = unit.readings.find(reviewer_id=pair[0], story_id=pair[1])
    return bool(found) and found[0].revision_id is None


class _About:
    def __init__(
        self, unit: UnitOfWork, reviewers: Collection[ReviewerId], stories: Collection[Story]
    ) -> None:
        self._until = unit.challenge().returns_until
        self._stories = {story.id: story for story in stories}
        people = unit.reviewers.find(id=list(reviewers)) if len(reviewers) < _MANY else unit.reviewers.all()
        self._set_aside = {person.id for person in people if person.set_aside_at is not None}
        self._resolutions = resolutions_of(unit, reviewers)

    def flags(self, reading: Reading, kept: Collection[KeptWord]) -> frozenset[Flag]:
        """What is to be said about one reading; `kept` is all that its reviewer said about the story."""
        story = self._stories[reading.story_id]
        found = {
            Flag.STORY_WITHDRAWN: story.withdrawn,
            Flag.STORY_CHANGED_SINCE: story.version > 1 and reading.text_sha != story.text_sha,
            Flag.READER_SET_ASIDE: reading.reviewer_id in self._set_aside,
            Flag.KNOWS_AUTHOR: reading.knows is Knows.YES,
            Flag.GUESSES_AUTHOR: reading.knows is Knows.GUESS,
            **(self._of_words(reading, kept) if reading.revision_id is not None else {}),
        }
        return frozenset(flag for flag, applies in found.items() if applies)

    def _of_words(self, reading: Reading, kept: Collection[KeptWord]) -> Mapping[Flag, bool]:
        words = [each.word for each in kept if isinstance(each.word, Revision)]
        holds = standing(words, self._resolutions.get(pair_of(reading)))
        shown = next((each for each in kept if each.word.id == reading.revision_id), None)
        if holds is None or shown is None:
            return {}
        late = self._until is not None and not shown.typed_here and shown.received_at > self._until
        return {
            Flag.CONFLICT: holds.conflict,
            Flag.CHOSEN: holds.chosen,
            Flag.LATE: late,
            Flag.PACK_REVOKED: not shown.vouched,
            Flag.CLOCK_AHEAD: shown.word.at > shown.received_at + CLOCKS_DIFFER and not shown.typed_here,
        }
