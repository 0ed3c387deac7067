"""The one place where what is shown of a reviewer's answers is worked out from all that the reviewer said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, TypeVar

from learningstories.domain.pack import Pack
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.revision import (
    HERE,
    Answers,
    Resolution,
    Revision,
    Standing,
    Wish,
    joined,
    standing,
    wished,
)
from learningstories.domain.story import StoryId
from learningstories.services.answering import reading_id, settled, typed_word
from learningstories.services.keeping import keep_words
from learningstories.services.kept_words import KeptWord
from learningstories.services.ports import UnitOfWork

Pair = tuple[ReviewerId, StoryId]
K = TypeVar("K")
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # a clock before that is not set
_WRITTEN = ("action", "why", "aside_reason", "concern_note")
_all_written = attrgetter(*_WRITTEN)
_ANSWERS = tuple(field.name for field in fields(Answers))
_all_answers = attrgetter(*_ANSWERS)


@dataclass(frozen=True, slots=True)
class Known:
    """All that some reviewers said in returns, and which texts they read."""

    said: Sequence[KeptWord]
    texts: "TextsRead"


def known_of(unit: UnitOfWork, reviewers: Collection[ReviewerId]) -> Known:
    """What is known of these reviewers."""
    packs: list[Pack] = []
    for some in in_pieces(reviewers):
        packs += unit.packs.find(reviewer_id=some)
    return Known(unit.revisions.of(reviewers), TextsRead(packs))


def derive(unit: UnitOfWork, pairs: Collection[Pair], now: datetime, known: Known | None = None) -> None:
    """Bring the readings of these reviewers and stories to what holds of all that was said.

    What was typed here is kept first, so that it stands beside the rest as what it is: one more word.
    """
    people = {reviewer for reviewer, _ in pairs}
    known = known if known is not None else known_of(unit, people)
    before = readings_of(unit, people)
    typed = keep_typed(unit, [before[pair] for pair in pairs if pair in before], now)
    said = by_pair([*known.said, *typed])
    resolutions = resolutions_of(unit, people)
    new: list[Reading] = []
    altered: list[Reading] = []
    for pair in pairs:
        kept, old = said.get(pair, []), before.get(pair) if before else None
        holds = standing(_revisions(kept), resolutions.get(pair) if resolutions else None)
        if holds is not None:
            came = min(each.received_at for each in kept if each.word.id == holds.shown.id)
            after = _reading(old, holds, came, known.texts)
            (new if old is None else altered).append(after)
    unit.readings.add_all(new)
    unit.readings.replace_all([after for after in altered if after != before[pair_of(after)]])


def derive_wishes(unit: UnitOfWork, reviewers: Collection[ReviewerId]) -> None:
    """Bring what may be shown of these reviewers to what they last wished."""
    wishes: dict[ReviewerId, list[Wish]] = {}
    for kept in unit.revisions.of(reviewers):
        if isinstance(kept.word, Wish):
            wishes.setdefault(kept.word.reviewer_id, []).append(kept.word)
    for key, said in wishes.items():
        holds = wished(said)
        if holds is not None:
            reviewer = unit.reviewers.get(key)
            use, later = holds.promise_use, holds.ask_later
            unit.reviewers.replace(replace(reviewer, promise_use=use, ask_later=later))


def keep_typed(unit: UnitOfWork, readings: Iterable[Reading], now: datetime) -> list[KeptWord]:
    """Keep what was typed here, and give it: from now on it is a word like those that came in returns."""
    typed = [(reading, word) for reading in readings if (word := typed_word(reading)) is not None]
    keep_words(unit, [word for _, word in typed], now)
    unit.readings.replace_all(
        [replace(reading, vector=word.vector, revision_id=word.id) for reading, word in typed]
    )
    return [KeptWord(word=word, received_at=now, typed_here=True) for _, word in typed]


def readings_of(unit: UnitOfWork, reviewers: Collection[ReviewerId]) -> dict[Pair, Reading]:
    """All readings of these reviewers."""
    found: dict[Pair, Reading] = {}
    for some in in_pieces(reviewers):
        found |= {pair_of(reading): reading for reading in unit.readings.find(reviewer_id=some)}
    return found


def words_by_pair(unit: UnitOfWork, reviewers: Collection[ReviewerId]) -> dict[Pair, list[KeptWord]]:
    """What these reviewers said in returns, by reviewer and story."""
    return by_pair(unit.revisions.of(reviewers))


def by_pair(said: Iterable[KeptWord]) -> dict[Pair, list[KeptWord]]:
    """Answers by reviewer and story."""
    found: dict[Pair, list[KeptWord]] = {}
    for kept in said:
        if isinstance(kept.word, Revision):
            found.setdefault((kept.word.reviewer_id, kept.word.story_id), []).append(kept)
    return found


def resolutions_of(unit: UnitOfWork, reviewers: Collection[ReviewerId]) -> dict[Pair, Resolution]:
    """What the organiser chose among answers of these reviewers."""
    return {
        (each.reviewer_id, each.story_id): each
        for each in unit.resolutions.all()
        if each.reviewer_id in reviewers
    }


def pair_of(reading: Reading) -> Pair:
    """Whose reading of which story it is."""
    return reading.reviewer_id, reading.story_id


def in_pieces(keys: Collection[K], most: int = 500) -> Iterable[list[K]]:
    """As many at a time as a database takes in one question."""
    all_keys = list(keys)
    return (all_keys[start : start + most] for start in range(0, len(all_keys), most))


class TextsRead:
    """Which text a reviewer read, by what their packs showed of the story."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        """`packs` are all of those reviewers whose words are asked about."""
        # By plain numbers: a UUID's own hash is Python's slowest, and each answer is looked up here.
        self._texts: Mapping[tuple[int, int, str], str] = {
            (pack.reviewer_id.int, story.story_id.int, story.sha): story.text_sha
            # Where two packs showed the same of different texts, the first one says which it was.
            for pack in sorted(packs, key=lambda pack: (pack.made_at, pack.id), reverse=True)
            for story in pack.stories
        }

    def of(self, word: Revision) -> str:
        """The SHA-256 of the text; empty where none of the packs tells."""
        if word.device == HERE:
            return word.sha
        return self._texts.get((word.reviewer_id.int, word.story_id.int, word.sha), "")


def _revisions(kept: Sequence[KeptWord]) -> list[Revision]:
    return [each.word for each in kept if isinstance(each.word, Revision)]


def _reading(before: Reading | None, holds: Standing[Revision], came: datetime, texts: TextsRead) -> Reading:
    word = holds.shown
    answers = settled(_clean(word.answers))
    return Reading(
        id=before.id if before is not None else reading_id(word.reviewer_id, word.story_id),
        story_id=word.story_id,
        reviewer_id=word.reviewer_id,
        **dict(zip(_ANSWERS, _all_answers(answers), strict=True)),
        text_sha=texts.of(word),
        position=word.position,
        vector=joined(head.vector for head in holds.heads) if len(holds.heads) > 1 else word.vector,
        revision_id=word.id,
        # Clocks that are wrong must not put an answer at the end of time.
        changed_at=word.at if _EARLIEST <= word.at <= came else came,
    )


def _clean(answers: Answers) -> Answers:
    """The answers without characters that are not text; letters are not altered."""
    written: tuple[str, ...] = _all_written(answers)
    together = "".join(written)
    if together.isascii() and together.isprintable():
        return answers
    from learningstories.services.markup import normal_text  # noqa: PLC0415 - brings the Markdown reader along

    clean: dict[str, Any] = {name: normal_text(words) for name, words in zip(_WRITTEN, written, strict=True)}
    return replace(answers, **clean)
