"""What a reviewer may answer, and how answers that contradict each other are made one."""

from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ChanceOutOfRange,
    ChanceWithoutAction,
    SteppedAside,
    ValueOutOfScale,
)
from learningstories.domain.reading import Knows, Reading, ReadingId
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.revision import HERE, Answers, Revision, Vector, spoken
from learningstories.domain.story import StoryId

MOST_CHANCE = 10
_NAMES = tuple(field.name for field in fields(Answers))
_NO_ANSWER = (Answers(), Answers(skipped=True))


def reading_id(reviewer_id: ReviewerId, story_id: StoryId) -> ReadingId:
    """The id of what this reviewer makes of this story: the same wherever and whenever it is made."""
    return ReadingId(UUID(bytes=sha256(reviewer_id.bytes + story_id.bytes).digest()[:16]))


def blank_reading(reviewer_id: ReviewerId, story_id: StoryId, text_sha: str, now: datetime) -> Reading:
    """Nothing answered yet."""
    return Reading(
        id=reading_id(reviewer_id, story_id),
        story_id=story_id,
        reviewer_id=reviewer_id,
        text_sha=text_sha,
        changed_at=now,
    )


def answered(
    challenge: Challenge, number: int, before: Reading, now: datetime, *, device: str = HERE, **given: Any
) -> Reading:
    """The reading with the answers `given` on `device`; the others stay as they are.

    Raises `ValueOutOfScale`, `ChanceOutOfRange`, `ChanceWithoutAction`, `SteppedAside`.
    """
    vector, revision_id = before.vector, before.revision_id
    if revision_id is not None:
        # What others may have seen is not altered any more: this is the next word.
        vector, revision_id = spoken(vector, device), None
    after = replace(before, **given, vector=vector, revision_id=revision_id, changed_at=now)
    if not any(after.criteria):
        # No answer to any is told in one way only, or two devices would contradict each other by silence.
        after = replace(after, criteria=())
    after = _newest_holds(before, after)
    _check(challenge, number, before, after)
    return after


def answers_of(reading: Reading) -> Answers:
    """Just the answers."""
    return Answers(**{name: getattr(reading, name) for name in _NAMES})


def is_begun(reading: Reading) -> bool:
    """Whether anything was answered; to put a story off is no answer."""
    return answers_of(reading) not in _NO_ANSWER


def shown_word(word: Revision, vector: Vector, *, anew: bool) -> Reading:
    """The reading that shows a word, having seen `vector`; one that may be said `anew` is not kept yet."""
    return Reading(
        id=reading_id(word.reviewer_id, word.story_id), story_id=word.story_id, reviewer_id=word.reviewer_id,
        **{name: getattr(word.answers, name) for name in _NAMES}, text_sha=word.sha, position=word.position,
        vector=word.vector if anew else vector, revision_id=None if anew else word.id, changed_at=word.at,
    )  # fmt: skip


def typed_word(reading: Reading) -> Revision | None:
    """What was typed at this computer, as one of the words that are held against each other.

    None where the reading shows a word that is kept already, or where nothing was ever typed.
    """
    answers = answers_of(reading)
    if reading.revision_id is not None or (not reading.vector and answers == Answers()):
        return None
    return Revision(
        reviewer_id=reading.reviewer_id, story_id=reading.story_id, sha=reading.text_sha, device=HERE,
        vector=vector_of(reading), at=reading.changed_at, position=reading.position, answers=answers,
    )  # fmt: skip


def vector_of(reading: Reading) -> Vector:
    """What the answers have seen."""
    return reading.vector or ((HERE, 1),)


def settled(answers: Answers) -> Answers:
    """Answers from elsewhere without what contradicts them: an action is meant, and a chance goes with it."""
    acts = bool(answers.action.strip())
    contradicts = answers.no_action if acts else answers.chance is not None
    if not contradicts and not answers.skipped:
        return answers
    return replace(
        answers,
        no_action=answers.no_action and not acts,
        chance=answers.chance if acts else None,
        skipped=answers.skipped and answers.value is None,
    )


def on_the_scales(challenge: Challenge, answers: Answers) -> bool:
    """Whether each answer is a point of its scale."""
    if answers.value is not None and not 1 <= answers.value <= len(challenge.scale):
        return False
    criteria = challenge.criteria
    return all(
        0 <= point <= (len(criteria[place].scale) if place < len(criteria) else 0)
        for place, point in enumerate(answers.criteria)
    )


def _newest_holds(before: Reading, after: Reading) -> Reading:
    """Answers that contradict each other, made one: the newest holds, and a chance goes with its action."""
    if after.no_action and not before.no_action and after.action == before.action:
        after = replace(after, action="")
    if after.no_action and after.action.strip():
        after = replace(after, no_action=False)
    if not after.action.strip() and after.chance == before.chance:
        after = replace(after, chance=None)
    if after.value is not None and after.skipped:
        after = replace(after, skipped=False)
    return after


def _check(challenge: Challenge, number: int, before: Reading, after: Reading) -> None:
    points = len(challenge.scale)
    if after.value is not None and after.value != before.value and not 1 <= after.value <= points:
        raise ValueOutOfScale(after.value, points)
    if after.criteria != before.criteria:
        _check_criteria(challenge, after.criteria)
    if after.chance is not None and not 0 <= after.chance <= MOST_CHANCE:
        raise ChanceOutOfRange(after.chance)
    if after.chance is not None and not after.action.strip():
        raise ChanceWithoutAction
    stepped_aside = before.knows is Knows.ASIDE and after.knows is Knows.ASIDE
    if stepped_aside and after.value is not None and before.value is None:
        raise SteppedAside(number)


def _check_criteria(challenge: Challenge, points: tuple[int, ...]) -> None:
    for place, point in enumerate(points):
        most = len(challenge.criteria[place].scale) if place < len(challenge.criteria) else 0
        if not 0 <= point <= most:
            raise ValueOutOfScale(point, most)
